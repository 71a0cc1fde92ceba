/** Makes or restores a backup and ends by kill -9 at a stage of it: `backup|restore STORE FILE STAGE plain|encrypted`. */
import { openStore } from '../../src/core/db/open.ts';
import type { AnyDb } from '../../src/core/db/schema.ts';
import { commandFrame } from '../../src/cli/store-work.ts';
import { writeBackup } from '../../src/core/backup/back-up.ts';
import { at, depsOf, PASSPHRASE, restoreBackup } from './backup-work.ts';

const [what = '', storePath = '', file = '', stage = '', how = ''] = process.argv.slice(2);
const kill = () => void process.kill(process.pid, 'SIGKILL');
const watch = at(stage, kill);
if (what === 'restore') {
  await restoreBackup(file, storePath, watch);
} else {
  const store = await openStore({ path: storePath, mode: 'write', now: Date.now });
  let begun = 0;
  const db: AnyDb = {
    selectFrom: store.db.selectFrom.bind(store.db),
    transaction: () => {
      begun += 1;
      // The first writes the entry, the second what stands in Settings; between them the file gets its name.
      if (stage === (begun === 1 ? 'verified' : 'placed')) kill();
      return store.db.transaction();
    },
  };
  const passphrase = how === 'encrypted' ? PASSPHRASE : null;
  const wish = { target: file, passphrase, replace: true, scheduled: false };
  await writeBackup({ ...depsOf(store), db }, commandFrame(Date.now()), wish, watch);
  await store.close();
}
process.stdout.write('done');
