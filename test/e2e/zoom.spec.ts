import {
  copyAndClose,
  expect,
  fromRowMenu,
  generateKey,
  type Program,
  rowOf,
  signIn,
  test,
} from './support/program.ts';

/** Takes an entry of the menu's zoom as often as said, as a person does. */
const zoom = ({ app }: Program, role: 'zoomin' | 'resetzoom', times: number): Promise<number> =>
  app.evaluate(
    ({ BrowserWindow, Menu }, { wanted, count }) => {
      const window = BrowserWindow.getAllWindows()[0];
      const entries = Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? []) ?? [];
      const entry = entries.find((item) => String(item.role).toLowerCase() === wanted);
      if (!window || !entry) throw new Error(`The menu has no ${wanted}.`);
      for (let done = 0; done < count; done += 1) entry.click({}, window, window.webContents);
      return window.webContents.getZoomFactor();
    },
    { wanted: role, count: times },
  );

/** The keys that enlarge, where an entry has others than its role's. */
const keysOf = ({ app }: Program): Promise<string[]> =>
  app.evaluate(({ Menu }) =>
    (Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? []) ?? [])
      .filter(({ role }) => String(role).toLowerCase() === 'zoomin')
      .flatMap(({ accelerator }) => accelerator ?? []),
  );

/** By how many pixels the page, its navigation, what a screen scrolls in, or a dialog is wider than there is room for. */
const overflow = ({ page }: Program): Promise<number> =>
  page.evaluate(() => {
    const parts = [
      document.documentElement,
      ...document.querySelectorAll('nav, #main, #main > *, [role="dialog"]'),
    ];
    return Math.max(...parts.map(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth));
  });

test('at 200 % by the View menu the main screens fit, a key can be issued and revoked, and the size is kept', async ({
  seed,
  start,
}) => {
  await seed();
  const program = await start();
  const { page } = program;
  expect(await keysOf(program)).toContain('CmdOrCtrl+=');
  const width = await page.evaluate(() => window.innerWidth);
  expect(await zoom(program, 'zoomin', 8)).toBeGreaterThanOrEqual(2);
  await expect.poll(() => page.evaluate(() => window.innerWidth)).toBeLessThanOrEqual(width / 2);
  expect(await overflow(program)).toBe(0);

  await signIn(page);
  await generateKey(page, 'Seen large');
  expect.soft(await overflow(program), 'the Save window').toBe(0);
  await copyAndClose(page);
  const screens = page.getByRole('navigation', { name: 'Main' }).getByRole('link');
  expect(await screens.count()).toBeGreaterThan(10);
  for (const name of await screens.allInnerTexts()) {
    const link = screens.filter({ hasText: new RegExp(`^${name}$`) });
    await link.click();
    // Until then it is the screen before that would be measured.
    await expect(link).toHaveAttribute('aria-current', 'page');
    await expect(page.locator('#main h1').last()).toBeVisible();
    await expect(page.locator('#main [role="progressbar"], #main .mantine-Loader-root')).toHaveCount(0);
    expect.soft(await overflow(program), name).toBe(0);
    await expect.soft(link, name).toBeInViewport();
  }
  await screens.filter({ hasText: /^API Keys$/ }).click();
  await fromRowMenu(page, 'Seen large', 'Revoke');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Revoke/ })
    .click();
  await expect(rowOf(page, 'Seen large')).toContainText('Revoked');
  await program.quit();

  const again = await start();
  expect(await again.page.evaluate(() => window.innerWidth)).toBeLessThanOrEqual(width / 2);
  expect(await zoom(again, 'resetzoom', 1)).toBe(1);
  await expect.poll(() => again.page.evaluate(() => window.innerWidth)).toBe(width);
});
