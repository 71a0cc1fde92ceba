import { t } from '../../shared/language/t.ts';
import type { RowDialog } from '../access/useRowDialog.ts';
import { api } from '../api.ts';
import { ActionDialog } from '../ui/ActionDialog.tsx';
import { rich } from '../ui/rich.tsx';
import type { Member } from './subject.ts';

interface Props {
  readonly group: { readonly id: number; readonly name: string };
  readonly dialog: RowDialog<Member>;
  readonly onRemoved: (member: Member) => void;
}

/** Asks before an account loses data that its programs may be reading at this moment. */
export function RemoveMemberDialog({ group, dialog, onRemoved }: Props) {
  return (
    <ActionDialog
      dialog={dialog}
      title={t('Remove member')}
      proceed={t('Remove')}
      act={({ id }) => api.dataAccess.removeMembers({ id: group.id, accountIds: [id] })}
      onDone={onRemoved}
      takesRow
    >
      {({ username }) => (
        <>
          {rich(
            'Remove {username} from “{name}”? From their next verification on, its keys hand on these scopes only if another of its groups has them too.',
            { username: <b>{username}</b>, name: group.name },
          )}
        </>
      )}
    </ActionDialog>
  );
}
