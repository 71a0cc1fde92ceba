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
  const verb = status === 'active' ? t('Disable') : t('Enable');
  return (
    <div className={cells.actions}>
      <Action
        verb={verb}
        username={username}
        icon={status === 'active' ? IconDisable : IconEnable}
        refusal={refusal}
        onClick={onStatus}
      />
      <Action verb={t('Delete')} username={username} icon={IconTrash} refusal={refusal} onClick={onDelete} />
    </div>
  );
}

interface ActionProps {
  readonly verb: string;
  readonly username: string;
  readonly icon: typeof IconTrash;
  readonly refusal: string | null;
  readonly onClick: () => void;
}

function Action({ verb, username, icon: Icon, refusal, onClick }: ActionProps) {
  return (
    <Tooltip label={refusal ?? verb} events={{ hover: true, focus: refusal !== null, touch: false }}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={30}
        aria-label={`${verb} ${username}`}
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
