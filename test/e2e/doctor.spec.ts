import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { cheapHasher } from '../support/hasher.ts';
import { setUp } from '../../src/core/accounts/set-up.ts';
import { openStore } from '../../src/core/db/open.ts';
import { NO_KEYRING } from './support/keyring.ts';
import {
  definedOf,
  expect,
  ORGANISATION,
  PASSWORD,
  required,
  signIn,
  test,
  USERNAME,
} from './support/program.ts';

/** What the built `latchkey doctor` finds, and could not look at, by code. */
async function doctor(data: string, env: Readonly<Record<string, string>>) {
  const cli = join(required('LATCHKEY_APP'), 'out/main/cli.js');
  const child = spawn(process.execPath, [cli, 'doctor', '--json', '--store', join(data, 'latchkey.db')], {
    env: { ...definedOf(process.env), ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [said] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  const { troubles, notLookedAt } = JSON.parse(said) as Record<string, readonly { readonly code: string }[]>;
  const codes = (part: readonly { readonly code: string }[] = []) => part.map(({ code }) => code);
  return { troubles: codes(troubles), notLookedAt: codes(notLookedAt) };
}

test('the doctor asks a real keyring about the log, and names each state in which that says nothing', async ({
  data,
  seed,
  start,
  keyring,
}) => {
  await seed();
  const { page, quit } = await start({ keyring });
  await signIn(page);
  await page.getByRole('button', { name: /account/i }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page.getByRole('textbox', { name: 'Username' })).toBeVisible();
  await quit();
  const found = ['NO_BACKUP'];
  expect(await doctor(data, keyring.env)).toEqual({ troubles: found, notLookedAt: [] });
  expect(await doctor(data, NO_KEYRING)).toEqual({ troubles: found, notLookedAt: ['KEYCHAIN_ABSENT'] });

  // Another store in its place, with a log of its own that is sound and was never signed.
  const path = join(data, 'latchkey.db');
  const other = await openStore({ path: join(data, 'other.db'), mode: 'create', now: Date.now });
  const input = { organisation: ORGANISATION, username: USERNAME, password: PASSWORD };
  await setUp({ db: other.db, now: Date.now, hasher: cheapHasher() }, input, 'another');
  await other.close();
  copyFileSync(path, join(data, 'true.db'));
  copyFileSync(other.path, path);
  expect(await doctor(data, keyring.env)).toMatchObject({
    troubles: ['LOG_UNSIGNED', 'LOG_NOT_AS_SIGNED', ...found],
  });
  copyFileSync(join(data, 'true.db'), path);

  await keyring.lock();
  const locked = await doctor(data, keyring.env);
  expect(locked.troubles).toEqual(found);
  // It may say that it is locked, or ask somebody who is not there.
  expect(['KEYCHAIN_LOCKED', 'KEYCHAIN_SILENT']).toContain(locked.notLookedAt.join());
  keyring.hang();
  expect(await doctor(data, keyring.env)).toEqual({ troubles: found, notLookedAt: ['KEYCHAIN_SILENT'] });
});
