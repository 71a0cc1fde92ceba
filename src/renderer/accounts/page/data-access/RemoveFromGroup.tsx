import type { AccountRow } from '../../../../shared/account-row.ts';
import type { DataAccessGroup } from '../../../../shared/data-access.ts';
import { api } from '../../../api.ts';
import { useAction } from '../../../ui/useAction.ts';
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx';
import { counted } from '../../../ui/counted.ts';
import { FailureAlert } from '../../../ui/FailureAlert.tsx';
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
      message: `Removed ${account.username} from “${group.name}”.`,
      undo: async () => {
        await api.dataAccess.addMembers(member);
        onUndone();
      },
    });
  };
  return (
    <ConfirmDialog
      opened
      title="Remove from group"
      stay="Cancel"
      proceed="Remove"
      busy={busy}
      onStay={onClose}
      onProceed={() => run(remove)}
    >
      <div className={classes.question}>
        <p>
          Remove <b className={classes.name}>{account.username}</b> from{' '}
          <b className={classes.name}>{group.name}</b>?{' '}
          {lost.length === 0
            ? 'Its keys keep all their data scopes: other groups give the same.'
            : `From their next verification on, its keys lose ${counted(lost.length, 'data scope')}:`}
        </p>
        {lost.length > 0 && <ScopeList label="Scopes that are lost" scopes={lost} most={12} />}
        {isLast && <p>It is in no other group: its keys will not be able to access any data.</p>}
        <FailureAlert failure={failure} />
      </div>
    </ConfirmDialog>
  );
}
