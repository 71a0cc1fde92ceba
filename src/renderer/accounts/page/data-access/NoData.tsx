import { type Member, AddToGroupDialog } from './AddToGroupDialog.tsx';
import { useWindow } from '../useWindow.ts';
import { NoDataWarning } from './NoDataWarning.tsx';

interface Props {
  readonly account: Member;
  readonly onAdded: () => void;
}

/** The warning with the window that it opens, for a screen that has no other way to that. */
export function NoData({ account, onAdded }: Props) {
  const adding = useWindow();
  return (
    <>
      <NoDataWarning onAdd={adding.open} />
      {adding.opened && (
        <AddToGroupDialog
          account={account}
          onClose={() => adding.close()}
          onAdded={() => {
            onAdded();
            adding.close(true);
          }}
        />
      )}
    </>
  );
}
