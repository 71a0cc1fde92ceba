import type { AccountRow } from '../../../../shared/account-row.ts';
import type { DataAccessGroup } from '../../../../shared/data-access.ts';
import { t } from '../../../../shared/language/t.ts';
import { api } from '../../../api.ts';
import { useAction } from '../../../ui/useAction.ts';
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx';
import { counted } from '../../../ui/counted.ts';
import { FailureAlert } from '../../../ui/FailureAlert.tsx';
import { rich } from '../../../ui/rich.tsx';
import { toast } from '../../../ui/toast.tsx';
import classes from './DataAccess.module.css';
import { lostScopes } from './lost-scopes.ts';
import { ScopeList } from './ScopeList.tsx';

interface Props {
  readonly account: Pick<AccountRow, 'id' | 'username'>;
  readonly group: DataAccessGroup;
  /** Those that it is in. */
  readonly groups: readonly DataAccessGroup[];
  readonly onClose: () => void;
  /** Closes it too. */
  readonly onRemoved: () => void;
  /** After that the account is to be read again. */
  readonly onUndone: () => void;
}

/** Asks before an account leaves a group, and says which data its keys lose by that. */
export function RemoveFromGroup({ account, group, groups, onClose, onRemoved, onUndone }: Props) {
  const { busy, failure, run } = useAction();
  const member = { id: group.id, accountIds: [account.id] };
  const lost = lostScopes(groups, group);
  const isLast = groups.every(({ id }) => id === group.id);
  const remove = async () => {
    await api.dataAccess.removeMembers(member);
    onRemoved();
    toast({
      message: t('Removed {username} from “{name}”.', { username: account.username, name: group.name }),
      undo: async () => {
        await api.dataAccess.addMembers(member);
        onUndone();
      },
    });
  };
  return (
    <ConfirmDialog
      opened
      title={t('Remove from group')}
      stay={t('Cancel')}
      proceed={t('Remove')}
      busy={busy}
      onStay={onClose}
      onProceed={() => run(remove)}
    >
      <div className={classes.question}>
        <p>
          {rich('Remove {username} from {name}? {value}', {
            username: <b className={classes.name}>{account.username}</b>,
            name: <b className={classes.name}>{group.name}</b>,
            value:
              lost.length === 0
                ? t('Its keys keep all their data scopes: other groups give the same.')
                : t('From their next verification on, its keys lose {dataScopes}:', {
                    dataScopes: counted(lost.length, 'data scope'),
                  }),
          })}
        </p>
        {lost.length > 0 && <ScopeList label={t('Scopes that are lost')} scopes={lost} most={12} />}
        {isLast && <p>{t('It is in no other group: its keys will not be able to access any data.')}</p>}
        <FailureAlert failure={failure} />
      </div>
    </ConfirmDialog>
  );
}
