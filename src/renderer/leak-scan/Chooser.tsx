import { ActionIcon, Button, Checkbox, Progress, Text } from '@mantine/core';
import { useRef, useState } from 'react';
import { t } from '../../shared/language/t.ts';
import type { ScanState } from '../../shared/leak-scan.ts';
import { api } from '../api.ts';
import { DropArea } from '../ui/DropArea.tsx';
import { IconLeakScan, IconX } from '../ui/icons.ts';
import { rich } from '../ui/rich.tsx';
import classes from './LeakScan.module.css';
import { readInWords } from './words.ts';

interface Props {
  readonly state: ScanState;
  readonly busy: boolean;
  readonly act: (call: () => Promise<ScanState>) => void;
}

/** What is to be scanned, and the buttons that start and stop it. */
export function Chooser({ state: { chosen, baseline, run }, busy, act }: Props) {
  const [git, setGit] = useState(true);
  const start = useRef<HTMLButtonElement>(null);
  const running = run?.status === 'running';
  return (
    <section className={classes.panel} aria-label={t('What to scan')}>
      <DropArea
        takes="scan"
        icon={<IconLeakScan size={24} stroke={1.5} aria-hidden="true" />}
        buttons={
          <>
            <Button
              variant="default"
              size="xs"
              onClick={() => act(() => api.leakScan.choose({ what: 'files' }))}
            >
              {t('Choose files')}
            </Button>
            <Button
              variant="default"
              size="xs"
              onClick={() => act(() => api.leakScan.choose({ what: 'folders' }))}
            >
              {t('Choose folders')}
            </Button>
          </>
        }
      >
        <Text size="sm">{t('Drop files or folders here')}</Text>
      </DropArea>
      {chosen.length > 0 && (
        <ul className={classes.chosen} aria-label={t('Chosen')}>
          {chosen.map((path, place) => (
            <li key={path}>
              <span className={classes.mono}>{path}</span>
              <ActionIcon
                size="sm"
                variant="subtle"
                color="gray"
                aria-label={t('Do not scan {path}', { path })}
                onClick={() => {
                  act(() => api.leakScan.unchoose({ place }));
                  start.current?.focus();
                }}
              >
                <IconX size={15} />
              </ActionIcon>
            </li>
          ))}
        </ul>
      )}
      <div className={classes.options}>
        <Checkbox
          size="sm"
          label={t('History of repositories')}
          description={t('All that git has kept, commits that were undone included.')}
          checked={git}
          onChange={(event) => setGit(event.currentTarget.checked)}
        />
        <div className={classes.baseline}>
          <Text size="sm">
            {rich('Baseline: {text}', {
              text:
                baseline === null ? (
                  <Text span c="dimmed" inherit>
                    {t('none')}
                  </Text>
                ) : (
                  <span className={classes.mono}>{baseline}</span>
                ),
            })}
          </Text>
          {baseline === null ? (
            <Button
              variant="default"
              size="compact-xs"
              onClick={() => act(() => api.leakScan.chooseBaseline(undefined))}
            >
              {t('Choose baseline')}
            </Button>
          ) : (
            <Button
              variant="default"
              size="compact-xs"
              onClick={() => act(() => api.leakScan.forgetBaseline(undefined))}
            >
              {t('No baseline')}
            </Button>
          )}
        </div>
      </div>
      <div className={classes.run}>
        {/* One button, so that the focus stays when it does the opposite. */}
        <Button
          ref={start}
          variant={running ? 'default' : 'filled'}
          loading={busy}
          onClick={() => act(() => (running ? api.leakScan.cancel(undefined) : api.leakScan.start({ git })))}
        >
          {running ? t('Cancel') : t('Scan')}
        </Button>
        {running && (
          <div className={classes.progress}>
            <Progress value={100} animated aria-label={t('Scanning')} />
            <Text size="xs" c="dimmed">
              {readInWords(run)}
            </Text>
          </div>
        )}
      </div>
    </section>
  );
}
