import { ActionIcon, Tooltip } from '@mantine/core';
import type { AccountRow } from '../../../shared/account-row.ts';
import { t } from '../../../shared/language/t.ts';
import cells from '../../access/AccessList.module.css';
import { IconDisable, IconEnable, IconTrash } from '../../ui/icons.ts';

interface Props {
  readonly row: AccountRow;
  /** Why neither can be done. */
  readonly refusal: string | null;
  readonly onStatus: () => void;
  readonly onDelete: () => void;
}

/** **Disable** or **Enable**, and **Delete**, of a row. */
export function RowActions({ row: { username, status }, refusal, onStatus, onDelete }: Props) {
  const active = status === 'active';
  return (
    <div className={cells.actions}>
      <Action
        verb={active ? t('Disable') : t('Enable')}
        name={active ? t('Disable {username}', { username }) : t('Enable {username}', { username })}
        icon={active ? IconDisable : IconEnable}
        refusal={refusal}
        onClick={onStatus}
      />
      <Action
        verb={t('Delete')}
        name={t('Delete {name}', { name: username })}
        icon={IconTrash}
        refusal={refusal}
        onClick={onDelete}
      />
    </div>
  );
}

interface ActionProps {
  readonly verb: string;
  /** With whose account. */
  readonly name: string;
  readonly icon: typeof IconTrash;
  readonly refusal: string | null;
  readonly onClick: () => void;
}

function Action({ verb, name, icon: Icon, refusal, onClick }: ActionProps) {
  return (
    <Tooltip label={refusal ?? verb} events={{ hover: true, focus: refusal !== null, touch: false }}>
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
        onClick={() => refusal === null && onClick()}
      >
        <Icon size={17} stroke={1.75} />
      </ActionIcon>
    </Tooltip>
  );
}
