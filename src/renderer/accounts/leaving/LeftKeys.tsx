import { Radio, Text, Title } from '@mantine/core';
import { type ReactNode, useId } from 'react';
import type { LeftKey } from '../../../shared/accounts.ts';
import { KEY_AUTHORITIES } from '../../../shared/authorities.ts';
import { useMayAny } from '../../app/session.ts';
import { counted } from '../../ui/counted.ts';
import { formatNumber } from '../../ui/format.ts';
import classes from './Leaving.module.css';
import { LeftKeysTable, type Ticks } from './LeftKeysTable.tsx';
import type { Revocation } from './revoke-keys.ts';

interface OwnedProps {
  readonly username: string;
  readonly keys: readonly LeftKey[];
  /** All that the account owns, of which `keys` may be the newest. */
  readonly count: number;
  /** What becomes of them. */
  readonly children: ReactNode;
}

/** The keys that belong to the account. */
export function OwnedKeys({ username, keys, count, children }: OwnedProps) {
  const heading = useId();
  return (
    <section className={classes.keys} aria-labelledby={heading}>
      <Title order={3} id={heading}>
        {`Keys that ${username} owns (${formatNumber(count)})`}
      </Title>
      {children}
      <LeftKeysTable labelledBy={heading} keys={keys} />
      <NotAll shown={keys.length} count={count} />
    </section>
  );
}

interface CreatedProps {
  readonly username: string;
  /** Those that the account does not own. */
  readonly keys: readonly LeftKey[];
  readonly ticks: Ticks;
  readonly how: Revocation;
  readonly onHow: (how: Revocation) => void;
}

/** The keys of others that the person has generated and may know: they can be ticked to be revoked. */
export function CreatedKeys({ username, keys, ticks, how, onHow }: CreatedProps) {
  const heading = useId();
  const may = useMayAny(KEY_AUTHORITIES);
  return (
    <section className={classes.keys} aria-labelledby={heading}>
      <Title order={3} id={heading}>
        {`Other keys that ${username} created (${formatNumber(keys.length)})`}
      </Title>
      <Text size="sm">
        They go on working, and {username} may still have their secrets.{' '}
        {may ? 'Tick those that are to be revoked.' : 'Who has the authority to manage keys can revoke them.'}
      </Text>
      <LeftKeysTable labelledBy={heading} keys={keys} {...(may && { ticks })} />
      {ticks.ids.size > 0 && (
        <Radio.Group
          aria-label="For how long"
          value={how}
          onChange={(chosen) => onHow(chosen === 'permanent' ? 'permanent' : 'until-reinstated')}
        >
          <div className={classes.choices}>
            <Radio
              size="xs"
              value="until-reinstated"
              label={`Revoke ${counted(ticks.ids.size, 'key')} until reinstated`}
            />
            <Radio size="xs" value="permanent" label="Permanently (cannot be undone)" color="red.9" />
          </div>
        </Radio.Group>
      )}
    </section>
  );
}

function NotAll({ shown, count }: { readonly shown: number; readonly count: number }) {
  if (count <= shown) return null;
  return (
    <Text size="xs" c="dimmed">
      and {counted(count - shown, 'older key')}
    </Text>
  );
}
