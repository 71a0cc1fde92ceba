import { Button, Radio, Text, Title } from '@mantine/core';
import { type ReactNode, useId } from 'react';
import type { LeftKeys } from '../../../shared/accounts.ts';
import { KEY_AUTHORITIES } from '../../../shared/authorities.ts';
import { t } from '../../../shared/language/t.ts';
import { useMayAny } from '../../app/session.ts';
import { counted } from '../../ui/counted.ts';
import { formatNumber } from '../../ui/format.ts';
import { rich } from '../../ui/rich.tsx';
import classes from './Leaving.module.css';
import { LeftKeysTable, type Ticks } from './LeftKeysTable.tsx';
import type { Revocation } from './revoke-keys.ts';

interface OwnedProps {
  readonly username: string;
  readonly left: LeftKeys;
  /** What becomes of them. */
  readonly children: ReactNode;
}

/** The keys that belong to the account. They are decided on together, so the first ones are enough to see. */
export function OwnedKeys({ username, left, children }: OwnedProps) {
  const heading = useId();
  return (
    <section className={classes.keys} aria-labelledby={heading}>
      <Title order={3} id={heading}>
        {t('Keys that {username} owns ({count})', { username, count: formatNumber(left.count) })}
      </Title>
      {children}
      <LeftKeysTable labelledBy={heading} left={left} />
      <NotShown left={left} />
    </section>
  );
}

interface CreatedProps {
  readonly username: string;
  /** Those that the account does not own. */
  readonly left: LeftKeys;
  readonly ticks: Ticks;
  readonly how: Revocation;
  readonly onHow: (how: Revocation) => void;
  readonly showMore: (() => void) | null;
  readonly busy: boolean;
}

/** The keys of others that the person has generated and may know: they can be ticked to be revoked. */
export function CreatedKeys({ username, left, ticks, how, onHow, showMore, busy }: CreatedProps) {
  const heading = useId();
  const mayAny = useMayAny(KEY_AUTHORITIES);
  const decidable = left.permanent < left.count;
  const may = mayAny && decidable;
  return (
    <section className={classes.keys} aria-labelledby={heading}>
      <Title order={3} id={heading}>
        {t('Other keys that {username} created ({count})', { username, count: formatNumber(left.count) })}
      </Title>
      {decidable && (
        <Text size="sm">
          {rich('They go on working, and {username} may still have their secrets. {value}', {
            username,
            value: may
              ? t('Tick those that are to be revoked.')
              : t('Who has the authority to manage keys can revoke them.'),
          })}
        </Text>
      )}
      <LeftKeysTable labelledBy={heading} left={left} {...(may && { ticks })} />
      <NotShown left={left}>
        {showMore !== null && (
          <Button variant="default" size="compact-xs" loading={busy} onClick={showMore}>
            {t('Show more')}
          </Button>
        )}
      </NotShown>
      {ticks.ids.size > 0 && (
        <Radio.Group
          aria-label={t('For how long')}
          value={how}
          onChange={(chosen) => onHow(chosen === 'permanent' ? 'permanent' : 'until-reinstated')}
        >
          <div className={classes.choices}>
            <Radio
              size="xs"
              value="until-reinstated"
              label={t('Revoke {keys} until reinstated', { keys: counted(ticks.ids.size, 'key') })}
            />
            <Radio size="xs" value="permanent" label={t('Permanently (cannot be undone)')} color="red.9" />
          </div>
        </Radio.Group>
      )}
    </section>
  );
}

/** How many of the keys the table has, and why not all; `children` stands beside it while there are more to show. */
function NotShown({ left, children }: { readonly left: LeftKeys; readonly children?: ReactNode }) {
  const { keys, count, permanent } = left;
  const decidable = count - permanent;
  return (
    <>
      {keys.length < decidable && (
        <div className={classes.shown}>
          <Text size="xs" c="dimmed" role="status">
            {t('{keysCount} of {decidable} shown', {
              keysCount: formatNumber(keys.length),
              decidable: formatNumber(decidable),
            })}
          </Text>
          {children}
        </div>
      )}
      {permanent > 0 && (
        <Text size="xs" c="dimmed">
          {permanent === 1
            ? t('One is revoked permanently, so nothing is to be decided about it.')
            : t('{permanent} are revoked permanently, so nothing is to be decided about them.', {
                permanent: formatNumber(permanent),
              })}
        </Text>
      )}
    </>
  );
}
