import type { PasswordHasher } from '../core/accounts/password-hash.ts';
import { StoreError } from '../core/db/errors.ts';
import { openStore } from '../core/db/open.ts';
import type { Reply } from '../shared/rpc.ts';
import type { PendingSecret } from '../shared/secrets.ts';
import type { SessionState } from '../shared/session.ts';
import { overStore } from './over-store.ts';
import type { Ports } from './ports.ts';
import { withoutStore } from './without-store.ts';

/** What something was dropped for. */
export type DropTarget = 'scan' | 'import';

/** Everything behind the contract, without Electron: what the renderer's calls reach, in the program and in tests. */
export interface Backend {
  /** Answers a call of the renderer; never throws. */
  readonly dispatch: (call: unknown, input: unknown) => Promise<Reply>;
  /** A secret of the person who is signed in that was neither saved nor given up: ask before the program ends. */
  readonly unsavedSecret: () => PendingSecret | undefined;
  /** Calls and what they left running: one of them may still make a secret. */
  readonly calls: { readonly underWay: () => boolean; readonly settle: () => Promise<void> };
  /** Takes what the person has dropped on the window, to look for keys in it or to import keys from it. */
  readonly dropped: (paths: readonly string[], what?: DropTarget) => void;
  /** Locks the session for a reason that is not a call, and tells the renderer. */
  readonly lock: (why: 'idle' | 'suspend' | 'screen locked') => Promise<void>;
  /** After how many idle minutes to lock, as the settings are now. */
  readonly idleLockMinutes: () => Promise<number>;
  /** Finishes what is under way, clears the clipboard and closes the store. */
  readonly close: () => Promise<void>;
}

export interface BackendOptions {
  readonly storePath: string;
  readonly nativeBinding?: string | undefined;
  readonly ports: Ports;
  /** Cheaper than the real one only in tests that are not about passwords. */
  readonly hasher?: PasswordHasher;
  /** How often to look whether another process has changed the store. Milliseconds; by default a second. */
  readonly lookEvery?: number | undefined;
}

/**
 * Opens the store and composes session, secrets and handlers over it, and does so again when another file has come to its
 * place. A store that cannot be used is an answer, not an error.
 */
export async function createBackend(options: BackendOptions): Promise<Backend> {
  let current = await open();
  let changing: Promise<unknown> = Promise.resolve();

  function reopen(): Promise<void> {
    const change = changing.then(async () => {
      await current.close().catch((error: unknown) => options.ports.onInternalError('reopen', error));
      current = await open();
      options.ports.emit('session', await stateOf(current));
    });
    changing = change.catch(() => undefined);
    return change;
  }

  async function open(): Promise<Backend> {
    const { storePath: path, nativeBinding, ports } = options;
    try {
      const store = await openStore({ path, mode: 'create', nativeBinding, now: ports.now });
      return await overStore(store, options, reopen).catch(async (error: unknown) => {
        await store.close();
        throw error;
      });
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      return withoutStore(error, options, reopen);
    }
  }

  return {
    dispatch: async (call, input) => {
      await changing;
      return current.dispatch(call, input);
    },
    unsavedSecret: () => current.unsavedSecret(),
    calls: { underWay: () => current.calls.underWay(), settle: () => current.calls.settle() },
    dropped: (paths, what) => current.dropped(paths, what),
    lock: (why) => current.lock(why),
    idleLockMinutes: () => current.idleLockMinutes(),
    close: async () => {
      await changing;
      await current.close();
    },
  };
}

async function stateOf(backend: Backend): Promise<SessionState> {
  const reply = await backend.dispatch('session.state', undefined);
  if (!reply.ok) throw new Error(reply.message);
  return reply.value as SessionState;
}
