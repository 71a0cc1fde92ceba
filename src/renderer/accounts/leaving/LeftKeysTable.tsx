import { Badge, Checkbox } from '@mantine/core';
import type { LeftKey, LeftKeys } from '../../../shared/accounts.ts';
import { t } from '../../../shared/language/t.ts';
import { formatExact, formatRelative } from '../../ui/format.ts';
import { useNow } from '../../ui/useNow.ts';
import classes from './Leaving.module.css';

export interface Ticks {
  readonly ids: ReadonlySet<number>;
  readonly onChange: (ids: ReadonlySet<number>) => void;
}

interface Props {
  /** The id of the heading that says why these keys are listed. */
  readonly labelledBy: string;
  readonly left: LeftKeys;
  /** With it, keys that are active can be ticked. */
  readonly ticks?: Ticks;
}

/**
 * Keys of somebody who leaves: name, hint, state and last use. Their names are no links: whoever followed one would lose
 * what is chosen in the dialog.
 */
export function LeftKeysTable({ labelledBy, left, ticks }: Props) {
  const now = useNow(30_000);
  const { keys, count, permanent } = left;
  if (keys.length === 0) return null;
  return (
    <div
      className={classes.box}
      role="region"
      aria-labelledby={labelledBy}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the keyboard's way to scroll
      tabIndex={0}
    >
      <table className={classes.table}>
        <thead>
          <tr>
            {ticks && (
              <td className={classes.tick}>
                <AllTick keys={keys} whole={keys.length === count - permanent} ticks={ticks} />
              </td>
            )}
            <th scope="col">{t('Key')}</th>
            <th scope="col" className={classes.state}>
              {t('State')}
            </th>
            <th scope="col" className={classes.used}>
              {t('Last used')}
            </th>
          </tr>
        </thead>
        <tbody>
          {keys.map((key) => (
            <tr key={key.id}>
              {ticks && (
                <td className={classes.tick}>
                  <KeyTick leftKey={key} ticks={ticks} />
                </td>
              )}
              <th scope="row">
                <span className={classes.name} title={key.name}>
                  {key.name}
                </span>
                <span className={classes.hint}>{key.hint}</span>
              </th>
              <td>
                <State leftKey={key} now={now} />
              </td>
              <td className={classes.used}>
                {key.lastUsedAt === null ? (
                  t('Never')
                ) : (
                  <time dateTime={new Date(key.lastUsedAt).toISOString()} title={formatExact(key.lastUsedAt)}>
                    {formatRelative(key.lastUsedAt, now)}
                  </time>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function AllTick({
  keys,
  whole,
  ticks: { ids, onChange },
}: {
  readonly keys: readonly LeftKey[];
  /** There are no others. */
  readonly whole: boolean;
  readonly ticks: Ticks;
}) {
  const active = keys.filter(({ state }) => state === 'active').map(({ id }) => id);
  return (
    <Checkbox
      size="xs"
      aria-label={whole ? t('Revoke all of them') : t('Revoke all that are shown')}
      checked={active.length > 0 && ids.size === active.length}
      indeterminate={ids.size > 0 && ids.size < active.length}
      disabled={active.length === 0}
      onChange={(event) => onChange(new Set(event.currentTarget.checked ? active : []))}
    />
  );
}

function KeyTick({
  leftKey,
  ticks: { ids, onChange },
}: {
  readonly leftKey: LeftKey;
  readonly ticks: Ticks;
}) {
  const { id, name, state } = leftKey;
  if (state !== 'active') return null;
  return (
    <Checkbox
      size="xs"
      aria-label={t('Revoke {name}', { name })}
      checked={ids.has(id)}
      onChange={(event) =>
        onChange(new Set(event.currentTarget.checked ? [...ids, id] : [...ids].filter((each) => each !== id)))
      }
    />
  );
}

function State({ leftKey: { state, expiresAt }, now }: { readonly leftKey: LeftKey; readonly now: number }) {
  const expired = expiresAt !== null && expiresAt <= now;
  const [color, text] =
    state === 'revoked' ? ['gray', t('Revoked')] : expired ? ['red', t('Expired')] : ['patina', t('Active')];
  return (
    <Badge size="sm" tt="none" variant="light" fw={500} color={color}>
      {text}
    </Badge>
  );
}
