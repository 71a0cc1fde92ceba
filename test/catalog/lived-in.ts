import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ADMINISTRATOR, makeProfile } from '../../scripts/seed/profile.ts';
import type { Entry } from './entry.ts';

/** Made once for all entries: it takes seconds, a copy milliseconds. */
let made: Promise<string> | undefined;

async function make(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'latchkey-catalog-'));
  process.on('exit', () => void rm(folder, { recursive: true, force: true }));
  await makeProfile(folder, Date.now());
  return join(folder, 'latchkey.db');
}

/** The store of `npm run dev:seed`, a year of keys in every state, with its administrator signed in. */
export const livedIn =
  (arrange: Entry['arrange']): Entry['arrange'] =>
  async (stage) => {
    const { program } = stage;
    const store = await (made ??= make());
    await program.restart(() => copyFile(store, program.storePath));
    const { username, password } = ADMINISTRATOR;
    await program.api.session.signIn({ username, password, remember: false });
    await arrange(stage);
  };
