import type { EntryFrame } from '../core/audit/log-store.ts';
import { cancelled, type Watch } from '../core/backup/watch.ts';
import type { Surroundings } from './verb.ts';

/** Runs work on a whole store with its progress on a terminal; a signal stops it and takes away what it has begun. */
export async function watched<T>(around: Surroundings, work: (watch: Watch) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  void around.stopped().then(() => controller.abort(cancelled()));
  let shown = '';
  const onProgress: Watch['onProgress'] = (stage, done, of) => {
    const line = `${stage} ${of === 0 ? 100 : Math.floor((100 * done) / of)} %`;
    if (line === shown) return;
    shown = line;
    around.progress?.(`\r\u001b[K${line}`);
  };
  try {
    return await work({ signal: controller.signal, onProgress });
  } finally {
    if (shown !== '') around.progress?.('\r\u001b[K');
  }
}

/** Nobody signs in on the command line: whoever can read the file may do this. */
export const commandFrame = (now: number): EntryFrame => ({
  time: now,
  origin: 'cli',
  sessionId: null,
  tenantId: null,
  actor: null,
});
