/**
 * Tries out a better-sqlite3 addon: run by set-up inside the Electron it was built for
 * (ELECTRON_RUN_AS_NODE=1 electron --expose-gc sqlite-smoke.cjs ADDON). Exits 0 when all is well. It goes
 * for what a wrong build breaks: references to strings across garbage collection, values of every kind,
 * errors while an exception is pending, iterators left half-way.
 */
'use strict';
const assert = require('node:assert/strict');
const Database = require('../../node_modules/better-sqlite3');

const nativeBinding = process.argv[2];
const open = (options) => new Database(':memory:', { nativeBinding, ...options });
const collect = globalThis.gc ?? (() => {});

function values(db) {
  db.exec(
    'CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT UNIQUE, data BLOB, big INTEGER, part REAL) STRICT',
  );
  const insert = db.prepare('INSERT INTO t (name, data, big, part) VALUES (@name, @data, @big, @part)');
  const big = 2n ** 62n + 1n;
  const info = insert.run({ name: 'Zoë ☂ \u{1f511}', data: Buffer.from([0, 1, 255]), big, part: 0.5 });
  assert.deepEqual(info, { changes: 1, lastInsertRowid: 1 });
  insert.run({ name: 'b', data: null, big: null, part: null });
  const row = db.prepare('SELECT * FROM t WHERE id = ?').safeIntegers().get(1);
  assert.deepEqual(row, { id: 1n, name: 'Zoë ☂ \u{1f511}', data: Buffer.from([0, 1, 255]), big, part: 0.5 });
  db.aggregate('total_of', { start: 0n, step: (sum, value) => sum + BigInt(value) });
  db.aggregate('joined', { start: '', step: (text, value) => text + value });
  const folded = db.prepare('SELECT total_of(id) AS sum, joined(id) AS text FROM t').get();
  assert.deepEqual(folded, { sum: 3, text: '12' });
  assert.deepEqual(db.prepare('SELECT data, big FROM t WHERE name = ?').raw().get('b'), [null, null]);
}

function errors(db) {
  const insert = db.prepare('INSERT INTO t (name) VALUES (?)');
  const unique = { name: 'SqliteError', code: 'SQLITE_CONSTRAINT_UNIQUE' };
  for (let i = 0; i < 200; i += 1) assert.throws(() => insert.run('b'), unique);
  assert.throws(() => insert.run({}), RangeError);
  assert.throws(() => db.prepare('SELECT nothing FROM t'), { code: 'SQLITE_ERROR' });
  db.function('refuse', () => {
    throw new RangeError('refused');
  });
  assert.throws(() => db.prepare('SELECT refuse()').get(), { message: 'refused' });
  const three = db.transaction(() => {
    insert.run('c');
    insert.run('b');
  });
  assert.throws(() => three.immediate(), unique);
  assert.equal(db.prepare("SELECT count(*) FROM t WHERE name = 'c'").pluck().get(), 0);
}

function collection(db) {
  const all = db.prepare('SELECT id, name FROM t ORDER BY id');
  for (let i = 0; i < 30; i += 1) {
    const statement = db.prepare(`SELECT ${i} AS n, name FROM t WHERE name = $name`);
    collect();
    assert.equal(statement.get({ name: 'b' }).n, i);
    for (const row of all.iterate()) {
      assert.equal(row.id, 1);
      break;
    }
    assert.equal(db.memory && db.open && !db.inTransaction, true);
  }
  assert.equal(all.all().length, 2);
}

const db = open();
values(db);
errors(db);
collection(db);
db.close();
assert.throws(() => db.prepare('SELECT 1'), TypeError);
collect();
const logged = [];
open({ verbose: (sql) => logged.push(sql) }).exec('SELECT 1');
assert.equal(logged.length, 1);
