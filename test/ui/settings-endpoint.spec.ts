import type { Page } from '@playwright/test';
import { BUSY } from '../support/access.ts';
import { freePort, listening } from '../support/free-port.ts';
import { overhang } from '../support/key-screens.ts';
import { newKey } from '../support/keys.ts';
import { withhold } from '../support/settings-screens.ts';
import type { UiProgram } from '../support/ui-program.ts';
import { button, expect, expectAccessible, field, fill, heading, test } from '../support/ui-test.ts';

const status = (page: Page, word: string) =>
  page.getByRole('region', { name: 'State' }).getByRole('status').getByText(word, { exact: true });
/** The process has its modules to read on a machine that is busy. */
const SOON = { timeout: 15_000 };

/** Saves another address. */
async function saveAddress(page: Page, address: string): Promise<void> {
  await fill(page, { Address: address });
  await button(page, 'Save').click();
  await expect(page.getByText('Saved.')).toBeVisible();
}

async function verify(address: string, key: string): Promise<number> {
  const headers = { 'x-api-key': key, connection: 'close' };
  return (await fetch(`http://${address}/verify`, { headers })).status;
}

test('it is started, answers, is counted and stopped, without the mouse', async ({
  signedIn,
  open,
  page,
}) => {
  const secret = await generated(signedIn);
  const address = `127.0.0.1:${await freePort()}`;
  await open('/settings/endpoint');
  await saveAddress(page, address);
  await expect(status(page, 'Stopped')).toBeVisible();
  await expect(page.getByText(`Start lets it listen on ${address}.`)).toBeVisible();
  await button(page, 'Start').focus();
  await page.keyboard.press('Enter');
  await expect(status(page, 'Running')).toBeVisible(SOON);
  await expect(page.getByText(`http://${address}`, { exact: true })).toBeVisible();
  expect(await verify(address, secret)).toBe(200);
  await expect(page.getByText('1 request answered.')).toBeVisible();
  await expect(button(page, 'Stop')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(status(page, 'Stopped')).toBeVisible();
  await expect(verify(address, secret)).rejects.toThrow();
});

/** A tenant key; its secret. */
async function generated({ api }: UiProgram): Promise<string> {
  const groups = await api.authorizationGroups.list(undefined);
  const group = groups.find(({ name }) => name === 'Full access');
  const { secret } = await api.keys.generate(newKey(group?.id ?? 0));
  await api.secrets.release({ id: secret.id, loseIt: true });
  return secret.text;
}

test('why it did not start is said with the cure, and it can be tried again', async ({
  signedIn: _,
  open,
  page,
}) => {
  const { port, server } = await listening();
  await open('/settings/endpoint');
  await saveAddress(page, `127.0.0.1:${port}`);
  await button(page, 'Start').click();
  await expect(status(page, 'Failed')).toBeVisible(SOON);
  await expect(page.getByRole('alert')).toContainText(
    `Another program already listens on 127.0.0.1:${port}, perhaps “latchkey serve”. End it, or choose another port.`,
  );
  await expectAccessible(page);
  await new Promise<void>((resolve) => server.close(() => resolve()));
  await button(page, 'Start').click();
  await expect(status(page, 'Running')).toBeVisible(SOON);
  await expectAccessible(page);
});

test('new settings hold after a restart, which is offered', async ({ signedIn, open, page }) => {
  const address = `127.0.0.1:${await freePort()}`;
  await open('/settings/endpoint');
  await saveAddress(page, address);
  await button(page, 'Start').click();
  await expect(status(page, 'Running')).toBeVisible(SOON);
  await page.getByRole('switch', { name: 'Start with Latchkey' }).check();
  await button(page, 'Save').click();
  await expect(page.getByText('Saved.')).toBeVisible();
  await expect(button(page, 'Restart')).toHaveCount(0);
  await page.getByRole('switch', { name: 'Terse answers' }).check();
  await button(page, 'Save').click();
  await expect(page.getByText('It runs with the settings from before.')).toBeVisible();
  await expectAccessible(page);
  await button(page, 'Restart').click();
  await expect(button(page, 'Restart')).toHaveCount(0, SOON);
  await expect(page.getByRole('region', { name: 'State' }).getByRole('button')).toBeFocused();
  await expect(status(page, 'Running')).toBeVisible(SOON);
  const refused = await fetch(`http://${address}/verify`);
  expect(await refused.text()).not.toContain('MISSING');

  await page.reload();
  await expect(page.getByRole('switch', { name: 'Terse answers' })).toBeChecked();
  await expect(page.getByRole('switch', { name: 'Start with Latchkey' })).toBeChecked();
  signedIn.endpoint?.child.kill('SIGKILL');
  await expect(page.getByText('It had ended by itself and was started again.')).toBeVisible(SOON);
  expect(signedIn.internalErrors).toHaveLength(1);
  signedIn.internalErrors.length = 0;
});

test('what is wrong is said at its field, and nothing is lost', async ({ signedIn, open, page }) => {
  await open('/settings/endpoint');
  await fill(page, { Address: 'keys.example.com:8717', 'Trusted proxies': '10.0.0.7\nproxy\n10.1.2.3/16' });
  await button(page, 'Save').click();
  await expect(page.getByText('Write an IP address of this computer, not a name')).toBeVisible();
  await expect(page.getByText('Line 2:')).toBeVisible();
  await expect(field(page, 'Address')).toBeFocused();
  expect(signedIn.calls).not.toContain('endpoint.edit');
  await expectAccessible(page);
  await fill(page, { Address: '127.0.0.1:9000', 'Trusted proxies': '10.0.0.7\n10.1.2.3/16' });
  await expect(page.getByText('Kept as 10.0.0.7, 10.1.0.0/16')).toBeVisible();
  signedIn.substitute('endpoint.edit', () => BUSY);
  await button(page, 'Save').click();
  await expect(page.getByRole('alert')).toHaveText('Another program is writing.');
  await expect(field(page, 'Address')).toHaveValue('127.0.0.1:9000');
  signedIn.restore('endpoint.edit');
  await button(page, 'Save').click();
  await expect(page.getByText('Saved.')).toBeVisible();
  await expect(field(page, 'Trusted proxies')).toHaveValue('10.0.0.7\n10.1.0.0/16');
});

test('an address that others reach asks whether that is wanted', async ({ signedIn, open, page }) => {
  await open('/settings/endpoint');
  await fill(page, { Address: '0.0.0.0:8717' });
  await expect(page.getByText('keys travel unencrypted')).toBeVisible();
  await expect(page.getByText('No gateway on another computer is a trusted proxy')).toBeVisible();
  await button(page, 'Save').click();
  await expect(page.getByText('Tick this, or choose 127.0.0.1.')).toBeVisible();
  const confirm = page.getByRole('checkbox', { name: 'Others may reach the endpoint over plain HTTP' });
  await expect(confirm).toBeFocused();
  expect(signedIn.calls).not.toContain('endpoint.edit');
  await expectAccessible(page);
  await fill(page, { 'Trusted proxies': '10.0.0.7' });
  await expect(page.getByText('No gateway on another computer is a trusted proxy')).toHaveCount(0);
  await confirm.check();
  await button(page, 'Save').click();
  await expect(page.getByText('Saved.')).toBeVisible();
  await expect(confirm).toHaveCount(0);
  await expect(page.getByText('keys travel unencrypted')).toBeVisible();
  await expect(page.getByText('From another computer write this one’s address in place of')).toBeVisible();
  expect(await overhang(page)).toBe(0);
});

test('the snippets have the address, and can be copied', async ({ signedIn: _, open, page }) => {
  await open('/settings/endpoint');
  await saveAddress(page, '127.0.0.1:9000');
  for (const [name, holds] of [
    ['nginx', 'server 127.0.0.1:9000;'],
    ['Traefik', 'address: http://127.0.0.1:9000/verify'],
    ['Caddy', 'forward_auth 127.0.0.1:9000 {'],
    ['Envoy', 'uri: http://127.0.0.1:9000'],
    ['Command', 'latchkey serve --listen 127.0.0.1:9000'],
    ['systemd', 'ExecStart=/usr/bin/latchkey serve --listen 127.0.0.1:9000'],
  ] as const) {
    await page.getByRole('tab', { name, exact: true }).click();
    await expect(page.getByRole('tabpanel', { name, exact: true })).toContainText(holds);
    await button(page, `Copy the ${name} snippet`).click();
    await expect(page.getByText('Copied.').first()).toBeVisible();
  }
  // The keyboard goes from tab to tab.
  await page.getByRole('tab', { name: 'Envoy' }).focus();
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByRole('tabpanel', { name: 'Caddy' })).toBeVisible();
  await expectAccessible(page);
});

test('who is no super user neither sees it nor reaches it', async ({ signedIn, open, page }) => {
  await withhold(signedIn, 'manage-tenants');
  await open('/settings/about');
  const sections = page.getByRole('navigation', { name: 'Settings' });
  await expect(sections.getByRole('link', { name: 'About' })).toBeVisible();
  await expect(sections.getByRole('link', { name: 'Verification endpoint' })).toHaveCount(0);
  await open('/settings/endpoint');
  await expect(heading(page, 'You do not have the right permissions')).toBeVisible();
});

test('reading and failing', async ({ signedIn, open, page }) => {
  const answer = signedIn.hold('endpoint.state');
  await open('/settings/endpoint');
  await expect(page.getByRole('region', { name: /^Reading / })).toBeVisible();
  await expectAccessible(page);
  answer();
  signedIn.substitute('endpoint.state', () => BUSY);
  await page.reload();
  await expect(button(page, 'Try again')).toBeVisible();
  await expectAccessible(page);
  signedIn.restore('endpoint.state');
  await button(page, 'Try again').click();
  await expect(status(page, 'Stopped')).toBeVisible();
  await expectAccessible(page);
});
