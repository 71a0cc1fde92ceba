import { join } from 'node:path';
import { utilityProcess, type UtilityProcess } from 'electron';
import { t } from '../shared/language/t.ts';
import type { KeychainRequest, KeychainResponse } from './keychain.ts';
import { explainKeychain, keychainNotAnswering } from '../shared/keychain-words.ts';
import type { Keychain, KeychainAnswer, KeychainUnavailable } from './ports.ts';

/** The longest that anybody waits for the keychain. Milliseconds. */
const DEADLINE = 5_000;
/** After this long without work the helper is stopped; it costs 25 MB of memory and is started in 50 ms. */
const IDLE = 500;
/** An entry that nobody writes: asking for it tells whether the keychain answers, and can prompt nobody. */
const PROBE = 'probe';

interface Waiting {
  readonly resolve: (answer: KeychainAnswer<string | null>) => void;
  readonly timer: NodeJS.Timeout;
}

/** The keychain through a helper process that is started when needed and killed when it does not answer in time. */
export function createKeychain(): Keychain {
  let helper: UtilityProcess | null = null;
  let idle: NodeJS.Timeout | undefined;
  let lastId = 0;
  const waiting = new Map<number, Waiting>();

  const settle = (id: number, answer: KeychainAnswer<string | null>): void => {
    const request = waiting.get(id);
    if (!request) return;
    clearTimeout(request.timer);
    waiting.delete(id);
    request.resolve(answer);
    if (waiting.size === 0) idle = setTimeout(stop, IDLE).unref();
  };

  const stop = (): void => {
    helper?.kill();
    helper = null;
  };

  const giveUp = (unavailable: KeychainUnavailable): void => {
    stop();
    for (const id of waiting.keys()) settle(id, { ok: false, unavailable });
  };

  const start = (): UtilityProcess => {
    const started = utilityProcess.fork(join(import.meta.dirname, 'keychain.js'), [], {
      serviceName: 'Latchkey keychain',
      stdio: 'ignore',
    });
    started.on('message', (message: KeychainResponse) => {
      if ('error' in message) settle(message.id, { ok: false, unavailable: explainKeychain(message.error) });
      else settle(message.id, { ok: true, value: message.value });
    });
    started.on('exit', () => {
      if (helper === started) giveUp(explainKeychain(t('the helper process ended')));
    });
    return started;
  };

  const ask = (request: Omit<KeychainRequest, 'id'>): Promise<KeychainAnswer<string | null>> =>
    new Promise((resolve) => {
      clearTimeout(idle);
      helper ??= start();
      const id = ++lastId;
      const timer = setTimeout(() => giveUp(keychainNotAnswering()), DEADLINE);
      waiting.set(id, { resolve, timer });
      helper.postMessage({ ...request, id } satisfies KeychainRequest);
    });

  const done = (answer: KeychainAnswer<string | null>): KeychainAnswer<null> =>
    answer.ok ? { ok: true, value: null } : answer;

  return {
    state: async () => {
      const answer = await ask({ verb: 'get', name: PROBE });
      return answer.ok ? { status: 'available' } : answer.unavailable;
    },
    get: (name) => ask({ verb: 'get', name }),
    set: async (name, value) => done(await ask({ verb: 'set', name, value })),
    delete: async (name) => done(await ask({ verb: 'delete', name })),
  };
}
