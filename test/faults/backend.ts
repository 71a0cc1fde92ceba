import { type Backend, createBackend } from '../../src/main/backend.ts';
import type { Ports } from '../../src/main/ports.ts';
import type { LatchkeyContract } from '../../src/shared/contract.ts';
import { type Client, createClient } from '../../src/shared/rpc.ts';
import { forkEndpoint } from '../support/fork-endpoint.ts';
import { cheapHasher } from '../support/hasher.ts';
import { whole } from '../support/whole.ts';

/** The desktop program without Electron, for programs that do not run inside Vitest. */
export interface RunningBackend {
  readonly backend: Backend;
  readonly api: Client<LatchkeyContract>;
  /** What the backend had to hide from people. */
  readonly internalErrors: readonly string[];
}

/** @param chosen what the person chooses whenever a file is asked for */
export async function startBackend(
  storePath: string,
  chosen: readonly string[] | null = null,
): Promise<RunningBackend> {
  const internalErrors: string[] = [];
  const nothing = { ok: true, value: null } as const;
  const ports: Ports = {
    now: Date.now,
    deviceName: 'a test',
    keychain: {
      state: () => Promise.resolve({ status: 'available' }),
      get: () => Promise.resolve(nothing),
      set: () => Promise.resolve(nothing),
      delete: () => Promise.resolve(nothing),
    },
    clipboard: { write: () => Promise.resolve(), read: () => Promise.resolve('') },
    choosePaths: () => Promise.resolve(chosen),
    choosePlace: () => Promise.resolve(null),
    saveFile: async (name, content, allowed) => {
      await allowed();
      await whole(typeof content === 'function' ? content(name) : content);
      return name;
    },
    emit: () => {},
    notifier: { works: () => false, show: () => () => {} },
    forkEndpoint,
    every: () => () => {},
    about: { version: '1.2.3', components: [] },
    onInternalError: (call, error) => internalErrors.push(`${call}: ${String(error)}`),
    logFile: '/dev/null',
  };
  const backend = await createBackend({ storePath, ports, hasher: cheapHasher() });
  const api = createClient<LatchkeyContract>((call, input) => backend.dispatch(call, input));
  return { backend, api, internalErrors };
}
