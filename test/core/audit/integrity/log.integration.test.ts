import { copyFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { change } from '../../../../src/core/audit/change.ts';
import { type EntryBody, sealEntry } from '../../../../src/core/audit/entry.ts';
import {
  BEGINNING,
  findFault,
  type LogRow,
  type Position,
} from '../../../../src/core/audit/integrity/chain.ts';
import { logRows } from '../../../../src/core/audit/integrity/log-rows.ts';
import { LogSigner, type Vault } from '../../../../src/core/audit/integrity/log-signer.ts';
import { PART } from '../../../../src/core/audit/integrity/verify-chain.ts';
import { verifyLog } from '../../../../src/core/audit/integrity/verify-log.ts';
import type { Store } from '../../../../src/core/db/open.ts';
import { frame } from '../../../support/change.ts';
import { openAt, tempStore } from '../../../support/store.ts';

/** A log of so many entries, that differ. */
async function write(store: Store, count: number, from = 1): Promise<void> {
  const entry = (number: number) => ({
    action: 'test.step',
    target: { type: 'key', id: number, name: `Käfer "${number}"` },
    details: { number, previous: 'x', outcome: '"outcome":' },
  });
  const [first, ...others] = Array.from({ length: count }, (_, index) => entry(from + index));
  if (first)
    await change(store.db, frame, () => Promise.resolve({ result: null, entries: [first, ...others] }));
}

/** A keychain in memory; the real one is asked in the tests of the program. */
function vaultOf(kept = new Map<string, string>()): Vault {
  return {
    get: (name) => Promise.resolve(kept.get(name) ?? null),
    set: (name, value) => Promise.resolve(kept.set(name, value).has(name)),
  };
}

let store: Store;
let kept: Map<string, string>;
let signer: LogSigner;
beforeEach(async () => {
  store = await tempStore();
  kept = new Map();
  signer = new LogSigner(store, vaultOf(kept), () => 1);
});

const report = async (at: Store = store) =>
  verifyLog(at.sqlite, { storePath: at.path, nativeBinding: undefined }, await signer.anchor());
const run = (sql: string, ...values: unknown[]) => void store.sqlite.prepare(sql).run(...values);

describe('whatever is changed in a log of 1,000 entries is found at its number', () => {
  const LENGTH = 1_000;
  let rows: LogRow[];
  let positions: Position[];
  beforeEach(async () => {
    await write(store, LENGTH);
    rows = [...logRows(store.sqlite)];
    positions = [BEGINNING];
    findFault(rows, BEGINNING, ({ seq, hash }) =>
      positions.push({ seq, hash: Buffer.from(hash).toString('hex') }),
    );
  });
  /** What is found when these rows stand behind the first `sound`. */
  const fault = (sound: number, ...behind: readonly (LogRow | undefined)[]) =>
    findFault(
      behind.filter((row) => row !== undefined),
      positions[sound] ?? BEGINNING,
    ).fault;

  it('each byte of each body', () => {
    for (const [index, row] of rows.entries()) {
      const bytes = Buffer.from(row.body);
      for (let at = 0; at < bytes.length; at += 1) {
        bytes[at] = (bytes[at] ?? 0) ^ 1;
        const changed = { ...row, body: bytes.toString('latin1') };
        const found = fault(index, changed, rows[index + 1]);
        if (found?.seq !== row.seq || found.what !== 'modified') expect({ found, row, at }).toBeNull();
        bytes[at] = (bytes[at] ?? 0) ^ 1;
      }
    }
  });

  it('each byte of each hash, and each column that repeats the body', () => {
    for (const [index, row] of rows.entries()) {
      const wrong: LogRow[] = Array.from(row.hash, (_, at) => {
        const hash = Buffer.from(row.hash);
        hash[at] = (hash[at] ?? 0) ^ 1;
        return { ...row, hash };
      });
      wrong.push(
        { ...row, action: 'test.steps' },
        { ...row, time: row.time + 1 },
        { ...row, tenant_id: 77 },
        { ...row, actor_account_id: 77 },
        { ...row, target_id: 77 + index * 1_001 },
        { ...row, target_id: null },
        { ...row, target_type: 'role' },
        { ...row, target_type: null },
        { ...row, outcome: 'refused' },
      );
      for (const changed of wrong) {
        expect(fault(index, changed, rows[index + 1])).toEqual({ seq: row.seq, what: 'modified' });
      }
    }
  });

  it('each that is taken out, the rest numbered anew or not', () => {
    for (const [index, row] of rows.slice(0, -1).entries()) {
      const [next, afterNext] = rows.slice(index + 1);
      expect(fault(index, next, afterNext)).toEqual({ seq: row.seq, what: 'deleted' });
      const less = (each: LogRow | undefined) => each && { ...each, seq: each.seq - 1 };
      expect(fault(index, less(next), less(afterNext))).toEqual({ seq: row.seq, what: 'deleted' });
    }
  });

  it('each two that changed places, and each that was put in', () => {
    for (const [index, row] of rows.slice(0, -1).entries()) {
      const other = rows[(index * 7 + 13) % LENGTH];
      if (other && Math.abs(other.seq - row.seq) > 1) {
        const found = fault(index, { ...other, seq: row.seq }, rows[index + 1]);
        expect(found).toEqual({ seq: row.seq, what: 'reordered' });
      }
      const next = rows[index + 1];
      const swapped = [next && { ...next, seq: row.seq }, { ...row, seq: row.seq + 1 }];
      expect(fault(index, ...swapped)).toEqual({ seq: row.seq, what: 'reordered' });
      if (index > 0) {
        const again = { ...(rows[index - 1] ?? row), seq: row.seq };
        expect(fault(index, again, { ...row, seq: row.seq + 1 })).toEqual({ seq: row.seq, what: 'inserted' });
      }
    }
  });
});

describe('what was signed', () => {
  beforeEach(async () => {
    await write(store, 30);
    await signer.sign();
    await write(store, 30, 31);
    await signer.sign();
    await write(store, 5, 61);
  });

  it('agrees with a log that nobody touched, and the fingerprint is that of its checkpoint', async () => {
    const before = await report();
    expect(before).toMatchObject({ entries: 65, fault: null, anchor: 'agrees', checkpoint: { size: 60 } });
    const signed = await signer.sign();
    expect(signed).toMatchObject({ status: 'signed', checkpoint: { size: 65 } });
    const after = await report();
    expect(after.root).toBe(before.root);
    expect(after.checkpoint?.root.toString('hex')).toBe(after.root);
    expect(await signer.sign()).toMatchObject({ status: 'nothing new' });
  });

  it('finds a tail that was cut, by the count, by what the store has kept and by the keychain', async () => {
    run('DELETE FROM audit_entries WHERE seq > 50');
    expect(await report()).toMatchObject({ fault: { seq: 51, what: 'truncated' } });
    run('UPDATE audit_head SET seq = 50');
    expect(await report()).toMatchObject({ fault: { seq: 51, what: 'truncated' } });
    run('DELETE FROM audit_checkpoints WHERE size > 50');
    expect(await report()).toMatchObject({ fault: { seq: 51, what: 'rolled back' }, anchor: 'disagrees' });
    expect(await signer.sign()).toMatchObject({ status: 'does not extend', seq: 51 });
  });

  it('is not missed in entries that came while the log was looked at, and were signed at once', async () => {
    await signer.sign();
    const anchor = await signer.anchor();
    // What somebody will write and sign meanwhile, taken out until then.
    store.sqlite.exec(`
      CREATE TEMP TABLE later AS SELECT * FROM audit_entries WHERE seq > 50;
      CREATE TEMP TABLE later_notes AS SELECT * FROM audit_checkpoints WHERE size > 50;
      DELETE FROM audit_entries WHERE seq > 50;
      DELETE FROM audit_checkpoints WHERE size > 50;
      UPDATE audit_head SET seq = 50;`);
    const known = { verifierKey: anchor?.verifierKey ?? '', note: null };
    const data = { storePath: store.path, nativeBinding: undefined };
    const found = await verifyLog(store.sqlite, data, known, () =>
      store.sqlite.exec(`
        INSERT INTO audit_entries SELECT * FROM later;
        INSERT INTO audit_checkpoints SELECT * FROM later_notes;
        UPDATE audit_head SET seq = 65;`),
    );
    expect(found).toMatchObject({ entries: 50, fault: null, checkpoint: { size: 30 } });
    expect(await report()).toMatchObject({ entries: 65, fault: null, checkpoint: { size: 65 } });
  });

  it('is not in doubt when another program signs while the keychain is asked', async () => {
    const elsewhere = new LogSigner(store, vaultOf(kept), () => 1);
    let isFirst = true;
    const vault: Vault = {
      ...vaultOf(kept),
      get: async (name) => {
        if (isFirst) {
          isFirst = false;
          await write(store, 5, 66);
          await elsewhere.sign();
        }
        return kept.get(name) ?? null;
      },
    };
    const signing = new LogSigner(store, vault, () => 1);
    expect(await signing.sign()).toMatchObject({ status: 'nothing new', checkpoint: { size: 70 } });
  });

  it('finds an older copy that was put back', async () => {
    const copy = `${store.path}.copy`;
    store.sqlite.pragma('wal_checkpoint(TRUNCATE)');
    copyFileSync(store.path, copy);
    await write(store, 5, 66);
    await signer.sign();
    const older = await openAt(copy);
    expect(await report(older)).toMatchObject({ fault: { seq: 66, what: 'rolled back' } });
    const signing = new LogSigner(older, vaultOf(kept), () => 1);
    expect(await signing.sign()).toMatchObject({ status: 'does not extend', seq: 66 });
  });

  it('finds a past that was written anew, from where it still agreed', async () => {
    rewriteFrom(45);
    expect(await report()).toMatchObject({
      fault: { seq: 31, what: 'forked' },
      anchor: 'disagrees',
      checkpoint: { size: 30 },
    });
    // What lies behind the last signature nobody can know.
    expect(await signer.sign()).toMatchObject({ status: 'does not extend' });
  });

  it('signs nothing over an entry that is not sound', async () => {
    run(`UPDATE audit_entries SET time = time + 1 WHERE seq = 63`);
    expect(await signer.sign()).toEqual({ status: 'does not extend', seq: 63 });
  });

  it('is not taken from the store: neither its trees nor its notes', async () => {
    run('UPDATE audit_checkpoints SET frontier = zeroblob(length(frontier))');
    expect(await signer.sign()).toMatchObject({ status: 'signed' });
    run("UPDATE audit_checkpoints SET note = 'nothing'");
    expect(await report()).toMatchObject({ fault: null, anchor: 'agrees' });
  });

  it('is in the store as well; without it and the keychain it cannot be told, and is said to be missing', async () => {
    kept.clear();
    rewriteFrom(45);
    expect(await report()).toMatchObject({
      fault: { seq: 31, what: 'forked' },
      anchor: 'none',
      checkpoint: { size: 30 },
    });
    run('DELETE FROM audit_checkpoints');
    expect(await report()).toMatchObject({ fault: null, anchor: 'none', checkpoint: null });
    const nowhere = new LogSigner(
      store,
      { get: () => Promise.resolve(undefined), set: () => Promise.resolve(false) },
      () => 1,
    );
    expect(await nowhere.sign()).toEqual({ status: 'no keychain' });
  });

  it('is unreadable when somebody has changed it in the keychain', async () => {
    for (const [name, value] of kept) kept.set(name, value.replace('\n60\n', '\n59\n'));
    expect(await report()).toMatchObject({ anchor: 'unreadable' });
    expect(await signer.sign()).toMatchObject({ status: 'does not extend' });
  });

  it('belongs to one log: another in its place is found', async () => {
    run("UPDATE audit_epochs SET log_id = 'ffffffffffffffffffffffffffffffff'");
    expect(await report()).toMatchObject({ fault: { seq: 1, what: 'forked' } });
  });
});

it('a log of several parts is looked at in threads, with progress, and can be ended', async () => {
  const length = PART * 2 + 100;
  await write(store, length);
  const data = { storePath: store.path, nativeBinding: undefined };
  const seen: number[] = [];
  const whole = await verifyLog(store.sqlite, data, null, (entries) => seen.push(entries));
  expect(whole).toMatchObject({ entries: length, fault: null });
  expect(seen.at(-1)).toBe(length);
  const { checkpoint } = (await signer.sign()) as { checkpoint: { root: Buffer } };
  expect(whole.root).toBe(checkpoint.root.toString('hex'));
  for (const seq of [PART, PART + 1]) {
    store.sqlite.exec('SAVEPOINT sound');
    store.sqlite.exec('ROLLBACK TO sound; RELEASE sound');
    run('UPDATE audit_entries SET time = time + 1 WHERE seq = ?', seq);
    expect((await verifyLog(store.sqlite, data, null)).fault).toEqual({ seq, what: 'modified' });
    run('UPDATE audit_entries SET time = time - 1 WHERE seq = ?', seq);
  }
  const ending = new AbortController();
  const ended = verifyLog(store.sqlite, data, null, () => ending.abort(), ending.signal);
  await expect(ended).rejects.toThrow('aborted');
});

/** Changes an entry and makes all that follow fit. */
function rewriteFrom(seq: number): void {
  let previous: string | null = null;
  // All first: the connection can do nothing else while it reads them one by one.
  const rows = Array.from(logRows(store.sqlite));
  for (const row of rows) {
    const body = JSON.parse(row.body) as EntryBody;
    const details = row.seq === seq ? { number: 0 } : body.details;
    const sealed = sealEntry({ ...body, details, previous });
    run('UPDATE audit_entries SET body = ?, hash = ? WHERE seq = ?', sealed.bytes, sealed.hash, row.seq);
    previous = sealed.hash.toString('hex');
  }
}
