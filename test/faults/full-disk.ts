/**
 * Runs on a small disk of its own (`onOwnDisk`): fills it before every kind of change, tries the change, makes room and
 * tries it again. Prints what happened as JSON.
 */
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import type { StoreError } from '../../src/core/db/errors.ts';
import { APPLICATION_ID } from '../../src/core/db/file-check.ts';
import { openStore } from '../../src/core/db/open.ts';
import { startEndpoint } from '../../src/core/endpoint/endpoint.ts';
import type { Reply } from '../../src/shared/rpc.ts';
import { eventually } from '../support/eventually.ts';
import { csvOfRows } from '../support/csv-rows.ts';
import { goodRow } from '../support/import-rows.ts';
import { newKey } from '../support/keys.ts';
import { type RunningBackend, startBackend } from './backend.ts';
import { CHANGES, SET_UP } from './changes.ts';
import { contentOf, Disk, emptyLog } from './disk.ts';

const folder = process.argv[2] ?? '';
const path = join(folder, 'latchkey.db');
const disk = new Disk(folder);

const codeOf = (reply: Reply) => (reply.ok ? 'ok' : reply.code);

/** What became of one change, without room and then with it. */
async function tried({ backend, api }: RunningBackend, call: string, input: unknown) {
  emptyLog(path);
  disk.fill();
  const before = contentOf(path);
  const refused = await backend.dispatch(call, input);
  const unchanged = contentOf(path) === before;
  // Reading goes on.
  const state = await api.session.state(undefined);
  disk.free();
  const again = await backend.dispatch(call, input);
  return {
    call,
    code: codeOf(refused),
    message: refused.ok ? '' : refused.message,
    unchanged,
    read: state.status !== 'store-failed',
    again: codeOf(again),
    why: again.ok ? '' : again.message,
  };
}

/** A store that nobody has room for, and what is left of the attempt. */
async function firstStart() {
  disk.fill();
  const { backend, api } = await startBackend(path);
  const state = await api.session.state(undefined);
  await backend.close();
  const left = readdirSync(folder).filter((name) => name.startsWith('latchkey'));
  disk.free();
  return { state, left };
}

/** A sound store, opened while there is no room at all. */
async function start() {
  const before = contentOf(path);
  emptyLog(path);
  disk.fill();
  const { backend, api } = await startBackend(path);
  const state = await api.session.state(undefined);
  await backend.close();
  disk.free();
  return { state, unchanged: contentOf(path) === before };
}

/** An endpoint whose disk is full lets in who may come in, and counts them when there is room again. */
async function endpoint({ api }: RunningBackend) {
  const group = (await api.authorizationGroups.list(undefined)).find(({ name }) => name === 'Full access');
  const { secret, row } = await api.keys.generate(newKey(group?.id ?? 0, { name: 'Of the endpoint' }));
  const troubles: string[] = [];
  const serving = await startEndpoint({
    storePath: path,
    host: '127.0.0.1',
    port: 0,
    trustedProxies: [],
    terse: false,
    maxConnections: 10,
    now: Date.now,
    onTrouble: (message) => troubles.push(message),
  });
  const key = secret.text.trim();
  const ask = async () => (await fetch(`${serving.url}/verify`, { headers: { 'x-api-key': key } })).status;
  await eventually(async () => (await ask()) === 200);
  const sqlite = new Sqlite(path, { readonly: true });
  const uses = () =>
    sqlite
      .prepare('SELECT coalesce(sum(uses), 0) FROM key_uses WHERE key_id = ?')
      .pluck()
      .get(row.id) as number;
  await eventually(() => uses() >= 1);
  const before = uses();
  emptyLog(path);
  disk.fill();
  const answers = [await ask(), await ask(), await ask()];
  await eventually(() => troubles.length > 0);
  disk.free();
  await eventually(() => uses() === before + 3);
  const lost = await serving.close();
  sqlite.close();
  return { answers, troubles: [...new Set(troubles)], lost };
}

/** A store of an older Latchkey, for whose copy there is no room. */
async function migration() {
  const old = join(folder, 'old.db');
  const sqlite = new Sqlite(old);
  sqlite.pragma(`application_id = ${APPLICATION_ID}`);
  sqlite.exec(`CREATE TABLE keepsake (text TEXT) STRICT; INSERT INTO keepsake VALUES ('still here')`);
  sqlite.close();
  const before = contentOf(old);
  disk.fill();
  const { code, message } = await openStore({ path: old, mode: 'write', now: Date.now }).then(
    () => ({ code: 'ok', message: '' }),
    (error: StoreError) => ({ code: error.code, message: error.message }),
  );
  const copies = readdirSync(folder).filter((name) => name.includes('before-migration'));
  disk.free();
  const unchanged = contentOf(old) === before;
  const store = await openStore({ path: old, mode: 'write', now: Date.now });
  const kept: unknown = store.sqlite.prepare('SELECT text FROM keepsake').pluck().get();
  await store.close();
  return { code, message, copies, unchanged, kept };
}

const first = await firstStart();
const file = join(folder, 'old keys.csv');
writeFileSync(file, csvOfRows([goodRow('Old shop'), goodRow('Old billing')]));
const program = await startBackend(path, [file]);
const { api } = program;
const changes = [await tried(program, 'session.setUp', SET_UP)];
const release = async () => {
  if ((await api.session.state(undefined)).status !== 'signed-in') return;
  for (const { id } of await api.secrets.pending(undefined)) await api.secrets.release({ id, loseIt: true });
};
await release();
for (const { call, input } of CHANGES) {
  changes.push(await tried(program, call, await input(api)));
  await release();
}
const served = await endpoint(program);
await program.backend.close();
const sqlite = new Sqlite(path);
const integrity: unknown = sqlite.pragma('integrity_check', { simple: true });
sqlite.close();
const opened = await start();
const migrated = await migration();
process.stdout.write(
  JSON.stringify({
    first,
    changes,
    served,
    opened,
    migrated,
    integrity,
    internalErrors: program.internalErrors,
  }),
);
process.exit(0);
