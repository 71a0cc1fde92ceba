import { stateWords } from '../cells.ts';
import type { AccessState, KeyState } from '../replay/state.ts';

/** Whether a key let anybody in at a moment, and if not, why; `null`: the log does not say. */
export type Working =
  | { readonly works: true }
  | { readonly works: false; readonly why: string }
  | { readonly works: null; readonly why: string };

/** In the order of verification. Exactly at its expiry a key is expired. @param asOf epoch milliseconds */
export function workingOf(state: AccessState, key: KeyState, asOf: number): Working {
  const no = (why: string) => ({ works: false, why }) as const;
  if (key.removed) return no('removed');
  if (key.revocation !== null) return no(stateWords(key.revocation));
  if (!key.whole) return { works: null, why: 'how the key was made' };
  if (key.expiresAt !== null && asOf >= key.expiresAt) return no('expired');
  if (state.tenant.archived) return no('tenant archived');
  if (key.owner === null) return { works: true };
  const owner = state.accounts.get(key.owner);
  if (owner?.removed === true) return no('owner deleted');
  if (owner?.enabled === false) return no('owner disabled');
  return owner?.whole === true ? { works: true } : { works: null, why: 'whether its owner was enabled' };
}
