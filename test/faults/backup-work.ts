import { setUp } from '../../src/core/accounts/set-up.ts';
import { type BackupDeps, writeBackup } from '../../src/core/backup/back-up.ts';
import { jobsHere } from '../../src/core/backup/job.ts';
import { restoreOrder } from '../../src/core/backup/restore-order.ts';
import { type Watch } from '../../src/core/backup/watch.ts';
import { commandFrame } from '../../src/cli/store-work.ts';
import { openStore, type Store } from '../../src/core/db/open.ts';
import { cheapHasher } from '../support/hasher.ts';
import { SET_UP } from './changes.ts';

/** Backups and restores for programs that do not run inside Vitest. */

export const run = jobsHere({ nativeBinding: undefined });
export const PASSPHRASE = 'seven herons in a teapot';

/** A store that is set up and has some megabytes, open. */
export async function largeStore(path: string): Promise<Store> {
  const store = await openStore({ path, mode: 'create', now: Date.now });
  await setUp({ db: store.db, now: Date.now, hasher: cheapHasher() }, SET_UP, 'set-up');
  const add = store.sqlite.prepare('INSERT INTO settings VALUES (?, ?)');
  store.sqlite.transaction(() => {
    for (let row = 0; row < 300; row += 1) add.run(`filling.${row}`, 'x'.repeat(8_000));
  })();
  return store;
}

export const depsOf = (store: Store): BackupDeps => ({
  db: store.db,
  storePath: store.path,
  run,
  now: Date.now,
});

/** Does something once, when work on a store reaches a stage. */
export function at(stage: string | null, act: () => void): Watch {
  let acted = false;
  return {
    signal: new AbortController().signal,
    onProgress: (reached) => {
      if (acted || reached !== stage) return;
      acted = true;
      act();
    },
  };
}

export const makeBackup = (store: Store, target: string, watch: Watch, passphrase: string | null = null) =>
  writeBackup(
    depsOf(store),
    commandFrame(Date.now()),
    { target, passphrase, replace: true, scheduled: false },
    watch,
  );

/** Looks at a backup and puts it in the place of a store. */
export async function restoreBackup(path: string, storePath: string, watch: Watch) {
  const found = await run('inspect', { path, storePath, passphrase: null }, watch);
  const asked = { storePath, frame: commandFrame(Date.now()), signedEpoch: 0 };
  return run('restore', restoreOrder(found, asked), watch);
}
