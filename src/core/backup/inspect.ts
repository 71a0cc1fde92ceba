import { t } from '../../shared/language/t.ts';
import { AppError } from '../../shared/rpc.ts';
import { openBare } from '../db/open.ts';
import type { StoreDifference } from '../../shared/store.ts';
import { checkCopy, type Checked } from './check-file.ts';
import { compareStores } from './compare.ts';
import type { Binding } from './copy-store.ts';
import { discard } from './files.ts';
import { lookAtPresent, type Present } from './present.ts';
import { type TakenIn, takeIn } from './take-in.ts';
import type { Watch } from './watch.ts';

export interface InspectOrder {
  readonly path: string;
  readonly storePath: string;
  readonly passphrase: string | null;
}

/** A backup that was looked at from end to end and lies beside the store, ready to be put back. */
export interface Inspected extends TakenIn, Checked {
  readonly present: Present;
  /** `null`: there is nothing to compare it with. */
  readonly difference: StoreDifference | null;
}

/** Takes a backup in, checks it, and says what it would change. The draft is the caller's to put back or discard. */
export async function inspectBackup(order: InspectOrder, binding: Binding, watch: Watch): Promise<Inspected> {
  const { path, storePath, passphrase } = order;
  const taken = await takeIn(path, storePath, passphrase, watch);
  try {
    const checked = await checkCopy(taken.draft, binding, watch);
    if (checked.tenants.length === 0) throw empty();
    const present = lookAtPresent(storePath, binding);
    watch.signal.throwIfAborted();
    watch.onProgress('comparing', 0, 1);
    const isComparable = present.state === 'sound' && present.current;
    const difference = isComparable ? compareWith(storePath, taken.draft, binding) : null;
    watch.onProgress('comparing', 1, 1);
    return { ...taken, ...checked, present, difference };
  } catch (error) {
    discard(taken.draft);
    throw error;
  }
}

const empty = (): AppError =>
  new AppError('BACKUP_EMPTY', t('There is nothing in this backup: it was made before Latchkey was set up.'));

function compareWith(storePath: string, draft: string, { nativeBinding }: Binding): StoreDifference | null {
  const present = openBare(storePath, { readonly: true, nativeBinding });
  try {
    const backup = openBare(draft, { readonly: true, nativeBinding });
    try {
      // Of one moment each.
      present.exec('BEGIN');
      return compareStores(present, backup);
    } finally {
      backup.close();
    }
  } finally {
    present.close();
  }
}
