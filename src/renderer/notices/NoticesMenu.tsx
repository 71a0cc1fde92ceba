import { ActionIcon, Button, Indicator, Popover, Text, Tooltip } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { HOUR, MINUTE } from '../../shared/duration.ts';
import { t } from '../../shared/language/t.ts';
import type { Notice } from '../../shared/notices.ts';
import { useReading } from '../access/useReading.ts';
import { api, failureOf } from '../api.ts';
import { navigate } from '../app/router.ts';
import { onKeyChange } from '../keys/key-changes.ts';
import { detailsPath } from '../keys/paths.ts';
import { counted } from '../ui/counted.ts';
import { formatDay, formatRelative } from '../ui/format.ts';
import { IconNotices, IconCheck } from '../ui/icons.ts';
import { toast } from '../ui/toast.tsx';
import { useNow } from '../ui/useNow.ts';
import { onNoticeSettings } from './notice-changes.ts';
import classes from './Notices.module.css';

const read = () => api.notices.list(undefined);

interface Props {
  readonly opened: boolean;
  readonly onChange: (opened: boolean) => void;
}

/** **Notices**: the keys that expire soon, until each is put away. */
export function NoticesMenu({ opened, onChange }: Props) {
  const { value, again } = useReading(read);
  // A key may reach its next number of days while nothing else happens.
  const hour = useNow(HOUR);
  useEffect(again, [hour, again]);
  useEffect(() => onKeyChange(again), [again]);
  useEffect(() => onNoticeSettings(again), [again]);
  const total = value?.total ?? 0;
  const says = total === 0 ? t('Notices') : t('Notices: {expireSoon}', { expireSoon: expireSoon(total) });
  return (
    <Popover opened={opened} onChange={onChange} position="bottom-end" width={360} trapFocus returnFocus>
      <Popover.Target>
        <Tooltip label={says} disabled={opened}>
          <Indicator
            disabled={total === 0}
            label={total > 99 ? '99+' : String(total)}
            size={16}
            offset={6}
            color="red.9"
          >
            <ActionIcon
              variant="subtle"
              color="gray"
              c="dimmed"
              size={34}
              aria-label={says}
              aria-expanded={opened}
              aria-haspopup="dialog"
              onClick={() => onChange(!opened)}
            >
              <IconNotices size={20} stroke={1.75} />
            </ActionIcon>
          </Indicator>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown p={0} aria-label={t('Notices')}>
        <Inside
          notices={value?.notices ?? null}
          total={total}
          onDone={again}
          onLeave={() => onChange(false)}
        />
      </Popover.Dropdown>
    </Popover>
  );
}

const expireSoon = (total: number): string =>
  total === 1 ? t('1 key expires soon') : t('{keys} expire soon', { keys: counted(total, 'key') });

interface InsideProps {
  /** `null` until they have been read. */
  readonly notices: readonly Notice[] | null;
  readonly total: number;
  readonly onDone: () => void;
  readonly onLeave: () => void;
}

function Inside({ notices, total, onDone, onLeave }: InsideProps) {
  const now = useNow(MINUTE);
  const [busy, setBusy] = useState(false);
  const panel = useRef<HTMLDivElement>(null);
  const putAway = (keyIds: readonly number[]) => {
    setBusy(true);
    // The button that was pressed goes with its notice.
    panel.current?.focus();
    api.notices
      .putAway({ keyIds: [...keyIds] })
      .then(onDone, (error: unknown) => toast({ message: failureOf(error).message, color: 'red' }))
      .finally(() => setBusy(false));
  };
  const goTo = (path: string) => {
    onLeave();
    navigate(path);
  };
  const rest = total - (notices?.length ?? 0);
  return (
    <div ref={panel} tabIndex={-1} aria-busy={busy || notices === null} className={classes.panel}>
      <div className={classes.head}>
        <Text size="sm" fw={600}>
          {total === 0 ? t('Notices') : expireSoon(total)}
        </Text>
        {notices !== null && notices.length > 1 && (
          <Button
            size="compact-xs"
            variant="subtle"
            disabled={busy}
            onClick={() => putAway(notices.map(({ keyId }) => keyId))}
          >
            {t('Put all away')}
          </Button>
        )}
      </div>
      {total === 0 ? (
        <Text size="sm" c="dimmed" className={classes.nothing}>
          {notices === null ? t('Reading…') : t('No key expires soon.')}
        </Text>
      ) : (
        <ul className={classes.list}>
          {notices?.map(({ keyId, name, expiresAt }) => (
            <li key={keyId}>
              <button type="button" className={classes.notice} onClick={() => goTo(detailsPath(keyId))}>
                <span className={classes.name}>{name}</span>
                <span className={classes.when}>
                  {t('Expires {expiresAt}, on {expiresAt2}', {
                    expiresAt: formatRelative(expiresAt, now),
                    expiresAt2: formatDay(expiresAt),
                  })}
                </span>
              </button>
              <Tooltip label={t('Put away')}>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={t('Put away the notice about {name}', { name })}
                  disabled={busy}
                  onClick={() => putAway([keyId])}
                >
                  <IconCheck size={16} />
                </ActionIcon>
              </Tooltip>
            </li>
          ))}
        </ul>
      )}
      <div className={classes.foot}>
        <Text size="xs" c="dimmed">
          {rest > 0
            ? t('and {more}', { more: counted(rest, 'more', 'more') })
            : t('What you put away comes back later.')}
        </Text>
        <Button size="compact-xs" variant="subtle" onClick={() => goTo('/settings/notices')}>
          {t('Settings')}
        </Button>
      </div>
    </div>
  );
}
