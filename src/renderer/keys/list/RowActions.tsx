import type { KeyRow } from '../../../shared/key-row.ts';
import { type Message, msg, t } from '../../../shared/language/t.ts';
import { IconMore, IconPencil, IconRotate, IconTrash } from '../../ui/icons.ts';
import { refusalOf, type RowAction } from './row-actions.ts';
import classes from './Table.module.css';

const QUICK = [
  { action: 'edit', name: msg('Edit'), icon: IconPencil },
  { action: 'rotate', name: msg('Rotate'), icon: IconRotate },
  { action: 'revoke', name: msg('Revoke'), icon: IconTrash },
] as const satisfies readonly { action: RowAction; name: Message; icon: typeof IconPencil }[];

interface Props {
  readonly row: KeyRow;
  /** The keyboard is in this row. */
  readonly active: boolean;
  readonly menuOpen: boolean;
  /** Whether the person may change this key. */
  readonly may: boolean;
}

/** The buttons at the end of a row. What the key's state forbids stays reachable and says why. */
export function RowActions({ row, active, menuOpen, may }: Props) {
  const tabIndex = active ? 0 : -1;
  return (
    <td className={classes.actions}>
      <div className={classes.buttons}>
        {may && (
          <div className={classes.quick}>
            {QUICK.map(({ action, name, icon: Icon }) => {
              const refusal = refusalOf(action, row);
              return (
                <button
                  key={action}
                  type="button"
                  className={classes.icon}
                  data-action={action}
                  data-exact={refusal ?? t(name)}
                  aria-label={t(name)}
                  aria-disabled={refusal !== null || undefined}
                  // oxlint-disable-next-line jsx-a11y/role-supports-aria-props -- of ARIA 1.3, for every role
                  aria-description={refusal ?? undefined}
                  tabIndex={tabIndex}
                >
                  <Icon size={17} stroke={1.75} aria-hidden="true" />
                </button>
              );
            })}
          </div>
        )}
        <button
          type="button"
          className={classes.icon}
          data-action="more"
          aria-label={t('More actions')}
          aria-haspopup="menu"
          aria-expanded={menuOpen}
          tabIndex={tabIndex}
        >
          <IconMore size={17} stroke={1.75} aria-hidden="true" />
        </button>
      </div>
    </td>
  );
}
