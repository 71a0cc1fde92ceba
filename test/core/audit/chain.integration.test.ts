import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { beforeEach, describe, expect, it } from 'vitest';
import { change } from '../../../src/core/audit/change.ts';
import { leafHash } from '../../../src/core/audit/entry.ts';
import { storeId } from '../../../src/core/audit/log-store.ts';
import type { Store } from '../../../src/core/db/open.ts';
import { addTenant, frame } from '../../support/change.ts';
import { openAt, tempStore } from '../../support/store.ts';
import { faultIn } from '../../support/log.ts';

const LENGTH = 40;
let store: Store;

beforeEach(async () => {
  store = await tempStore();
  await change(store.db, frame, () =>
    Promise.resolve({
      result: null,
      entries: [
        { action: 'test.step', details: { number: 1 } },
        ...Array.from({ length: LENGTH - 1 }, (_, index) => ({
          action: 'test.step',
          details: { number: index + 2 },
        })),
      ],
    }),
  );
});

describe('a log that nobody touched', () => {
  it('has nothing to find', async () => {
    expect(faultIn(store)).toBeNull();
    await addTenant(store.db, 'Northwind');
    expect(faultIn(store)).toBeNull();
    expect(faultIn(await tempStore())).toBeNull();
  });

  it('is one log, whoever opens it, and another in another store', async () => {
    const id = await storeId(store.db);
    expect(id).toMatch(/^[0-9a-f]{32}$/);
    expect(await storeId((await openAt(store.path, 'read')).db)).toBe(id);
    const other = await tempStore();
    expect(await storeId(other.db)).toBe('');
    await addTenant(other.db, 'Northwind');
    expect(await storeId(other.db)).not.toBe(id);
  });
});

describe('whatever is done to an entry', () => {
  const places = Array.from({ length: LENGTH }, (_, index) => index + 1);
  const inEachPlace = async (damage: (seq: number) => void, expected: (seq: number) => number | null) => {
    for (const seq of places) {
      store.sqlite.exec('SAVEPOINT sound');
      damage(seq);
      expect(faultIn(store)?.seq ?? null, `entry ${seq}`).toBe(expected(seq));
      store.sqlite.exec('ROLLBACK TO sound; RELEASE sound');
    }
  };
  const run = (sql: string, ...values: unknown[]) => void store.sqlite.prepare(sql).run(...values);

  it('a changed body is found', () =>
    inEachPlace(
      (seq) =>
        run(
          `UPDATE audit_entries SET body = replace(body, '"number":${seq}}', '"number":0}') WHERE seq = ?`,
          seq,
        ),
      (seq) => seq,
    ));

  it('a changed hash is found', () =>
    inEachPlace(
      (seq) => run('UPDATE audit_entries SET hash = ? WHERE seq = ?', Buffer.alloc(32), seq),
      (seq) => seq,
    ));

  it('a body changed together with its hash is found, by what the next one names', () =>
    inEachPlace(
      (seq) => {
        const body = store.sqlite
          .prepare('SELECT body FROM audit_entries WHERE seq = ?')
          .pluck()
          .get(seq) as string;
        const forged = body.replace(`"number":${seq}}`, '"number":0}');
        run('UPDATE audit_entries SET body = ?, hash = ? WHERE seq = ?', forged, leafHash(forged), seq);
      },
      // Nothing follows the last: that is what checkpoints are for.
      (seq) => (seq === LENGTH ? null : seq),
    ));

  it('a missing entry is found', () =>
    inEachPlace(
      (seq) => run('DELETE FROM audit_entries WHERE seq = ?', seq),
      (seq) => (seq === LENGTH ? null : seq),
    ));

  it('two entries that changed places are found', () =>
    inEachPlace(
      (seq) => {
        if (seq === LENGTH) return;
        run('UPDATE audit_entries SET seq = -1 WHERE seq = ?', seq);
        run('UPDATE audit_entries SET seq = ? WHERE seq = ?', seq, seq + 1);
        run('UPDATE audit_entries SET seq = ? WHERE seq = -1', seq + 1);
      },
      (seq) => (seq === LENGTH ? null : seq),
    ));

  it('an entry that is no JSON any more is found, its hash put right or not', async () => {
    run('UPDATE audit_entries SET body = ?, hash = ? WHERE seq = 7', 'rubbish', leafHash('rubbish'));
    expect(faultIn(store)).toMatchObject({ seq: 7 });
  });

  it('entries before the first are found', async () => {
    store.sqlite
      .exec(`INSERT INTO audit_entries SELECT 0, body, hash, tenant_id, time, actor_account_id, action,
      target_type, target_id, outcome FROM audit_entries WHERE seq = 1`);
    expect(faultIn(store)).toMatchObject({ seq: 0 });
  });

  it.each([
    ['action', `'test.other'`],
    ['time', 'time + 1'],
    ['outcome', `'refused'`],
    ['actor_account_id', '99'],
    ['target_id', '99'],
    ['target_type', `'key'`],
  ])('a column that repeats the body and says something else is found: %s', async (column, value) => {
    store.sqlite.exec(`UPDATE audit_entries SET ${column} = ${value} WHERE seq = 7`);
    expect(faultIn(store)).toMatchObject({ seq: 7 });
  });
});

describe('two that write at once keep one chain', () => {
  it('in one process', async () => {
    const other = await openAt(store.path);
    const steps = Array.from({ length: 30 }, (_, index) =>
      addTenant((index % 2 ? store : other).db, `T${index}`),
    );
    await Promise.all(steps);
    expect(faultIn(store)).toBeNull();
    const { count } = store.sqlite.prepare('SELECT count(*) AS count FROM audit_entries').get() as {
      count: number;
    };
    expect(count).toBe(LENGTH + 30);
  });

  it('in two processes', async () => {
    const source = (path: string) => JSON.stringify(new URL(path, import.meta.url).href);
    const script = `
      import { openStore } from ${source('../../../src/core/db/open.ts')};
      import { addTenant } from ${source('../../support/change.ts')};
      const store = await openStore({ path: process.argv[1], mode: 'write', now: Date.now });
      for (let step = 0; step < 25; step += 1) await addTenant(store.db, process.argv[2] + step);
      await store.close();`;
    const writers = ['a', 'b'].map(async (name) => {
      const child = spawn(process.execPath, ['--input-type=module', '-e', script, store.path, name], {
        stdio: 'inherit',
      });
      const [code] = (await once(child, 'exit')) as [number];
      return code;
    });
    expect(await Promise.all(writers)).toEqual([0, 0]);
    expect(faultIn(store)).toBeNull();
    const { count } = store.sqlite.prepare('SELECT count(*) AS count FROM audit_entries').get() as {
      count: number;
    };
    expect(count).toBe(LENGTH + 50);
  });
});
