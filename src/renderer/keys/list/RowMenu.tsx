import { Menu } from '@mantine/core';
import type { KeyRow } from '../../../shared/key-row.ts';
import { t } from '../../../shared/language/t.ts';
import { act, type RowAction } from './row-actions.ts';
import { RowMenuItems } from './RowMenuItems.tsx';
import classes from './Table.module.css';

/** Where the menu of a row opens, in pixels of the window. */
export interface MenuPlace {
  readonly row: KeyRow;
  readonly left: number;
  readonly top: number;
  /** What gets the focus back. */
  readonly opener: HTMLElement | null;
}

interface Props {
  /** The last one stays while the menu goes. */
  readonly place: MenuPlace | null;
  readonly opened: boolean;
  readonly now: number;
  readonly may: boolean;
  readonly mayClone: boolean;
  readonly onClose: () => void;
}

/** **More actions**: one menu for all rows, opened where it was asked for. */
export function RowMenu({ place, opened, now, may, mayClone, onClose }: Props) {
  // Mounted before it is opened, so that it gives the focus back to where it was.
  const { row, left, top, opener } = place ?? NOWHERE;
  const choose = (action: RowAction, chosen: KeyRow) => {
    // A dialog gives the focus back to whatever has it now, and the menu's entry goes with the menu.
    opener?.focus();
    act(action, chosen);
  };
  return (
    <Menu opened={opened} onClose={onClose} position="bottom-end" width={210} offset={2}>
      <Menu.Target>
        <button
          type="button"
          tabIndex={-1}
          aria-hidden="true"
          className={classes.menuPlace}
          style={{ left, top }}
        />
      </Menu.Target>
      <Menu.Dropdown aria-label={t('Actions for {name}', { name: row?.name ?? '' })}>
        <RowMenuItems row={row} now={now} may={may} mayClone={mayClone} onChoose={choose} />
      </Menu.Dropdown>
    </Menu>
  );
}

const NOWHERE = { row: null, left: 0, top: 0, opener: null };
