import { idOf, lookOnly, tick } from '../../support/access.ts';
import { button, expect, field, fill, heading } from '../../support/ui-test.ts';
import { BUSY, type Entry } from '../entry.ts';
import { livedIn } from '../lived-in.ts';

const FORMS = [
  { screen: 'Role', path: '/roles', subject: 'roles', name: 'Order processing', title: 'Edit role' },
  {
    screen: 'Authorization group',
    path: '/authorization-groups',
    subject: 'authorizationGroups',
    name: 'Read only',
    title: 'Edit authorization group',
  },
  { screen: 'API set', path: '/api-sets', subject: 'apiSets', name: 'Orders', title: 'Edit API set' },
] as const;

function states({ screen, path, subject, name, title }: (typeof FORMS)[number]): readonly Entry[] {
  const entry = (state: string, arrange: Entry['arrange']): Entry => ({
    screen,
    state,
    arrange: livedIn(arrange),
  });
  return [
    entry('empty', async ({ open, page }) => {
      await open(`${path}/new`);
      await expect(field(page, 'Name')).toBeFocused();
    }),
    entry('loading', async ({ program, open, page }) => {
      program.hold(`${subject}.list`);
      await open(`${path}/1`);
      await expect(page.locator('[aria-busy=true]')).toBeVisible();
    }),
    entry('full', async ({ program, open, page }) => {
      await open(`${path}/${await idOf(program, subject, name)}`);
      await expect(heading(page, title)).toBeVisible();
    }),
    entry('failing', async ({ program, open, page }) => {
      program.substitute(`${subject}.list`, () => BUSY);
      await open(`${path}/1`);
      await expect(button(page, 'Try again')).toBeVisible();
    }),
    entry('failing to save', async ({ program, open, page }) => {
      program.substitute(`${subject}.create`, () => BUSY);
      await open(`${path}/new`);
      await fill(page, { Name: 'Something new' });
      await button(page, 'Create').click();
      await expect(page.getByRole('alert')).toBeVisible();
    }),
    entry('missing', async ({ open, page }) => {
      await open(`${path}/999`);
      await expect(page.getByRole('heading', { name: /does not exist$/ })).toBeVisible();
    }),
    entry('read only', async ({ program, open, page }) => {
      await lookOnly(program);
      await open(`${path}/${await idOf(program, subject, name)}`);
      await expect(button(page, 'Back')).toBeVisible();
    }),
  ];
}

/** The forms of roles, authorization groups and API sets. */
export const ACCESS_FORMS: readonly Entry[] = [
  ...FORMS.flatMap(states),
  {
    screen: 'Role',
    state: 'built-in',
    arrange: livedIn(async ({ program, open, page }) => {
      await open(`/roles/${await idOf(program, 'roles', 'Auditor')}`);
      await expect(heading(page, 'Edit role')).toBeVisible();
    }),
  },
  {
    screen: 'Role',
    state: 'searched',
    arrange: livedIn(async ({ open, page }) => {
      await open('/roles/new');
      await field(page, 'Search permissions').fill('invoices');
      await tick(page, 'invoices: all actions').check();
      await expect(page.getByText('2 of 7 permissions')).toBeVisible();
    }),
  },
  {
    screen: 'API set',
    state: 'with problems',
    arrange: livedIn(async ({ open, page }) => {
      await open('/api-sets/new');
      await fill(page, { Name: 'Orders and more', Operations: 'GET /v1/orders\nnonsense\n* /v1/orders/**' });
      await fill(page, { Path: 'POST /v1/orders/7' });
      await expect(page.getByText('One line is not an operation:')).toBeVisible();
    }),
  },
];
