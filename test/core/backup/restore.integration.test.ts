import { existsSync, readdirSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { readBackupState } from '../../../src/core/backup/backup-store.ts';
import { restoreOrder } from '../../../src/core/backup/restore-order.ts';
import { readHead } from '../../../src/core/audit/integrity/checkpoint-store.ts';
import { appendEntries } from '../../../src/core/audit/log-store.ts';
import { MIGRATIONS } from '../../../src/core/db/migrations/index.ts';
import { openStore } from '../../../src/core/db/open.ts';
import type { WriteDb } from '../../../src/core/db/schema.ts';
import type { AppError } from '../../../src/shared/rpc.ts';
import { generate } from '../../../src/core/keys/generate.ts';
import { remove } from '../../../src/core/keys/remove.ts';
import { revoke } from '../../../src/core/keys/revoke.ts';
import { Verifier } from '../../../src/core/verification/verifier.ts';
import { backedUp, inspect, leftIn, PASSPHRASE, restore, run, tamper, tear } from '../../support/backup.ts';
import { DAY, MINUTE, MORNING } from '../../support/clock.ts';
import { addManyKeys, entriesAfter, newKey } from '../../support/keys.ts';
import { faultIn } from '../../support/log.ts';
import { turns } from '../../support/program.ts';
import { addAccount, type Organisation, organisation } from '../../support/people.ts';
import { meddle, openAt, refusal } from '../../support/store.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { unwatched } from '../../../src/core/backup/watch.ts';
import { frame } from '../../support/change.ts';

let here: Organisation;
beforeEach(async () => {
  here = await organisation();
});

const make = async (name: string) => generate(here.deps, here.ada, newKey(here.fullAccess, { name }));
const request = (key: string) => ({ key, address: null, operation: null, permissions: [] });

describe('a restore', () => {
  it('lets no change in that was allowed before it', async () => {
    const made = await backedUp(here, {});
    const before = { ...here.ada, epoch: readHead(here.store.sqlite).epoch };
    await restore(here, made.path);
    const { size, epoch } = readHead(here.store.sqlite);
    const key = newKey(here.fullAccess, { name: 'Too late' });
    expect(await refusal(generate(here.deps, before, key))).toMatchObject({ code: 'STORE_RESTORED' });
    expect(readHead(here.store.sqlite).size).toBe(size);
    expect(await here.store.db.selectFrom('keys').select('name').execute()).toEqual([]);
    await generate(here.deps, { ...before, epoch }, key);
  });

  it('brings back what was, in a new epoch that names what it replaced, and keeps that', async () => {
    const payroll = await make('Payroll');
    const made = await backedUp(here, { passphrase: PASSPHRASE });
    const before = readHead(here.store.sqlite);
    const shop = await make('Shop');
    await meddle(here.store)
      .insertInto('device_credentials')
      .values({
        account_id: 1,
        hash: Buffer.alloc(32),
        device_name: 'x',
        needs_password: 0,
        created_at: 1,
        last_used_at: 1,
      })
      .execute();
    const after = readHead(here.store.sqlite);
    here.clock.pass(MINUTE);

    const { kept, newFile, replaced } = await restore(here, made.path, PASSPHRASE);
    expect(newFile).toBe(false);
    const names = await here.store.db.selectFrom('keys').select('name').execute();
    expect(names).toEqual([{ name: 'Payroll' }]);
    expect(faultIn(here.store)).toBeNull();
    const [entry] = await entriesAfter(here.store.db, made.entries);
    expect(entry).toMatchObject({
      action: 'store.restore',
      epoch: after.epoch + 1,
      actor: { name: 'ada' },
      tenant: here.ada.tenantId,
      details: { file: 'a.lkbackup', replaced: { log: before.logId, size: replaced?.size, epoch: 1 } },
    });
    expect(readHead(here.store.sqlite)).toMatchObject({
      logId: before.logId,
      epoch: 2,
      size: made.entries + 1,
    });
    expect(await here.store.db.selectFrom('device_credentials').selectAll().execute()).toEqual([]);
    expect(
      await here.store.db.selectFrom('settings').selectAll().where('name', '=', 'backup.madeAt').execute(),
    ).toEqual([]);

    // When the last backup was made is of this computer, and stays known.
    expect(await readBackupState(here.store.db)).toMatchObject({ lastBackup: { path: made.path } });

    // What was there is whole, and can be put back in turn.
    expect(kept).toMatch(/latchkey\.db\.before-restore-2025-06-17-083100$/);
    expect(statSync(kept ?? '').mode & 0o777).toBe(0o600);
    // Within the same second.
    const undone = await restore(here, kept ?? '');
    expect(undone.kept).toBe(`${kept}-2`);
    const again = await here.store.db.selectFrom('keys').select('name').orderBy('id').execute();
    expect(again).toEqual([{ name: 'Payroll' }, { name: 'Shop' }]);
    expect(readHead(here.store.sqlite).epoch).toBe(3);
    const verifier = new Verifier(here.store.reading);
    for (const { secret } of [payroll, shop]) {
      expect(verifier.verify(request(secret), here.clock.now()).code).toBe('VALID');
    }
    expect(leftIn(dirname(here.store.path))).toEqual([]);
  });

  it('is in force at the next verification of those who have the store open', async () => {
    const { secret, row } = await make('Payroll');
    const { path } = await backedUp(here);
    const endpoint = await openStore({ path: here.store.path, mode: 'read', now: () => MORNING });
    const verifier = new Verifier(endpoint.sqlite);
    await revoke(here.deps, here.ada, { id: row.id, how: 'until-reinstated' });
    expect(verifier.verify(request(secret), MORNING).code).toBe('REVOKED');
    const version = verifier.version();
    await restore(here, path);
    expect(verifier.verify(request(secret), MORNING).code).toBe('VALID');
    // No state of the store has the number of another, or what is kept of one would pass for the other’s.
    expect(verifier.version()).not.toBe(version);
    await endpoint.close();
  });

  it('of the same backup twice, and of a later state, never uses an epoch again', async () => {
    const { path } = await backedUp(here);
    const epochs: number[] = [];
    for (let round = 0; round < 3; round += 1) {
      here.clock.pass(MINUTE);
      await restore(here, path);
      epochs.push(readHead(here.store.sqlite).epoch);
    }
    expect(epochs).toEqual([2, 3, 4]);
    expect(faultIn(here.store)).toBeNull();
  });

  it('uses no epoch again that this place or its keychain has seen, whatever was there in between', async () => {
    const own = await backedUp(here);
    const other = await backedUp(await organisation());
    const epochs: number[] = [];
    for (const path of [own.path, other.path, own.path]) {
      here.clock.pass(MINUTE);
      await restore(here, path);
      epochs.push(readHead(here.store.sqlite).epoch);
    }
    expect(epochs).toEqual([2, 3, 4]);
    const storePath = here.store.path;
    const epochAfter = async (signedEpoch: number, spoil: () => void) => {
      spoil();
      here.clock.pass(MINUTE);
      const found = await inspect(own.path, storePath);
      expect(found.present.state).toBe('unusable');
      const asked = { storePath, frame: { ...frame, time: here.clock.now() }, signedEpoch };
      await run('restore', restoreOrder(found, asked), unwatched());
      const store = await openAt(storePath, 'write');
      const { epoch } = readHead(store.sqlite);
      await store.close();
      return epoch;
    };
    await here.store.close();
    const newer = () => tamper(storePath, (sqlite) => void sqlite.pragma('user_version = 99'));
    expect(await epochAfter(0, newer)).toBe(5);
    expect(await epochAfter(7, () => rmSync(storePath))).toBe(8);
  });

  it.each([
    ['no number is higher than', 2n ** 63n - 1n],
    ['no restores can have counted up to', 2n ** 50n],
    ['is below all', -7n],
  ])('is not kept from a store by an epoch there that %s', async (_, epoch) => {
    await make('Payroll');
    const { path } = await backedUp(here);
    await make('Later');
    const names = async () =>
      (await here.store.db.selectFrom('keys').select('name').execute()).map(({ name }) => name);
    here.store.sqlite.prepare('UPDATE audit_epochs SET epoch = ?').run(epoch);
    await restore(here, path);
    expect(await names()).toEqual(['Payroll']);
    expect(readHead(here.store.sqlite).epoch).toBe(2);
    expect(faultIn(here.store)).toBeNull();
    // Also where the file itself is replaced.
    here.clock.pass(MINUTE);
    const storePath = here.store.path;
    await here.store.close();
    tamper(storePath, (sqlite) => {
      sqlite.prepare('UPDATE audit_epochs SET epoch = ? WHERE epoch = 2').run(epoch);
      sqlite.pragma('user_version = 99');
    });
    const found = await inspect(path, storePath);
    const asked = { storePath, frame: { ...frame, time: here.clock.now() }, signedEpoch: 0 };
    await run('restore', restoreOrder(found, asked), unwatched());
    const store = await openAt(storePath, 'write');
    expect(readHead(store.sqlite).epoch).toBe(2);
    await store.close();
  });

  it('says before it what would change, above all which keys would work again', async () => {
    const [erp, shop, crm, old] = [
      await make('ERP'),
      await make('Shop'),
      await make('CRM'),
      await make('Old'),
    ];
    await revoke(here.deps, here.ada, { id: old.row.id, how: 'until-reinstated' });
    await addAccount(here.store, here.ada, 'grace');
    const made = await backedUp(here);
    here.clock.pass(DAY);
    await revoke(here.deps, here.ada, { id: erp.row.id, how: 'permanent' });
    await remove(here.deps, here.ada, shop.row.id);
    await make('New');
    meddle(here.store);
    here.store.sqlite.exec(`UPDATE accounts SET status = 'disabled' WHERE username = 'grace'`);
    here.store.sqlite.prepare('UPDATE secrets SET ends_at = 1 WHERE key_id = ?').run(crm.row.id);
    const { difference, madeAt, tenants, keys, version, present } = await inspect(made.path, here.store.path);
    const one = (name: string) => ({ count: 1, names: [name] });
    expect(difference).toMatchObject({
      history: 'earlier',
      revokedSince: one('ERP'),
      removedSince: one('Shop'),
      rotatedSince: one('CRM'),
      madeSince: one('New'),
      reinstatedSince: { count: 0 },
      leftSince: one('grace'),
      passwordsSince: { count: 0 },
    });
    expect({ madeAt, keys, version }).toEqual({ madeAt: MORNING, keys: 4, version: MIGRATIONS.length });
    expect(tenants).toEqual([{ name: 'Northwind Traders', keys: 4, accounts: 2 }]);
    expect(present).toMatchObject({ state: 'sound' });
    // A look changes nothing.
    expect((await here.store.db.selectFrom('keys').selectAll().execute()).length).toBe(5);
  });

  it('of another store’s backup compares nothing, and the entry says by whom without borrowing a number', async () => {
    const other = await organisation();
    const { path } = await backedUp(other);
    const { difference, logId } = await inspect(path, here.store.path);
    expect(difference).toBeNull();
    await restore(here, path);
    expect(readHead(here.store.sqlite)).toMatchObject({ logId, epoch: 2 });
    expect((await entriesAfter(here.store.db)).at(-1)).toMatchObject({
      action: 'store.restore',
      actor: null,
      tenant: null,
      details: { by: 'ada' },
    });
  });

  it('of an older schema is brought up to date in its copy', async () => {
    const folder = tempFolder();
    const path = join(folder, 'old.db');
    const { default: Sqlite } = await import('better-sqlite3');
    const { APPLICATION_ID } = await import('../../../src/core/db/file-check.ts');
    const sqlite = new Sqlite(path);
    sqlite.pragma(`application_id = ${APPLICATION_ID}`);
    for (const sql of MIGRATIONS.slice(0, 4)) sqlite.exec(sql);
    sqlite.pragma('user_version = 4');
    sqlite.exec(`INSERT INTO tenants (name, name_key, key_prefix, key_limit, validity_days, expiring_soon_days, created_at)
      VALUES ('Old Traders', 'old traders', 'lk', 10, 90, 14, 1)`);
    sqlite.close();
    const found = await inspect(path, here.store.path);
    expect(found).toMatchObject({ version: 4, tenants: [{ name: 'Old Traders' }], newest: null });
    await restore(here, path);
    expect(here.store.sqlite.pragma('user_version', { simple: true })).toBe(MIGRATIONS.length);
    expect(readdirSync(folder)).toEqual(['old.db']);
  });

  /** Puts a backup back while somebody else is in the middle of a change. */
  const restoreAmid = async (work: (write: WriteDb) => Promise<void>) => {
    const { path } = await backedUp(here);
    const storePath = here.store.path;
    const inspected = await inspect(path, storePath);
    const order = restoreOrder(inspected, { storePath, frame, signedEpoch: 0 });
    const other = await openAt(storePath, 'write');
    const end = await other.db.transaction().execute(async (write) => {
      // It has looked at the store when this is back, and waits for this change.
      const restoring = run('restore', order, unwatched()).then(
        () => 'restored',
        (error: AppError) => error.code,
      );
      await turns(50);
      await work(write);
      return { restoring };
    });
    return { kept: order.kept, end: await end.restoring };
  };

  it('keeps what others write until it has the store', async () => {
    const { kept, end } = await restoreAmid(async (write) => {
      await write.insertInto('settings').values({ name: 'other.last', value: '1' }).execute();
    });
    expect(end).toBe('restored');
    const copy = await openAt(kept, 'read');
    expect(
      await copy.db.selectFrom('settings').select('name').where('name', '=', 'other.last').execute(),
    ).toHaveLength(1);
  });

  it('is refused when somebody has added to the log since the look, and loses nothing of that', async () => {
    await make('Payroll');
    const { kept, end } = await restoreAmid((write) =>
      appendEntries(write, frame, [{ action: 'store.check', details: { faults: 0 } }]),
    );
    expect(end).toBe('STORE_CHANGED');
    expect((await entriesAfter(here.store.db)).at(-1)).toMatchObject({ action: 'store.check' });
    expect(readHead(here.store.sqlite).epoch).toBe(1);
    expect(faultIn(here.store)).toBeNull();
    expect(existsSync(kept)).toBe(false);
    expect(leftIn(dirname(here.store.path))).toEqual([]);
  });
});

it('takes away what work that was killed days ago has left beside the store, and nothing younger', async () => {
  const made = await backedUp(here);
  const folder = dirname(here.store.path);
  const [old, oldKept, young, another] = [
    `${here.store.path}.0123456789ab.unfinished`,
    `${here.store.path}.before-restore-1.0123456789ab.unfinished`,
    `${here.store.path}.ba9876543210.unfinished`,
    join(folder, 'other.db.0123456789ab.unfinished'),
  ];
  const [before, now] = [here.clock.now() - 2 * DAY, here.clock.now()].map((time) => new Date(time));
  for (const path of [old, oldKept, young, another]) {
    writeFileSync(path, 'all that a store holds');
    const time = path === young ? now : before;
    if (time) utimesSync(path, time, time);
  }
  await restore(here, made.path);
  expect(leftIn(folder).toSorted()).toEqual([young, another].map((path) => basename(path)).toSorted());
});

describe('in the place of a store that cannot be used', () => {
  const closed = async () => {
    addManyKeys(here.store, here.ada, here.fullAccess, 1_000);
    const { path } = await backedUp(here);
    await here.store.close();
    return path;
  };
  const lie: Record<string, (path: string) => void> = {
    damaged: (path) => tear(path, 0, 0.5),
    'zero bytes long': (path) => writeFileSync(path, ''),
    foreign: (path) => writeFileSync(path, 'hello '.repeat(1_000)),
    missing: (path) => rmSync(path),
  };
  it.each(Object.keys(lie))('that is %s its file is put, and what was there is kept', async (how) => {
    const path = await closed();
    const storePath = here.store.path;
    lie[how]?.(storePath);
    // A log that belongs to what was there must never be played into the new file.
    writeFileSync(`${storePath}-wal`, 'a log of something else');
    const { kept, newFile } = await restore(here, path);
    expect(newFile).toBe(true);
    expect(kept !== null && existsSync(kept)).toBe(how !== 'missing');
    expect(readdirSync(dirname(storePath)).filter((name) => name.endsWith('083000-wal'))).toHaveLength(1);
    const store = await openAt(storePath, 'write');
    expect((await store.db.selectFrom('keys').select('id').execute()).length).toBe(1_000);
    expect(statSync(storePath).mode & 0o777).toBe(0o600);
    expect(leftIn(dirname(storePath))).toEqual([]);
  });

  it('but not of one that is only in use by a newer Latchkey without being told: its file is kept too', async () => {
    const path = await closed();
    const store = await openAt(here.store.path, 'write');
    store.sqlite.pragma('user_version = 99');
    await store.close();
    const { kept } = await restore(here, path);
    expect(kept).not.toBeNull();
    const again = await openAt(here.store.path, 'write');
    await again.close();
    renameSync(kept ?? '', here.store.path);
    expect(await refusal(openAt(here.store.path, 'write'))).toMatchObject({ code: 'STORE_NEWER' });
  });
});
