import { t } from '../../../shared/language/t.ts';
import { counted } from '../../ui/counted.ts';
import { api, failureOf } from '../../api.ts';
import { useSession, whose } from '../../app/session.ts';
import { toast } from '../../ui/toast.tsx';
import { currentSelection } from '../list/selection.ts';

/** Writes the selected keys to a file that the person chooses, and says where. */
export async function exportSelected(): Promise<void> {
  const selection = currentSelection();
  if (selection === null) return;
  const asker = whose(useSession.getState().state);
  const say = (message: string, color?: string) => {
    if (asker === whose(useSession.getState().state))
      toast({ message, ...(color !== undefined && { color }) });
  };
  try {
    const { path, keys } = await api.keys.export({ selection });
    if (path !== null) say(t('{keys} exported to {path}.', { keys: counted(keys, 'key'), path }));
  } catch (error) {
    say(failureOf(error).message, 'red');
  }
}
