import { expect, PASSWORD, signIn, test, USERNAME } from './support/program.ts';

const DEADLINE = 5_000;

test('without a keychain the box is disabled and says why, and everything else works', async ({
  seed,
  start,
}) => {
  await seed();
  const { page, quit } = await start();
  const box = page.getByRole('checkbox', { name: 'Keep me signed in on this computer' });
  await expect(page.getByText(/no keychain that Latchkey can use/)).toBeVisible();
  await expect(box).toBeDisabled();
  await signIn(page);
  await quit();
  const again = await start();
  await expect(again.page).toHaveTitle(/^Sign in/);
});

test('with the keyring locked it says so, and the password still works', async ({ seed, start, keyring }) => {
  await seed();
  const first = await start({ keyring });
  await signIn(first.page, { remember: true });
  await first.quit();

  await keyring.lock();
  const second = await start({ keyring });
  await expect(second.page.getByText(/(is locked|may be locked).*Sign in with your password/)).toBeVisible({
    timeout: 3 * DEADLINE,
  });
  await signIn(second.page);
});

test('with the keyring hanging the window stays alive, and the password still works', async ({
  seed,
  start,
  keyring,
}) => {
  await seed();
  const first = await start({ keyring });
  await signIn(first.page, { remember: true });
  await first.quit();

  keyring.hang();
  const second = await start({ keyring });
  await expect(second.page.getByText('Signing in…')).toBeVisible();
  // Both processes answer while the keychain does not.
  expect(await second.app.evaluate(({ app }) => app.getName())).toBe('Latchkey');
  await second.page.getByRole('button', { name: 'Use password instead' }).click();
  await signIn(second.page);
  await expect(second.page.getByRole('heading', { name: 'API Keys', exact: true })).toBeVisible();
});

test('a hanging keyring is given up after five seconds, and its process is killed', async ({
  seed,
  start,
  keyring,
}) => {
  await seed();
  const first = await start({ keyring });
  await signIn(first.page, { remember: true });
  await first.quit();

  keyring.hang();
  const { page, app } = await start({ keyring });
  await expect(page.getByText(/did not answer within 5 seconds.*Sign in with your password/)).toBeVisible({
    timeout: 3 * DEADLINE,
  });
  // The sign-in form asks once more, for its box; that helper is given up too.
  await expect(page.getByRole('checkbox', { name: 'Keep me signed in on this computer' })).toBeDisabled({
    timeout: 3 * DEADLINE,
  });
  const helpers = () =>
    app.evaluate(
      ({ app: electron }) =>
        electron.getAppMetrics().filter((metric) => metric.name === 'Latchkey keychain').length,
    );
  await expect.poll(helpers).toBe(0);
});

test('what the keychain is asked for first is done first', async ({ keyring, start }) => {
  const { app } = await start({ keyring });
  const kept = await app.evaluate(async ({ app: electron, utilityProcess }) => {
    const helper = utilityProcess.fork(`${electron.getAppPath()}/out/main/keychain.js`);
    const waiting = new Map<number, (value: unknown) => void>();
    helper.on('message', ({ id, value }: { id: number; value?: unknown }) => waiting.get(id)?.(value));
    let id = 0;
    const ask = (request: object): Promise<unknown> =>
      new Promise((resolve) => {
        id += 1;
        waiting.set(id, resolve);
        helper.postMessage({ ...request, id });
      });
    const values: unknown[] = [];
    // A person signs out and in again; the other order would leave nothing, as it did in most rounds.
    for (let round = 0; round < 20; round += 1) {
      const entry = { name: 'entry', value: `of round ${round}` };
      await Promise.all([ask({ verb: 'delete', name: 'entry' }), ask({ verb: 'set', ...entry })]);
      values.push(await ask({ verb: 'get', name: 'entry' }));
    }
    helper.kill();
    return values;
  });
  expect(kept).toEqual(Array.from({ length: 20 }, (_, round) => `of round ${round}`));
});

test('a keychain helper that is killed is said so at once, and the password still works', async ({
  seed,
  start,
  keyring,
}) => {
  await seed();
  keyring.hang();
  const { page, app } = await start({ keyring });
  const helper = () =>
    app.evaluate(
      ({ app: electron }) =>
        electron.getAppMetrics().find((metric) => metric.name === 'Latchkey keychain')?.pid ?? 0,
    );
  await expect.poll(helper).toBeGreaterThan(0);
  process.kill(await helper(), 'SIGKILL');
  await expect(page.getByText(/reported an error: the helper process ended/)).toBeVisible();
  await expect(page.getByRole('checkbox', { name: 'Keep me signed in on this computer' })).toBeDisabled();
  await signIn(page);
});

test('remembering that fails is said after signing in, and does not hold it up', async ({
  seed,
  start,
  keyring,
}) => {
  await seed();
  const { page } = await start({ keyring });
  const box = page.getByRole('checkbox', { name: 'Keep me signed in on this computer' });
  await expect(box).toBeEnabled();
  keyring.hang();
  await signIn(page, { remember: true });
  await expect(page.getByText(/this computer will not remember it/)).toBeVisible({ timeout: 3 * DEADLINE });
});

test('a lock outlives a restart: being remembered is no way around the password', async ({
  seed,
  start,
  keyring,
}) => {
  await seed();
  const first = await start({ keyring });
  await signIn(first.page, { remember: true });
  await first.page.getByRole('button', { name: 'Lock' }).click();
  await expect(first.page.getByRole('button', { name: 'Unlock' })).toBeVisible();
  await first.quit();

  const { page } = await start({ keyring });
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Unlock' }).click();
  await expect(page.getByRole('heading', { name: 'API Keys', exact: true })).toBeVisible();
});

test('signing out forgets the device', async ({ seed, start, keyring }) => {
  await seed();
  const first = await start({ keyring });
  await signIn(first.page, { remember: true });
  await first.page.getByRole('button', { name: /account/i }).click();
  await first.page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(first.page.getByRole('textbox', { name: 'Username' })).toBeVisible();
  await first.quit();
  const second = await start({ keyring });
  await expect(second.page).toHaveTitle(/^Sign in/);
  await expect(second.page.getByRole('textbox', { name: 'Username' })).not.toHaveValue(USERNAME);
});
