import type { Page } from '@playwright/test';
import { lookOnly } from '../../support/access.ts';
import { button, expect, field, heading } from '../../support/ui-test.ts';
import { BUSY, type Entry } from '../entry.ts';
import { livedIn } from '../lived-in.ts';

const LISTS = [
  { screen: 'Roles', path: '/roles', call: 'roles.list' },
  { screen: 'Authorization groups', path: '/authorization-groups', call: 'authorizationGroups.list' },
  { screen: 'API sets', path: '/api-sets', call: 'apiSets.list' },
  { screen: 'Permissions', path: '/permissions', call: 'permissions.list' },
] as const;

const full = (page: Page) => expect(page.getByRole('rowheader').first()).toBeVisible();

function states({ screen, path, call }: (typeof LISTS)[number]): readonly Entry[] {
  const entry = (state: string, arrange: Entry['arrange']): Entry => ({
    screen,
    state,
    arrange: livedIn(arrange),
  });
  return [
    entry('empty', async ({ program, open, page }) => {
      program.substitute(call, () => ({ ok: true, value: [] }));
      await open(path);
      await expect(page.getByRole('heading', { name: /^No .* yet$/ })).toBeVisible();
    }),
    entry('loading', async ({ program, open, page }) => {
      program.hold(call);
      await open(path);
      await expect(page.getByText(/^Reading the /)).toBeVisible();
    }),
    entry('full', async ({ open, page }) => {
      await open(path);
      await full(page);
    }),
    entry('failing', async ({ program, open, page }) => {
      program.substitute(call, () => BUSY);
      await open(path);
      await expect(button(page, 'Try again')).toBeVisible();
    }),
    entry('read only', async ({ program, open, page }) => {
      await lookOnly(program);
      await open(path);
      await full(page);
    }),
  ];
}

/** A dialog over one of the lists. */
const over = (screen: string, state: string, path: string, act: (page: Page) => Promise<void>): Entry => ({
  screen,
  state,
  arrange: livedIn(async ({ open, page }) => {
    await open(path);
    await full(page);
    await act(page);
    await expect(page.getByRole('dialog')).toBeVisible();
  }),
});

const refused = async (page: Page, name: string) => {
  await button(page, `Delete ${name}`).click();
  await expect(page.getByRole('dialog').getByRole('listitem').first()).toBeVisible();
};

/** Roles, authorization groups, API sets and permissions, and the dialogs over their lists. */
export const ACCESS_LISTS: readonly Entry[] = [
  ...LISTS.flatMap(states),
  over('Roles', 'used by', '/roles', async (page) => {
    await page.getByRole('button', { name: /: show for Super User$/ }).click();
    await expect(page.getByRole('dialog').getByRole('listitem')).toHaveCount(1);
  }),
  over('Delete', 'full', '/authorization-groups', (page) => button(page, 'Delete Standard user').click()),
  over('Delete', 'refused', '/authorization-groups', (page) => refused(page, 'Full access')),
  over('New permission', 'empty', '/permissions', (page) => button(page, 'New permission').click()),
  over('New permission', 'failing', '/permissions', async (page) => {
    await button(page, 'New permission').click();
    await field(page, 'Resource').fill('In voices');
    await button(page, 'Create').click();
    await expect(page.getByText('Action is required.')).toBeVisible();
  }),
  over('Edit permission', 'full', '/permissions', (page) => button(page, 'Edit orders:write').click()),
  {
    screen: 'Not for everybody',
    state: 'full',
    arrange: livedIn(async ({ program, open, page }) => {
      await lookOnly(program);
      await open('/roles/new');
      await expect(heading(page, 'You do not have the right permissions')).toBeVisible();
    }),
  },
];
