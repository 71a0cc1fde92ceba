/**
 * `npm run bench:audit`: how fast the log is verified, as entries a second.
 *
 *   node scripts/bench-audit.mjs [--entries N] [--only log]
 *
 * Medians of five rounds of one run. It exits with 0 whatever they are. Measure on an idle machine.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { measureLog } from '../test/bench/audit/log.ts';
import { fail, say } from './setup/progress.mjs';

const { values: options } = parseArgs({
  options: { entries: { type: 'string', default: '1000000' }, only: { type: 'string', default: '' } },
});

const tell = (goal, value, target, holds) => console.log(JSON.stringify({ goal, value, target, holds }));

try {
  say(`  load ${loadavg()[0].toFixed(1)} before it begins`);
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-bench-'));
  try {
    if (options.only === '' || options.only === 'log') {
      const { stored, canonical } = await measureLog(folder, Number(options.entries));
      tell(
        'log entries verified a second, stored bytes, two threads',
        Math.round(stored),
        '>= 300000',
        stored >= 300_000,
      );
      tell('the same made anew from what they say, one thread', Math.round(canonical), '', true);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
} catch (error) {
  fail(error);
}
