import type { LeftKey } from '../../../shared/accounts.ts';
import type { RefusedKey } from '../../../shared/key-batch.ts';
import { api, failureOf, onEvent } from '../../api.ts';

export type Revocation = 'until-reinstated' | 'permanent';

export interface Revoked {
  readonly done: number;
  /** Those that could not be revoked, and why. */
  readonly refused: readonly RefusedKey[];
}

type Progress = (done: number) => void;

/** Revokes keys and says how far it is; what is refused for one key leaves the others to be done. */
export const revokeKeys = (
  keys: readonly LeftKey[],
  how: Revocation,
  onProgress: Progress,
): Promise<Revoked> => (how === 'permanent' ? oneByOne(keys, onProgress) : together(keys, onProgress));

/** A batch revokes until reinstated only. */
async function oneByOne(keys: readonly LeftKey[], onProgress: Progress): Promise<Revoked> {
  const refused: RefusedKey[] = [];
  for (const [index, { id, name }] of keys.entries()) {
    onProgress(index);
    try {
      await api.keys.revoke({ id, how: 'permanent' });
    } catch (error) {
      const { code, message } = failureOf(error);
      refused.push({ id, name, code, message });
    }
  }
  return { done: keys.length - refused.length, refused };
}

async function together(keys: readonly LeftKey[], onProgress: Progress): Promise<Revoked> {
  const action = 'revoke';
  const selection = { by: 'ids' as const, ids: keys.map(({ id }) => id) };
  const stop = onEvent('batch-progress', ({ done }) => onProgress(done));
  try {
    const { changes } = await api.keys.previewBatch({ action, selection });
    const { done, refused } = await api.keys.batch({ action, selection, expected: changes });
    return { done: done.length, refused };
  } catch (error) {
    // A batch is done whole or not at all.
    const { code, message } = failureOf(error);
    return { done: 0, refused: keys.map(({ id, name }) => ({ id, name, code, message })) };
  } finally {
    stop();
  }
}
