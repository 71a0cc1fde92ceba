import type { Page } from '@playwright/test';
import { button, expect } from '../../support/ui-test.ts';
import { BUSY, type Entry } from '../entry.ts';
import { chooseAction, keyId } from '../key.ts';
import { livedIn } from '../lived-in.ts';

const KEY = 'Webshop checkout';

interface Dialog {
  readonly screen: string;
  /** In **More actions**. */
  readonly action: string;
  readonly key?: string;
  /** What it asks for when it opens, and what its button calls. */
  readonly reads?: string;
  readonly calls?: { readonly name: string; readonly button: string };
}

const DIALOGS: readonly Dialog[] = [
  {
    screen: 'Edit API Key',
    action: 'Edit',
    reads: 'keys.get',
    calls: { name: 'keys.edit', button: 'Save' },
  },
  {
    screen: 'Rotate API Key',
    action: 'Rotate',
    reads: 'keys.impact',
    calls: { name: 'keys.rotate', button: 'Rotate' },
  },
  {
    screen: 'Revoke API Key',
    action: 'Revoke',
    reads: 'keys.impact',
    calls: { name: 'keys.revoke', button: 'Revoke' },
  },
  {
    screen: 'Reinstate API Key',
    action: 'Reinstate',
    key: 'Partner portal',
    calls: { name: 'keys.reinstate', button: 'Reinstate' },
  },
  {
    screen: 'Remove API Key',
    action: 'Remove',
    reads: 'keys.impact',
    calls: { name: 'keys.remove', button: 'Continue' },
  },
  { screen: 'Permissions of a key', action: 'View permissions', reads: 'keys.get' },
  {
    screen: 'Finish rotation',
    action: 'Finish rotation now',
    calls: { name: 'keys.finishRotation', button: 'Finish rotation now' },
  },
];

const dialog = (page: Page) => page.getByRole('dialog').last();

/** Opens the dialog over the list; `before` and `after` make the state. */
function opened({ screen, action, key = KEY }: Dialog, state: string, more: Partial<Steps> = {}): Entry {
  const arrange: Entry['arrange'] = async (stage) => {
    const { program, open, page } = stage;
    if (action === 'Finish rotation now') {
      const id = await keyId(program, key);
      const { secret } = await program.api.keys.rotate({ id, overlap: '24-hours' });
      await program.api.secrets.release({ id: secret.id, loseIt: true });
    }
    await open();
    await expect(page.getByText(key)).toBeVisible();
    await more.before?.(stage);
    await chooseAction(page, key, action);
    await expect(dialog(page)).toBeVisible();
    await more.after?.(stage);
  };
  return { screen, state, arrange: livedIn(arrange) };
}

interface Steps {
  readonly before: Entry['arrange'];
  readonly after: Entry['arrange'];
}

function states(of: Dialog): readonly Entry[] {
  const { reads, calls } = of;
  const answered: Entry['arrange'] = async ({ page }) =>
    expect(dialog(page).locator('[aria-busy=true], .mantine-Skeleton-root')).toHaveCount(0);
  const entries = [opened(of, 'full', { after: answered })];
  if (reads !== undefined) {
    entries.push(
      opened(of, 'loading', { before: async ({ program }) => void program.hold(reads) }),
      opened(of, 'failing to read', {
        before: async ({ program }) => program.substitute(reads, () => BUSY),
        after: async ({ page }) => expect(dialog(page).getByText(BUSY.message)).toBeVisible(),
      }),
    );
  }
  if (calls !== undefined) {
    const press: Entry['arrange'] = async ({ page }) => {
      await dialog(page).getByRole('button', { name: calls.button, exact: true }).click();
      await expect(page.getByText(BUSY.message)).toBeVisible();
    };
    entries.push(
      opened(of, 'failing', {
        before: async ({ program }) => program.substitute(calls.name, () => BUSY),
        after: press,
      }),
    );
  }
  return entries;
}

const batch = (state: string, before: Entry['arrange'], after: Entry['arrange']): Entry => ({
  screen: 'Batch actions',
  state,
  arrange: livedIn(async (stage) => {
    await before(stage);
    await stage.open();
    await button(stage.page, 'Batch actions').click();
    await after(stage);
  }),
});

const revokeAll = (page: Page) => page.getByRole('menuitem', { name: 'Revoke all API keys' }).click();

const BATCHES: readonly Entry[] = [
  batch(
    'actions',
    async () => {},
    async ({ page }) => expect(page.getByRole('menuitem')).toHaveCount(3),
  ),
  batch(
    'full',
    async () => {},
    async ({ page }) => {
      await revokeAll(page);
      await expect(page.getByText(/^Type \d+ to confirm$/)).toBeVisible();
    },
  ),
  batch(
    'loading',
    async ({ program }) => void program.hold('keys.previewBatch'),
    async ({ page }) => {
      await revokeAll(page);
      await expect(dialog(page)).toBeVisible();
    },
  ),
  batch(
    'failing',
    async ({ program }) => program.substitute('keys.previewBatch', () => BUSY),
    async ({ page }) => {
      await revokeAll(page);
      await expect(dialog(page).getByText(BUSY.message)).toBeVisible();
    },
  ),
];

/** The dialogs about one key, and those about all. */
export const KEY_DIALOGS: readonly Entry[] = [...DIALOGS.flatMap(states), ...BATCHES];
