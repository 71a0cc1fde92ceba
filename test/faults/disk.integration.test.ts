import { execFile } from 'node:child_process';
import { chmodSync, chownSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { CALLS } from '../../scripts/authorities/table.ts';
import { tempFolder, whenDone } from '../support/temp-folder.ts';
import type { Attempt } from './attempt.ts';
import { startBackend } from './backend.ts';
import { CHANGES, SET_UP } from './changes.ts';
import { onOwnDisk } from './own-disk.ts';

/** Real disks without room or without a right to write, on which the program is asked for every kind of change. */

/** Large enough for a store and its log. */
const SIZE = '12m';
const NOBODY = 65_534;

interface FullDisk {
  readonly first: { readonly state: object; readonly left: readonly string[] };
  readonly changes: readonly {
    readonly call: string;
    readonly code: string;
    readonly message: string;
    readonly unchanged: boolean;
    readonly read: boolean;
    readonly again: string;
    readonly why: string;
  }[];
  readonly served: {
    readonly answers: readonly number[];
    readonly troubles: readonly string[];
    readonly lost: number;
  };
  readonly opened: { readonly state: object; readonly unchanged: boolean };
  readonly migrated: object;
  readonly integrity: string;
  readonly internalErrors: readonly string[];
}

/** Calls that change nothing that is kept, or that have tests of their own where the store cannot be written. */
const NOT_TRIED = new Set([
  // Who may only look changes nothing but what is theirs: that is tried.
  ...CALLS.filter(([, authority]) => authority === 'view' || authority === 'view-activity')
    .map(([call]) => call)
    .filter((call) => call !== 'notices.putAway'),
  // Sessions: what it takes to use a recovery code is test/core/accounts; a lock is in force whatever the disk says.
  ...['state', 'keychain', 'passwordStrength', 'stopRestoring', 'useRecoveryCode', 'lock'].map(
    (call) => `session.${call}`,
  ),
  ...['recoveryCodes', 'devices'].map((call) => `session.${call}`),
  // Of this window alone.
  ...['pending', 'copy', 'download', 'release'].map((call) => `secrets.${call}`),
  // Of this computer, in a file of its own: test/main/language.integration.test.ts.
  'session.speak',
  'keys.cancelBatch',
  'keys.previewImport',
  'activityLog.cancel',
  'activityLog.head',
  'tenants.list',
  'tenants.open',
  'settings.notices',
  'settings.about',
  // They start a process, look at it, or write to where the person says.
  ...['settings', 'state', 'start', 'stop'].map((call) => `endpoint.${call}`),
  'keys.saveImportProblems',
  'keys.saveImportTemplate',
  'activityLog.export',
  'leakScan.export',
  'leakScan.writeBaseline',
  ...['export', 'cancel'].map((call) => `reports.${call}`),
  // Backups: test/main/store.integration.test.ts; what they write is elsewhere.
  ...['state', 'backUp', 'checkIntegrity', 'cancel', 'choose', 'preview', 'restore', 'forget'].map(
    (call) => `store.${call}`,
  ),
  ...['chooseFolder', 'acceptLog'].map((call) => `store.${call}`),
  ...['choose', 'preview', 'restore', 'cancel'].map((call) => `recovery.${call}`),
]);

it('there is a change here for every call that makes one', () => {
  const tried = new Set(['session.setUp', ...CHANGES.map(({ call }) => call)]);
  expect(CALLS.map(([call]) => call).filter((call) => !tried.has(call) && !NOT_TRIED.has(call))).toEqual([]);
});

it('on a full disk every kind of change is refused whole, says why, and goes through once there is room', async () => {
  const { first, changes, served, opened, migrated, integrity, internalErrors } = (await onOwnDisk(
    'full-disk.ts',
    SIZE,
    tempFolder(),
  )) as FullDisk;
  const full = { status: 'store-failed', code: 'STORE_FULL', message: expect.stringMatching(CURE) };
  expect(first).toEqual({ state: { ...full, path: expect.any(String) }, left: [] });
  expect(changes).toHaveLength(CHANGES.length + 1);
  for (const change of changes) {
    expect(change).toEqual({
      call: change.call,
      code: 'STORE_FULL',
      message: expect.stringMatching(CURE),
      unchanged: true,
      read: true,
      again: 'ok',
      why: '',
    });
  }
  // Keys work on, and nothing that was counted meanwhile is lost.
  expect(served).toMatchObject({ answers: [200, 200, 200], lost: 0 });
  expect(served.troubles).toEqual([expect.stringMatching(CURE)]);
  expect(opened).toEqual({ state: { ...full, path: expect.any(String) }, unchanged: true });
  expect(migrated).toEqual({
    code: 'STORE_FULL',
    message: expect.stringMatching(CURE),
    copies: [],
    unchanged: true,
    kept: 'still here',
  });
  expect(integrity).toBe('ok');
  // A lock is in force at once, and its entry is written behind it: into a full disk it may not be, and that is noted.
  const ofLock = 'session.lock: StoreError: The disk is full';
  expect(internalErrors.filter((one) => !one.startsWith(ofLock))).toEqual([]);
}, 120_000);

const CURE = /disk is full.*Free some space/;

it('a disk that has become read-only is named, the store is left alone, and works when it can be written again', async () => {
  const { readOnly, unchanged, writable } = (await onOwnDisk('read-only-disk.ts', SIZE, tempFolder())) as {
    readonly readOnly: Attempt;
    readonly unchanged: boolean;
    readonly writable: Attempt;
  };
  const refused = { code: 'STORE_READ_ONLY', message: expect.stringMatching(/disk.*read-only.*writable/) };
  expect(readOnly.state).toMatchObject({ status: 'store-failed', ...refused });
  expect(readOnly.signIn).toMatchObject(refused);
  expect(readOnly.reading).toMatchObject({
    code: 'STORE_READ_ONLY',
    message: expect.stringContaining('on a disk that cannot be written'),
  });
  expect(unchanged).toBe(true);
  expect(writable).toMatchObject({ state: { status: 'signed-out' }, signIn: { code: 'ok' } });
  for (const { internalErrors } of [readOnly, writable]) expect(internalErrors).toEqual([]);
});

it('`latchkey doctor` names a full and a read-only disk, says what to do, and what it could not look at', async () => {
  const told = (await onOwnDisk('doctor-disk.ts', SIZE, tempFolder())) as Readonly<Record<string, unknown>>;
  const closed = [{ code: 'INSIDE', what: expect.any(String), cure: expect.stringContaining('Mend that') }];
  const full = expect.objectContaining({
    code: 'DISK_FULL',
    cure: expect.stringMatching(/^Free some space/),
  });
  for (const name of ['full', 'fullAgain'])
    expect(told[name], name).toMatchObject({ code: 1, troubles: [full], notLookedAt: closed });
  // Whoever has it open has made room for its locks, so that the rest can be looked at.
  expect(told['fullWhileOpen']).toMatchObject({
    code: 1,
    troubles: [full, { code: 'LOG_UNSIGNED' }, { code: 'NO_BACKUP' }],
    notLookedAt: [{ code: 'KEYCHAIN_ABSENT' }],
  });
  expect(told['readOnly']).toMatchObject({
    code: 1,
    troubles: [
      { code: 'READ_ONLY_DISK', cure: expect.stringContaining('Make it writable') },
      { code: 'DISK_ALMOST_FULL' },
    ],
    notLookedAt: closed,
  });
  expect(told['unchanged']).toBe(true);
});

it.each([
  ['file', 0o400, 0o755],
  ['folder', 0o600, 0o555],
])('a read-only %s is named at the start, and the store is left alone', async (_, fileMode, folderMode) => {
  const folder = tempFolder();
  const path = join(folder, 'latchkey.db');
  const { backend, api } = await startBackend(path);
  await api.session.setUp(SET_UP);
  await backend.close();
  const before = readFileSync(path);
  // Root may write everywhere, so somebody asks who may not.
  const asRoot = process.getuid?.() === 0;
  if (asRoot)
    for (const each of [folder, ...readdirSync(folder).map((name) => join(folder, name))])
      chownSync(each, NOBODY, NOBODY);
  chmodSync(path, fileMode);
  chmodSync(folder, folderMode);
  whenDone(() => chmodSync(folder, 0o755));
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [join(import.meta.dirname, 'read-only-file.ts'), path],
    asRoot ? { uid: NOBODY, gid: NOBODY } : {},
  );
  const { state, signIn } = JSON.parse(stdout) as Attempt;
  const refused = { code: 'STORE_READ_ONLY', message: expect.stringContaining('permissions of') };
  expect(state).toMatchObject({ status: 'store-failed', ...refused });
  expect(signIn).toMatchObject(refused);
  expect(readFileSync(path).equals(before)).toBe(true);
});
