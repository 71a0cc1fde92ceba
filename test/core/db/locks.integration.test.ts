import { linkSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { createSurveyor } from '../../../src/core/keys/list/survey-client.ts';
import { openImportFile } from '../../../src/core/keys/import/open-file.ts';
import { rotate, scheduledName } from '../../../src/core/backup/schedule.ts';
import { lookAtGiven } from '../../../src/core/backup/take-in.ts';
import { writePrivately } from '../../../src/core/private-file.ts';
import { EVERYTHING } from '../../../src/shared/everything.ts';
import { backedUp, inspect, restore } from '../../support/backup.ts';
import { HOUR, MORNING } from '../../support/clock.ts';
import { type Organisation, organisation } from '../../support/people.ts';
import { openAt, refusal } from '../../support/store.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { wholeScan } from '../../support/whole-scan.ts';

/** Which bytes of a store, and of what it shares with other processes, this one has locked, as the system knows it. */
const locksOn = (path: string): string[][] => ['', '-shm'].map((ending) => locksOnFile(path + ending));

function locksOnFile(path: string): string[] {
  const { ino } = statSync(path);
  return readFileSync('/proc/locks', 'utf8')
    .split('\n')
    .map((line) => line.split(/\s+/))
    .filter((words) => words.includes(String(process.pid)) && words.some((word) => word.endsWith(`:${ino}`)))
    .map((words) => words.slice(-2).join('–'));
}

const scanned = (folder: string, storePath: string) => wholeScan([folder], { storePath }).done;

const WAYS: Record<string, (here: Organisation) => Promise<unknown>> = {
  'opens it a second time': async ({ store }) => (await openAt(store.path, 'read')).close(),
  'opens it in a thread': async ({ store, ada, clock }) => {
    const surveyor = createSurveyor({ storePath: store.path, nativeBinding: undefined });
    await surveyor.count(ada.tenantId, EVERYTHING, clock.now());
    await surveyor.close();
  },
  'backs it up': (here) => backedUp(here),
  'looks at a backup of it': async (here) => inspect((await backedUp(here)).path, here.store.path),
  'restores one over it': async (here) => restore(here, (await backedUp(here)).path),
  'is told to restore it over itself': async ({ store }) => refusal(lookAtGiven(store.path, store.path)),
  'is told to back it up over itself': async (here) => refusal(backedUp(here, { target: here.store.path })),
  'scans the folder it is in': ({ store }) => scanned(dirname(store.path), store.path),
  'scans a folder where it has another name': ({ store }) => {
    const folder = tempFolder();
    for (const ending of ['', '-shm']) linkSync(store.path + ending, join(folder, `other${ending}`));
    return scanned(folder, store.path);
  },
  'rotates backups in a folder where it has the name of one': async ({ store }) => {
    const folder = tempFolder();
    const storeId = 'abcdef0123456789';
    const [linked, made] = [MORNING, MORNING + HOUR].map((time) => scheduledName(storeId, time));
    linkSync(store.path, join(folder, linked ?? ''));
    expect(await rotate({ folder, keep: 1 }, { storeId, storePath: store.path }, made ?? '')).toBe(0);
  },
  'is told to read keys from it': async ({ store, clock }) => {
    for (const ending of ['', '-shm'])
      await refusal(openImportFile(store.path + ending, store.path, clock.now(), () => {}));
  },
};

it.each(Object.keys(WAYS))('who has a store open keeps its lock when the same program %s', async (how) => {
  // Without it SQLite of another program takes the log away at its end, with what is written to it from then on.
  const here = await organisation();
  const held = locksOn(here.store.path);
  expect(held).not.toContainEqual([]);
  await WAYS[how]?.(here);
  expect(locksOn(here.store.path)).toEqual(held);
});

it('no file that the program saves takes the place of the store that it has open', async () => {
  const { store } = await organisation();
  for (const ending of ['', '-wal', '-shm']) {
    const path = store.path + ending;
    const { ino } = statSync(path);
    expect(await refusal(writePrivately(path, 'keys', undefined, store.path))).toMatchObject({
      code: 'SAVE_FAILED',
    });
    expect(statSync(path).ino).toBe(ino);
  }
});

it('a file that is in use is told from others without opening it beside SQLite', async () => {
  const { default: Sqlite } = await import('better-sqlite3');
  const path = join(tempFolder(), 'latchkey.db');
  const theirs = new Sqlite(path);
  theirs.pragma('journal_mode = WAL');
  theirs.exec('CREATE TABLE t (a)');
  const held = locksOn(path);
  expect(held).not.toContainEqual([]);
  expect(await refusal(openAt(path, 'read'))).toMatchObject({ code: 'STORE_FOREIGN' });
  expect(locksOn(path)).toEqual(held);
  theirs.close();
});
