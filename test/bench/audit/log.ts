import { join } from 'node:path';
import { canonicalJson, type Json } from '../../../src/core/audit/canonical-json.ts';
import { change } from '../../../src/core/audit/change.ts';
import { leafHash } from '../../../src/core/audit/entry.ts';
import { logRows } from '../../../src/core/audit/integrity/log-rows.ts';
import { verifyLog } from '../../../src/core/audit/integrity/verify-log.ts';
import { openStore, type Store } from '../../../src/core/db/open.ts';
import { median } from '../verify/in-process.ts';

const ROUNDS = 5;
/** Entries of one change. */
const BATCH = 20_000;
/** As a third party does it that has only the export: enough for a figure. */
const CANONICAL = 100_000;

/** Entries a second. */
export interface LogRates {
  readonly stored: number;
  readonly canonical: number;
}

/** Verifies a log of so many entries like those of key changes. */
export async function measureLog(folder: string, entries: number): Promise<LogRates> {
  const store = await openStore({ path: join(folder, 'latchkey.db'), mode: 'create', now: Date.now });
  try {
    for (let from = 0; from < entries; from += BATCH)
      await write(store, from, Math.min(BATCH, entries - from));
    const rates = { stored: [] as number[], canonical: [] as number[] };
    for (let round = 0; round <= ROUNDS; round += 1) {
      const data = { storePath: store.path, nativeBinding: undefined };
      let start = performance.now();
      const { fault, entries: looked } = await verifyLog(store.reading, data, null);
      if (fault !== null || looked !== entries) throw new Error('A sound log was not found so.');
      const stored = (looked * 1_000) / (performance.now() - start);
      start = performance.now();
      const read = Math.min(CANONICAL, entries);
      for (const { body, hash } of logRows(store.reading, 1, read)) {
        if (!leafHash(canonicalJson(JSON.parse(body) as Json)).equals(hash))
          throw new Error('A sound entry was not.');
      }
      const canonical = (read * 1_000) / (performance.now() - start);
      if (round === 0) continue;
      rates.stored.push(stored);
      rates.canonical.push(canonical);
    }
    return { stored: median(rates.stored), canonical: median(rates.canonical) };
  } finally {
    await store.close();
  }
}

function write(store: Store, from: number, count: number): Promise<null> {
  const frame = {
    time: 1_700_000_000_000 + from,
    origin: 'desktop' as const,
    sessionId: '0f8e4f3a-7f0e-4a53-9d55-3f1b8a1f4c2e',
    tenantId: null,
    actor: { accountId: 1, username: 'ada' },
  };
  const entry = (number: number) => ({
    action: 'keys.edit',
    target: { type: 'key', id: number, name: `Warehouse ${number}` },
    details: { before: { allowlist: [] }, after: { allowlist: ['10.0.0.0/8'] } },
  });
  const [first, ...others] = Array.from({ length: count }, (_, index) => entry(from + index));
  if (!first) return Promise.resolve(null);
  return change(store.db, frame, () => Promise.resolve({ result: null, entries: [first, ...others] }));
}
