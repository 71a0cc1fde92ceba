import { openStore } from '../../src/core/db/open.ts';
import type { SessionState } from '../../src/shared/session.ts';
import { startBackend } from './backend.ts';
import { SET_UP } from './changes.ts';

/** What the desktop program, and a command that only reads, make of a store. */
export interface Attempt {
  readonly state: SessionState;
  /** What a sign-in is answered, which is a change. */
  readonly signIn: { readonly code: string; readonly message: string };
  readonly reading: { readonly code: string; readonly message: string };
  readonly internalErrors: readonly string[];
}

export async function attempt(path: string): Promise<Attempt> {
  const { backend, api, internalErrors } = await startBackend(path);
  const state = await api.session.state(undefined);
  const { username, password } = SET_UP;
  const reply = await backend.dispatch('session.signIn', { username, password, remember: false });
  await backend.close();
  return {
    state,
    signIn: reply.ok ? { code: 'ok', message: '' } : { code: reply.code, message: reply.message },
    reading: await openStore({ path, mode: 'read', now: Date.now }).then(
      async (store) => {
        await store.db.selectFrom('tenants').selectAll().execute();
        await store.close();
        return { code: 'ok', message: '' };
      },
      (error: unknown) => ({
        code: error instanceof Error && 'code' in error ? String(error.code) : 'none',
        message: String(error),
      }),
    ),
    internalErrors,
  };
}
