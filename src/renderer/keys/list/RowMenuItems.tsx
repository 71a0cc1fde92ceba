import { Menu } from '@mantine/core';
import type { KeyRow } from '../../../shared/key-row.ts';
import {
  IconBan,
  IconClone,
  IconFinish,
  IconPencil,
  IconPermissions,
  IconReinstate,
  IconRotate,
  IconTrash,
  IconView,
} from '../../ui/icons.ts';
import { refusalOf, type RowAction, rotationOf } from './row-actions.ts';

interface Props {
  /** `null` while the menu goes that was another row's. */
  readonly row: KeyRow | null;
  readonly now: number;
  readonly may: boolean;
  /** Whether the person may see a new secret of the key. */
  readonly mayRotate?: boolean;
  readonly mayClone: boolean;
  readonly onChoose: (action: RowAction, row: KeyRow) => void;
}

/** What **More actions** of a key offers. */
export function RowMenuItems({ row, now, may, mayRotate = true, mayClone, onChoose }: Props) {
  const item = (action: RowAction, label: string, Icon: typeof IconView, color?: string) => {
    const refusal = row && refusalOf(action, row);
    return (
      <Menu.Item
        leftSection={<Icon size={16} stroke={1.75} aria-hidden="true" />}
        {...(color !== undefined && { color })}
        {...(refusal && { disabled: true, title: refusal, 'aria-description': refusal })}
        onClick={() => row && onChoose(action, row)}
      >
        {label}
      </Menu.Item>
    );
  };
  return (
    <>
      {item('details', 'View details', IconView)}
      {item('permissions', 'View permissions', IconPermissions)}
      {mayClone && item('clone', 'Clone', IconClone)}
      {may && (
        <>
          <Menu.Divider />
          {item('edit', 'Edit', IconPencil)}
          {mayRotate && item('rotate', 'Rotate', IconRotate)}
          {row && rotationOf(row, now) !== null && item('finish-rotation', 'Finish rotation now', IconFinish)}
          {row?.state === 'revoked'
            ? item('reinstate', 'Reinstate', IconReinstate)
            : item('revoke', 'Revoke', IconBan)}
          <Menu.Divider />
          {item('remove', 'Remove', IconTrash, 'var(--mantine-color-error)')}
        </>
      )}
    </>
  );
}
