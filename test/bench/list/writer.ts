import { setTimeout } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { openStore } from '../../../src/core/db/open.ts';

/** Changes a store all the time: keys are used, some are revoked and reinstated. */

const store = await openStore({ path: workerData as string, mode: 'write', now: Date.now });
const used = store.sqlite.prepare('UPDATE keys SET last_used_at = ? WHERE id = ?');
const revoked = store.sqlite.prepare(
  `UPDATE keys SET revocation = 'until-reinstated', revoked_at = ? WHERE id = ? AND revocation IS NULL`,
);
const reinstated = store.sqlite.prepare(
  `UPDATE keys SET revocation = NULL, revoked_at = NULL WHERE id = ? AND revocation = 'until-reinstated'`,
);
const keys = store.sqlite.prepare('SELECT max(id) FROM keys').pluck().get() as number;
parentPort?.postMessage('writing');
for (let round = 0; ; round += 1) {
  store.sqlite
    .transaction(() => {
      for (let each = 0; each < 20; each += 1) used.run(Date.now(), ((round * 20 + each) * 7919) % keys);
      revoked.run(Date.now(), (round * 104_729) % keys);
      reinstated.run((round * 104_729) % keys);
    })
    .immediate();
  await setTimeout(10);
}
