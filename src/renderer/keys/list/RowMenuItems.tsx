import { Menu } from '@mantine/core';
import type { KeyRow } from '../../../shared/key-row.ts';
import { t } from '../../../shared/language/t.ts';
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
      {item('details', t('View details'), IconView)}
      {item('permissions', t('View permissions'), IconPermissions)}
      {mayClone && item('clone', t('Clone'), IconClone)}
      {may && (
        <>
          <Menu.Divider />
          {item('edit', t('Edit'), IconPencil)}
          {mayRotate && item('rotate', t('Rotate'), IconRotate)}
          {row &&
            rotationOf(row, now) !== null &&
            item('finish-rotation', t('Finish rotation now'), IconFinish)}
          {row?.state === 'revoked'
            ? item('reinstate', t('Reinstate'), IconReinstate)
            : item('revoke', t('Revoke'), IconBan)}
          <Menu.Divider />
          {item('remove', t('Remove'), IconTrash, 'var(--mantine-color-error)')}
        </>
      )}
    </>
  );
}
