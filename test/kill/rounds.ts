import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { setUp } from '../../src/core/accounts/set-up.ts';
import { verifyLog } from '../../src/core/audit/integrity/verify-log.ts';
import { openStore, type Store } from '../../src/core/db/open.ts';
import { generate } from '../../src/core/keys/generate.ts';
import { cheapHasher } from '../support/hasher.ts';
import { groupId, newKey } from '../support/keys.ts';
import { Ledger } from './ledger.ts';
import { WriterProcess } from './process.ts';
import { whoActs } from './who.ts';

/** A writer lives at most so long after its start; many are killed before they have opened the store. Milliseconds. */
const LONGEST_LIFE = 400;

export interface KillFigures {
  readonly rounds: number;
  readonly kills: number;
  /** Changes that were acknowledged before a kill, all of which must be there. */
  readonly acknowledged: number;
  /** Writers that were killed in the middle of a change, and how many of those changes are there all the same. */
  readonly cutOff: number;
  readonly cutOffButThere: number;
  /** Entries of the log at the end. */
  readonly entries: number;
  /** What was not as it must be, in words; empty when every promise was kept. */
  readonly faults: readonly string[];
}

/**
 * Lets two processes write to one store and kills both at a random moment, `rounds` times; after each the store must be
 * sound and hold everything that either has acknowledged since the first round.
 */
export async function killRounds(
  rounds: number,
  onRound: (figures: KillFigures) => void = () => {},
): Promise<KillFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-kill-'));
  const path = join(folder, 'latchkey.db');
  const { group, usedKey } = await makeStore(path);
  const ledger = new Ledger(usedKey);
  const start = (round: number) =>
    ['desktop', 'endpoint'].map(
      (role) => new WriterProcess(path, role, String(round), String(group), String(usedKey)),
    );
  let writers = start(1);
  let entries = 0;
  const figures = (round: number): KillFigures => ({
    rounds: round,
    kills: 2 * round,
    ...ledger.figures(),
    entries,
  });
  try {
    for (let round = 1; round <= rounds; round += 1) {
      await Promise.all(writers.map((writer) => writer.ready()));
      const killed = writers;
      for (const writer of killed) writer.begin();
      // The next ones load while these write, and wait for their start.
      writers = round < rounds ? start(round + 1) : [];
      await Promise.all(
        killed.map(async (writer) => {
          // A random moment is the point here, not a wait for something.
          await sleep(Math.random() * LONGEST_LIFE);
          await writer.kill();
        }),
      );
      entries = await lookAfter(path, killed, ledger, round);
      onRound(figures(round));
    }
    return figures(rounds);
  } finally {
    for (const writer of writers) writer.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function makeStore(path: string): Promise<{ group: number; usedKey: number }> {
  const store = await openStore({ path, mode: 'create', now: Date.now });
  const deps = { db: store.db, now: Date.now, hasher: cheapHasher() };
  await setUp(
    deps,
    { organisation: 'Northwind', username: 'ada', password: 'seventeen copper lanterns' },
    'set-up',
  );
  const ada = await whoActs(store.db, 'desktop');
  // A kill between generating and revoking leaves a key that counts.
  store.sqlite.exec('UPDATE tenants SET key_limit = 1000');
  const group = await groupId(store.db, ada);
  const { row } = await generate(deps, ada, newKey(group, { name: 'Used by the endpoint' }));
  await store.close();
  return { group, usedKey: row.id };
}

/** Opens what the killed have left as the program does at its next start, and looks at all of it. */
async function lookAfter(
  path: string,
  killed: readonly WriterProcess[],
  ledger: Ledger,
  round: number,
): Promise<number> {
  let store: Store;
  try {
    store = await openStore({ path, mode: 'write', now: Date.now });
  } catch (error) {
    throw new Error(`After round ${round} the store cannot be opened.`, { cause: error });
  }
  try {
    const found = store.sqlite.pragma('integrity_check', { simple: true });
    if (found !== 'ok') ledger.fault(`round ${round}: integrity_check: ${String(found)}`);
    const report = await verifyLog(store.reading, { storePath: path, nativeBinding: undefined }, null);
    if (report.fault) ledger.fault(`round ${round}: the log at ${report.fault.seq}: ${report.fault.what}`);
    for (const { said } of killed) ledger.take(said, store.reading);
    ledger.check(store.reading, round);
    return report.entries;
  } finally {
    await store.close();
  }
}
