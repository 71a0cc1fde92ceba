import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import type { KeyRow } from '../../../../shared/key-row.ts';
import { t } from '../../../../shared/language/t.ts';
import accessClasses from '../../../access/AccessList.module.css';
import { act, refusalOf, type RowAction } from '../../../keys/list/row-actions.ts';
import { RowMenuItems } from '../../../keys/list/RowMenuItems.tsx';
import { useMayChange } from '../../../keys/may-change.ts';
import { IconMore, IconPencil, IconReinstate, IconRotate, IconTrash } from '../../../ui/icons.ts';

interface Props {
  readonly row: KeyRow;
  readonly now: number;
  /** Whether the person may see a new secret of this key. */
  readonly mayRotate: boolean;
}

/** What can be done to a key from its row. What its state forbids stays in reach and says why. */
export function KeyActions({ row, now, mayRotate }: Props) {
  const may = useMayChange()(row);
  const quick = (action: RowAction, name: string, Icon: typeof IconPencil) => {
    const refusal = refusalOf(action, row);
    return (
      <Tooltip label={refusal ?? name} events={{ hover: true, focus: refusal !== null, touch: false }}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={30}
          aria-label={name}
          {...(refusal !== null && {
            'data-disabled': true,
            'aria-disabled': true,
            'aria-description': refusal,
          })}
          onClick={() => act(action, row)}
        >
          <Icon size={17} stroke={1.75} />
        </ActionIcon>
      </Tooltip>
    );
  };
  return (
    <div className={accessClasses.actions}>
      {may && quick('edit', t('Edit'), IconPencil)}
      {may && mayRotate && quick('rotate', t('Rotate'), IconRotate)}
      {may &&
        (row.revocation === 'until-reinstated'
          ? quick('reinstate', t('Reinstate'), IconReinstate)
          : quick('revoke', t('Revoke'), IconTrash))}
      <Menu position="bottom-end" width={210}>
        <Menu.Target>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={30}
            aria-label={t('More actions')}
            title={t('More actions')}
          >
            <IconMore size={17} stroke={1.75} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <RowMenuItems
            row={row}
            now={now}
            may={may}
            mayRotate={mayRotate}
            mayClone={may && mayRotate}
            onChoose={act}
          />
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}
