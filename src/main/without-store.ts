import { desktopFrame } from '../core/accounts/deps.ts';
import type { StoreError } from '../core/db/errors.ts';
import type { LatchkeyContract } from '../shared/contract.ts';
import { createDispatcher, type Handlers } from '../shared/rpc.ts';
import { session } from '../shared/session.ts';
import { DEFAULT_SECURITY } from '../shared/settings.ts';
import { MAY_RESTORE_OVER } from '../shared/store-words.ts';
import { recovery } from '../shared/store.ts';
import type { Backend, BackendOptions } from './backend.ts';
import { NOBODY } from './handlers/store.ts';
import { RestoreDesk } from './restore-desk.ts';
import { StoreWork } from './store-work.ts';

/** All that can be asked while there is no store. */
const contract = { session: { state: session.state }, recovery };

/**
 * Says what is wrong with the store, and restores a backup in its place where the file is no use as it is. Refuses
 * everything else for the same reason.
 */
export function withoutStore(
  error: StoreError,
  { storePath, nativeBinding, ports }: BackendOptions,
  reopen: () => Promise<void>,
): Backend {
  const { code, message } = error;
  const work = new StoreWork(ports, nativeBinding);
  const desk = new RestoreDesk({ storePath, work, ports });
  const mayRestore = (): void => {
    // In any other case the file is sound and needed.
    if (!MAY_RESTORE_OVER.has(code)) throw error;
  };
  const handlers: Handlers<typeof contract, null> = {
    session: { state: () => ({ status: 'store-failed', code, message, path: storePath }) },
    recovery: {
      choose: () => {
        mayRestore();
        return desk.choose(NOBODY);
      },
      preview: (_, { passphrase }) => desk.preview(NOBODY, passphrase),
      restore: async () => {
        mayRestore();
        const { kept } = await desk.restore(NOBODY, desktopFrame(ports.now(), null));
        await reopen();
        return { kept };
      },
      cancel: () => {
        work.cancel();
        return {};
      },
    } satisfies Handlers<LatchkeyContract, null>['recovery'],
  };
  const dispatch = createDispatcher<typeof contract, null>({
    contract,
    handlers,
    authorize: () => undefined,
    onInternalError: ports.onInternalError,
  });
  const isKnown = (call: unknown): boolean => {
    const [subject = '', name = ''] = String(call).split('.');
    return (
      Object.hasOwn(contract, subject) && Object.hasOwn(contract[subject as keyof typeof contract], name)
    );
  };
  return {
    dispatch: (call, input) =>
      isKnown(call) ? dispatch(null, call, input) : Promise.resolve({ ok: false, code, message }),
    unsavedSecret: () => undefined,
    calls: { underWay: () => work.isBusy, settle: () => work.close() },
    dropped: () => undefined,
    lock: () => Promise.resolve(),
    idleLockMinutes: () => Promise.resolve(DEFAULT_SECURITY.idleLockMinutes),
    close: async () => {
      await work.close();
      desk.forget();
    },
  };
}
