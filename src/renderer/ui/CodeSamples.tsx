import '@mantine/core/styles/Tabs.layer.css';
import { Button, Tabs, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { t } from '../../shared/language/t.ts';
import classes from './CodeSamples.module.css';
import { copyText } from './copy-text.ts';
import { IconCheck, IconCopy } from './icons.ts';
import type { Sample } from './sample.ts';

interface Props {
  readonly label: string;
  /** What one of them is called: "sample". */
  readonly one: string;
  readonly samples: readonly Sample[];
  /** What to do with one, above it. */
  readonly renderHint?: (sample: Sample) => ReactNode;
}

/** Texts to copy into something else, one at a time in tabs. */
export function CodeSamples({ label, one, samples, renderHint }: Props) {
  const [name, setName] = useState(samples[0]?.name ?? '');
  const [copied, setCopied] = useState<boolean | null>(null);
  const chosen = samples.find((sample) => sample.name === name) ?? samples[0];
  if (!chosen) return null;
  return (
    <Tabs
      value={chosen.name}
      onChange={(value) => {
        setName(value ?? chosen.name);
        setCopied(null);
      }}
      keepMounted={false}
    >
      <div className={classes.head}>
        <Tabs.List aria-label={label} className={classes.tabs}>
          {samples.map((sample) => (
            <Tabs.Tab key={sample.name} value={sample.name} className={classes.tab}>
              {sample.name}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Text size="sm" c="dimmed" role="status">
          {copied === true && t('Copied.')}
          {copied === false && t('Select the text and copy it.')}
        </Text>
        <Button
          size="xs"
          variant="default"
          leftSection={copied === true ? <IconCheck size={14} /> : <IconCopy size={14} />}
          aria-label={t('Copy the {name} {one}', { name: chosen.name, one })}
          onClick={() => setCopied(copyText(chosen.code))}
        >
          {t('Copy')}
        </Button>
      </div>
      {samples.map((sample) => (
        <Tabs.Panel key={sample.name} value={sample.name} className={classes.panel} tabIndex={-1}>
          {renderHint && (
            <Text size="sm" c="dimmed" component="div">
              {renderHint(sample)}
            </Text>
          )}
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the keyboard's way to scroll */}
          <pre className={classes.code} tabIndex={0} aria-label={`${sample.name} ${one}`}>
            {sample.code}
          </pre>
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}
