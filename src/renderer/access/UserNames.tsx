import { Button, Skeleton, Stack } from '@mantine/core';
import { useCallback } from 'react';
import type { Users } from '../../shared/grants.ts';
import { t } from '../../shared/language/t.ts';
import { FailureAlert } from '../ui/FailureAlert.tsx';
import { formatNumber } from '../ui/format.ts';
import { counted } from '../ui/counted.ts';
import classes from './Names.module.css';
import { useReading } from './useReading.ts';

interface Named {
  readonly id: number;
  readonly name: string;
}

export interface NameList {
  readonly heading: string;
  readonly names: readonly Named[];
  /** All of them, of which `names` may be the first hundred. */
  readonly count: number;
}

/** Names under headings, in a box that scrolls. */
export function Names({ lists, label }: { readonly lists: readonly NameList[]; readonly label: string }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the keyboard's way to scroll
    <div className={classes.box} role="group" aria-label={label} tabIndex={0}>
      {lists
        .filter(({ count }) => count > 0)
        .map(({ heading, names, count }) => (
          <div key={heading}>
            <div className={classes.head}>{heading}</div>
            <ul className={classes.list}>
              {names.map(({ id, name }) => (
                <li key={id}>{name}</li>
              ))}
              {count > names.length && (
                <li className={classes.more}>
                  {t('and {count} more', { count: formatNumber(count - names.length) })}
                </li>
              )}
            </ul>
          </div>
        ))}
    </div>
  );
}

interface Props {
  readonly id: number;
  /** Must keep its identity between renders. */
  readonly read: (id: number) => Promise<Users>;
}

/** The keys and accounts that use something, asked for when they are to be seen. */
export function UserNames({ id, read }: Props) {
  const { value, failure, busy, again } = useReading(useCallback(() => read(id), [read, id]));
  if (failure !== null) {
    return (
      <Stack gap="xs" align="flex-start">
        <FailureAlert failure={failure} />
        <Button size="xs" variant="default" onClick={again} loading={busy}>
          {t('Try again')}
        </Button>
      </Stack>
    );
  }
  if (value === null) {
    return (
      <Stack gap="xs" aria-busy="true">
        <Skeleton height={12} width="60%" />
        <Skeleton height={12} width="45%" />
      </Stack>
    );
  }
  const { keys, keyCount, accounts, accountCount } = value;
  return (
    <Names
      label={t('Used by')}
      lists={[
        { heading: counted(keyCount, 'key'), names: keys, count: keyCount },
        { heading: counted(accountCount, 'account'), names: accounts, count: accountCount },
      ]}
    />
  );
}
