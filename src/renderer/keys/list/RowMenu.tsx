import { Menu } from '@mantine/core';
import type { KeyRow } from '../../../shared/key-row.ts';
import {
  IconClone,
  IconFinish,
  IconPencil,
  IconPermissions,
  IconReinstate,
  IconRotate,
  IconBan,
  IconTrash,
  IconView,
} from '../../ui/icons.ts';
import { act, refusalOf, type RowAction, rotationOf } from './row-actions.ts';
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
  const item = (action: RowAction, label: string, Icon: typeof IconView, color?: string) => {
    const refusal = row && refusalOf(action, row);
    return (
      <Menu.Item
        leftSection={<Icon size={16} stroke={1.75} aria-hidden="true" />}
        {...(color !== undefined && { color })}
        {...(refusal && { disabled: true, title: refusal, 'aria-description': refusal })}
        onClick={() => row && choose(action, row)}
      >
        {label}
      </Menu.Item>
    );
  };
  return (
    <Menu
      opened={opened}
      onClose={onClose}
      position="bottom-end"
      width={210}
      offset={2}
      withInitialFocusPlaceholder={false}
    >
      <Menu.Target>
        <button
          type="button"
          tabIndex={-1}
          aria-hidden="true"
          className={classes.menuPlace}
          style={{ left, top }}
        />
      </Menu.Target>
      <Menu.Dropdown aria-label={`Actions for ${row?.name ?? ''}`}>
        {item('details', 'View details', IconView)}
        {item('permissions', 'View permissions', IconPermissions)}
        {mayClone && item('clone', 'Clone', IconClone)}
        {may && (
          <>
            <Menu.Divider />
            {item('edit', 'Edit', IconPencil)}
            {item('rotate', 'Rotate', IconRotate)}
            {row &&
              rotationOf(row, now) !== null &&
              item('finish-rotation', 'Finish rotation now', IconFinish)}
            {row?.state === 'revoked'
              ? item('reinstate', 'Reinstate', IconReinstate)
              : item('revoke', 'Revoke', IconBan)}
            <Menu.Divider />
            {item('remove', 'Remove', IconTrash, 'var(--mantine-color-error)')}
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

const NOWHERE = { row: null, left: 0, top: 0, opener: null };
