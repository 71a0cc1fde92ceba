import { beforeEach, expect, it } from 'vitest';
import { change } from '../../../../src/core/audit/change.ts';
import { type EntryBody, sealEntry } from '../../../../src/core/audit/entry.ts';
import { logRows } from '../../../../src/core/audit/integrity/log-rows.ts';
import { LogSigner } from '../../../../src/core/audit/integrity/log-signer.ts';
import { verifyLog } from '../../../../src/core/audit/integrity/verify-log.ts';
import type { Store } from '../../../../src/core/db/open.ts';
import { frame } from '../../../support/change.ts';
import { tempStore } from '../../../support/store.ts';

/** What somebody can do who has the file and `sqlite3`, but not the keychain. */

let store: Store;
let kept: Map<string, string>;
let signer: LogSigner;
const newSigner = (): LogSigner =>
  new LogSigner(
    store,
    {
      get: (name) => Promise.resolve(kept.get(name) ?? null),
      set: (name, value) => Promise.resolve(kept.set(name, value).has(name)),
    },
    () => 1,
  );
const write = (count: number) => {
  const entry = { action: 'test.step', details: { said: 'what was done' } };
  return change(store.db, frame, () =>
    Promise.resolve({ result: null, entries: [entry, ...Array.from({ length: count - 1 }, () => entry)] }),
  );
};
const edit = (sql: string): void => void store.sqlite.exec(sql);
const verify = async () =>
  verifyLog(store.sqlite, { storePath: store.path, nativeBinding: undefined }, await signer.anchor());

beforeEach(async () => {
  store = await tempStore();
  kept = new Map();
  signer = newSigner();
  await write(20);
  await signer.sign();
});

it('nothing is found in a store as the program makes it', async () => {
  expect(await verify()).toMatchObject({ fault: null, anchor: 'agrees' });
});

it('a log of another name in the place of the one that was signed is found, and not signed', async () => {
  const other = 'f'.repeat(32);
  let previous: string | null = null;
  const rows = Array.from(logRows(store.sqlite));
  for (const row of rows) {
    const body = JSON.parse(row.body) as EntryBody;
    const { bytes, hash } = sealEntry({ ...body, log: other, details: {}, previous });
    store.sqlite
      .prepare('UPDATE audit_entries SET body = ?, hash = ? WHERE seq = ?')
      .run(bytes, hash, row.seq);
    previous = hash.toString('hex');
  }
  edit(`UPDATE audit_epochs SET log_id = '${other}'; DELETE FROM audit_checkpoints`);
  // As after a new start of the program.
  signer = newSigner();
  expect(await verify()).toMatchObject({ fault: { seq: 1, what: 'forked' }, anchor: 'disagrees' });
  expect(await signer.sign()).toMatchObject({ status: 'does not extend', seq: 1 });
  // Whoever restores another store, or sets one up, says so; then it is the one that belongs here.
  signer.adopt();
  expect(await verify()).toMatchObject({ fault: null, anchor: 'none' });
  expect(await signer.sign()).toMatchObject({ status: 'signed' });
  signer = newSigner();
  expect(await verify()).toMatchObject({ fault: null, anchor: 'agrees' });
});

it('a log whose name was taken away is not signed under the next one', async () => {
  edit('DELETE FROM audit_epochs');
  await write(1);
  expect(await signer.sign()).toMatchObject({ status: 'does not extend' });
});

it('tables that take anything, in which a row can hide the others, are found', async () => {
  edit(`PRAGMA foreign_keys = OFF;
    CREATE TABLE copy AS SELECT * FROM audit_entries;
    DROP TABLE audit_entries;
    CREATE TABLE audit_entries (seq, body, hash, tenant_id, time, actor_account_id, action, target_type, target_id, outcome);
    INSERT INTO audit_entries SELECT * FROM copy;
    DROP TABLE copy;
    UPDATE audit_entries SET body = replace(body, 'was done', 'was not') WHERE seq = 3;
    INSERT INTO audit_entries (seq, body, hash) SELECT 'x', body, hash FROM audit_entries WHERE seq = 20;`);
  expect(await verify()).toMatchObject({ fault: { seq: 1, what: 'altered' }, root: null });
});

it.each([
  ['without its checks', (sql: string) => sql.replace(' STRICT', '')],
  ['with one more column', (sql: string) => sql.replace(') STRICT', ', more TEXT) STRICT')],
])('the table of the entries made anew %s is found', async (_, other) => {
  const sql = store.sqlite
    .prepare<[], string>("SELECT sql FROM sqlite_schema WHERE name = 'audit_entries'")
    .pluck()
    .get();
  edit(`PRAGMA foreign_keys = OFF; ALTER TABLE audit_entries RENAME TO old; ${other(sql ?? '')}`);
  expect(await verify()).toMatchObject({ fault: { what: 'altered' } });
});

it.each([
  `CREATE TRIGGER hide BEFORE INSERT ON audit_entries WHEN new.action LIKE 'keys.%' BEGIN SELECT RAISE(IGNORE); END`,
  `CREATE TRIGGER undo AFTER UPDATE ON keys BEGIN UPDATE keys SET revocation = NULL; END`,
  `CREATE VIEW other AS SELECT * FROM keys`,
])('what acts beside the program is found from the next entry on: %s', async (sql) => {
  edit(sql);
  expect(await verify()).toMatchObject({ fault: { seq: 21, what: 'altered' }, root: null });
});

it('an entry with a huge number keeps nobody busy', async () => {
  edit(`INSERT INTO audit_entries SELECT 9007199254740000, body, hash, tenant_id, time, actor_account_id, action,
    target_type, target_id, outcome FROM audit_entries WHERE seq = 20`);
  expect(await verify()).toMatchObject({ fault: { seq: 21, what: 'deleted' } });
  expect(await signer.sign()).toMatchObject({ status: 'does not extend', seq: 21 });
});

it('values of other types, written past all checks, are found at their number', async () => {
  edit(`PRAGMA ignore_check_constraints = ON`);
  store.sqlite.unsafeMode();
  const { sql } = store.sqlite
    .prepare<[], { sql: string }>("SELECT sql FROM sqlite_schema WHERE name = 'audit_entries'")
    .get() ?? { sql: '' };
  const rewrite = (text: string) =>
    edit(`PRAGMA writable_schema = ON;
      UPDATE sqlite_schema SET sql = '${text.replaceAll("'", "''")}' WHERE name = 'audit_entries';
      PRAGMA writable_schema = RESET;`);
  rewrite(sql.replace(' STRICT', ''));
  edit(`UPDATE audit_entries SET hash = 'no hash' WHERE seq = 7`);
  rewrite(sql);
  expect(await verify()).toMatchObject({ fault: { seq: 7, what: 'modified' } });
});

it('checkpoints that somebody put in do not keep the log from being signed', async () => {
  await write(5);
  edit(`INSERT INTO audit_checkpoints SELECT 1000000000000, verifier_key, note, frontier, 1 FROM audit_checkpoints;
    INSERT INTO audit_checkpoints SELECT 25, 'other', note, frontier, 1 FROM audit_checkpoints WHERE size = 20`);
  expect(signer.unsigned()).toBe(5);
});
