import { writeFile } from 'node:fs/promises';
import { ADMIN } from '../../support/ui-program.ts';
import { button, expect, field, fill, heading } from '../../support/ui-test.ts';
import { BUSY, type Entry, setUp } from '../entry.ts';

const THROTTLED = () => ({
  ok: false as const,
  code: 'THROTTLED',
  message: 'Too many attempts failed.',
  retryAt: Date.now() + 900_000,
});

const signedOut = (arrange: Entry['arrange']) =>
  setUp(async (stage) => {
    await stage.program.api.session.signOut(undefined);
    await arrange(stage);
  });

/** Everything before and over the program itself. */
export const SIGN_IN: readonly Entry[] = [
  {
    screen: 'Set up Latchkey',
    state: 'empty',
    arrange: async ({ open, page }) => {
      await open();
      await expect(page).toHaveTitle('Set up Latchkey');
    },
  },
  {
    screen: 'Set up Latchkey',
    state: 'failing',
    arrange: async ({ open, page }) => {
      await open();
      await fill(page, { 'Organisation name': 'Northwind', Username: 'x', Password: 'password' });
      await button(page, 'Create administrator').click();
      await expect(page.getByText('Username must have')).toBeVisible();
    },
  },
  {
    screen: 'Recovery codes',
    state: 'full',
    arrange: async ({ program, open, page }) => {
      await program.api.session.setUp(ADMIN);
      await open();
      await button(page, 'Copy').click();
      await expect(page.getByText('Copied.')).toBeVisible();
    },
  },
  {
    screen: 'Sign in',
    state: 'empty',
    arrange: signedOut(async ({ open, page }) => {
      await open();
      await expect(heading(page, 'Sign in')).toBeVisible();
    }),
  },
  {
    screen: 'Sign in',
    state: 'loading',
    arrange: setUp(async ({ program, open, page }) => {
      program.substitute('session.state', () => ({ ok: true, value: { status: 'restoring' } }));
      await open();
      await expect(page.getByText('Signing in…')).toBeVisible();
    }),
  },
  {
    screen: 'Sign in',
    state: 'failing',
    arrange: signedOut(async ({ program, open, page }) => {
      program.keychain = { status: 'unavailable', cause: 'absent', reason: 'This computer has no keychain.' };
      program.substitute('session.signIn', THROTTLED);
      await open();
      await fill(page, { Username: 'ada', Password: 'wrong' });
      await button(page, 'Sign in').click();
      await expect(page.getByText('You can try again at')).toBeVisible();
    }),
  },
  {
    screen: 'Sign in',
    state: 'recovery code',
    arrange: signedOut(async ({ open, page }) => {
      await open();
      await button(page, 'Use a recovery code').click();
      await expect(field(page, 'Recovery code')).toBeVisible();
    }),
  },
  {
    screen: 'Sign in',
    state: 'unusable store',
    arrange: setUp(async ({ program, open, page }) => {
      await program.restart(() => writeFile(program.storePath, 'no database'));
      await open();
      await expect(heading(page, 'Latchkey cannot open its store')).toBeVisible();
    }),
  },
  {
    screen: 'Lock',
    state: 'empty',
    arrange: setUp(async ({ open, page }) => {
      await open();
      await button(page, 'Lock').click();
      await expect(heading(page, 'Locked')).toBeVisible();
    }),
  },
  {
    screen: 'Lock',
    state: 'failing',
    arrange: setUp(async ({ program, open, page }) => {
      program.substitute('session.unlock', () => BUSY);
      await open();
      await button(page, 'Lock').click();
      await fill(page, { Password: 'wrong' });
      await button(page, 'Unlock').click();
      await expect(page.getByRole('alert')).toBeVisible();
    }),
  },
];
