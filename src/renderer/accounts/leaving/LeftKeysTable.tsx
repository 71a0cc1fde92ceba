import { Anchor, Badge, Checkbox } from '@mantine/core';
import type { LeftKey } from '../../../shared/accounts.ts';
import { navigate } from '../../app/router.ts';
import { detailsPath } from '../../keys/paths.ts';
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
  readonly keys: readonly LeftKey[];
  /** With it, keys that are active can be ticked. */
  readonly ticks?: Ticks;
}

/** Keys of somebody who leaves: name, hint, state and last use. */
export function LeftKeysTable({ labelledBy, keys, ticks }: Props) {
  const now = useNow(30_000);
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
                <AllTick keys={keys} ticks={ticks} />
              </td>
            )}
            <th scope="col">Key</th>
            <th scope="col" className={classes.state}>
              State
            </th>
            <th scope="col" className={classes.used}>
              Last used
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
                <KeyLink leftKey={key} />
                <span className={classes.hint}>{key.hint}</span>
              </th>
              <td>
                <State leftKey={key} now={now} />
              </td>
              <td className={classes.used}>
                {key.lastUsedAt === null ? (
                  'Never'
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
  ticks: { ids, onChange },
}: {
  readonly keys: readonly LeftKey[];
  readonly ticks: Ticks;
}) {
  const active = keys.filter(({ state }) => state === 'active').map(({ id }) => id);
  return (
    <Checkbox
      size="xs"
      aria-label="Revoke all of them"
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
      aria-label={`Revoke ${name}`}
      checked={ids.has(id)}
      onChange={(event) =>
        onChange(new Set(event.currentTarget.checked ? [...ids, id] : [...ids].filter((each) => each !== id)))
      }
    />
  );
}

function KeyLink({ leftKey: { id, name } }: { readonly leftKey: LeftKey }) {
  return (
    <Anchor
      href={`#${detailsPath(id)}`}
      fz="inherit"
      title={name}
      className={classes.name}
      onClick={(event) => {
        event.preventDefault();
        navigate(detailsPath(id));
      }}
    >
      {name}
    </Anchor>
  );
}

function State({ leftKey: { state, expiresAt }, now }: { readonly leftKey: LeftKey; readonly now: number }) {
  const expired = expiresAt !== null && expiresAt <= now;
  const [color, text] =
    state === 'revoked' ? ['gray', 'Revoked'] : expired ? ['red', 'Expired'] : ['patina', 'Active'];
  return (
    <Badge size="sm" tt="none" variant="light" fw={500} color={color}>
      {text}
    </Badge>
  );
}
