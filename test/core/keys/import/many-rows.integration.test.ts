import { expect, it } from 'vitest';
import { hashKey } from '../../../../src/core/keys/key-format.ts';
import { readUsage } from '../../../../src/core/keys/key-rows.ts';
import { bring } from '../../../support/import.ts';
import { faultIn } from '../../../support/log.ts';
import { organisation } from '../../../support/people.ts';

it('20,000 rows come in, and the event loop turns meanwhile', { timeout: 300_000 }, async () => {
  const here = await organisation();
  here.store.sqlite.prepare('UPDATE tenants SET key_limit = 1000000').run();
  const count = 20_000;
  const lines = Array.from(
    { length: count },
    (_, at) => `Key ${at},Full access,${hashKey(`key ${at}`).toString('hex')}`,
  );
  const csv = `Name,Authorization group,SHA-256\n${lines.join('\n')}\n`;
  let turns = 0;
  let running = true;
  const turn = (): void => {
    turns += 1;
    if (running) setImmediate(turn);
  };
  setImmediate(turn);
  expect(await bring(here, csv)).toMatchObject({ imported: count });
  running = false;
  expect(turns).toBeGreaterThan(200);
  expect(await readUsage(here.store.db, here.ada.tenantId)).toMatchObject({ counted: count });
  expect(faultIn(here.store)).toBeNull();
});
