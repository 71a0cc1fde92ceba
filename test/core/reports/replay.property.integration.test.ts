import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { collectReport } from '../../../src/core/reports/collect.ts';
import { positionAt } from '../../../src/core/reports/position.ts';
import { TELLING } from '../../../src/core/reports/replay/effects.ts';
import { replay } from '../../../src/core/reports/replay/replay.ts';
import { type ReachQuestion, UNWATCHED } from '../../../src/core/reports/request.ts';
import { Verifier } from '../../../src/core/verification/verifier.ts';
import { entriesAfter } from '../../support/keys.ts';
import { organisation } from '../../support/people.ts';
import { openAt } from '../../support/store.ts';
import { STEPS, step, take, type World } from './history/steps.ts';
import { type Plain, plain, readTables } from './history/tables.ts';
import { rows } from './scene.ts';

/** The log alone must say what the tables said at each moment, and who could reach what as verification would have. */

const OPERATION = { method: 'GET', target: '/v1/orders/7?x=1' };
const QUESTIONS: readonly ReachQuestion[] = [
  { by: 'permission', permission: 'orders:write' },
  { by: 'operation', ...OPERATION },
  { by: 'data-scope', scope: 'EU-01' },
];

interface Seen {
  readonly at: number;
  readonly tables: Plain;
  /** By verification: permissions and data scopes of each key that works. */
  readonly working: Record<number, unknown>;
  /** By verification: the keys that each question lets through. */
  readonly reaching: readonly (readonly number[])[];
}

function look(world: World): Seen {
  const { store, ada, clock, secrets } = world;
  const verifier = new Verifier(store.sqlite);
  const working: Record<number, unknown> = {};
  const reaching: [number[], number[], number[]] = [[], [], []];
  for (const [id, key] of secrets) {
    const request = { key, address: '10.0.0.1', operation: OPERATION, permissions: ['orders:write'] };
    const { code, subject } = verifier.verify({ ...request, permissions: [] }, clock.time);
    if (code !== 'VALID' && code !== 'API_NOT_ALLOWED') continue;
    const scopes = subject?.owner?.dataScopes ?? null;
    working[id] = { permissions: subject?.policy.permissions, scopes };
    if (subject?.policy.granted.has('orders:write') === true) reaching[0].push(id);
    if (code === 'VALID') reaching[1].push(id);
    if (scopes?.includes('EU-01') !== false) reaching[2].push(id);
  }
  return { at: clock.time, tables: readTables(store.sqlite, ada.tenantId), working, reaching };
}

/** The same at every run, of a seed by which every action comes to pass. */
const [LONG = []] = fc.sample(fc.array(step, { minLength: 300, maxLength: 300, size: 'max' }), {
  seed: 5,
  numRuns: 1,
});

const written = new Set<string>();

it('a replay says at every moment what the tables said', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 30, maxLength: 60 }), async (steps) => {
      const world: World = { ...(await organisation()), secrets: new Map() };
      // What is tested is no crash.
      world.store.sqlite.pragma('synchronous = OFF');
      await STEPS.editTenant(world, { a: 0, b: 0, c: 0 });
      const seen = [look(world)];
      for (const [at, each] of steps.entries()) {
        await take(world, each);
        if (at % 20 === 0 || at === steps.length - 1) seen.push(look(world));
      }
      // Long after: what came later says nothing of what was before.
      const reading = await openAt(world.store.path, 'read');
      const { tenantId } = world.ada;
      for (const entry of steps === LONG ? await entriesAfter(reading.db) : [])
        if (entry.outcome === 'done') written.add(entry.action);
      for (const { at: asOf, tables, working, reaching } of seen) {
        const upTo = positionAt(reading.sqlite, asOf).seq;
        const { state } = replay(reading.sqlite, { tenantId, upTo, asOf }, UNWATCHED);
        expect(plain(state)).toEqual(tables);
        const review = await collectReport(reading, { kind: 'access-review', tenantId, asOf });
        const said = rows(review, 'reach').map(({ id, permissions, dataScopes }) => [
          id,
          { permissions, scopes: dataScopes },
        ]);
        expect(Object.fromEntries(said)).toEqual(working);
        expect(rows(review, 'unsaid')).toEqual([]);
        for (const [which, question] of QUESTIONS.entries()) {
          const answer = await collectReport(reading, { kind: 'access-review', tenantId, asOf, question });
          const found = rows(answer, 'keys').map(({ id }) => id);
          expect(found.toSorted((one, other) => Number(one) - Number(other))).toEqual(reaching[which]);
        }
      }
      await reading.close();
      await world.store.close();
    }),
    { numRuns: 6, examples: [[LONG]] },
  );
});

it('histories have written every entry that changes who can reach what', () => {
  // A step that is always refused would prove nothing. Where steps have changed, look for another seed.
  const elsewhere = new Set(['tenants.archive', 'tenants.restore', 'tenants.edit']);
  expect(TELLING.filter((action) => !written.has(action) && !elsewhere.has(action))).toEqual([]);
});
