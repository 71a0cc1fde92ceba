import { beforeEach, expect, it } from 'vitest';
import { readAccount } from '../../../src/core/accounts/account-details.ts';
import { editAccount } from '../../../src/core/accounts/edit-account.ts';
import { reinstate } from '../../../src/core/keys/revoke.ts';
import type { AccountForm } from '../../../src/core/accounts/account-form.ts';
import { type Organisation, organisation } from '../../support/people.ts';
import { refusal } from '../../support/store.ts';
import { formOf, keyOf, make, PASSWORD, person, revokeKey } from './scene.ts';

/** A person's keys are nobody else's, by no way round. */

let here: Organisation;
beforeEach(async () => {
  here = await organisation();
});

async function edit(id: number, more: Partial<AccountForm>) {
  const { row } = await readAccount(here.deps, here.ada, id);
  return editAccount(here.deps, here.ada, formOf(row, more));
}

it('a person is not made API only for as long as it takes to get a secret of theirs', async () => {
  const grace = await person(here, 'grace', 'view', 'manage-user-api-key');
  const { id } = await keyOf(here, grace.row.id, 'Hers', grace.actor);
  const attempt = () => edit(grace.row.id, { apiOnly: true });
  expect(await refusal(attempt)).toMatchObject({ code: 'OWNS_KEYS', field: 'apiOnly' });
  await revokeKey(here, id, 'until-reinstated');
  expect(await refusal(attempt), 'it may be reinstated').toMatchObject({ code: 'OWNS_KEYS' });
  await reinstate(here.deps, here.ada, id);
  await revokeKey(here, id, 'permanent');
  expect((await attempt()).row).toMatchObject({ apiOnly: true });
});

it('an API-only account whose key somebody else knows does not become a person', async () => {
  const robot = await make(here, { username: 'robot', apiOnly: true });
  await keyOf(here, robot.id, 'Known to Ada');
  const attempt = edit(robot.id, { apiOnly: false, licence: 'Full', password: PASSWORD });
  expect(await refusal(attempt)).toMatchObject({ code: 'OWNS_KEYS', field: 'apiOnly' });
});

it('without keys both ways are open', async () => {
  const ben = await make(here);
  expect((await edit(ben.id, { apiOnly: true })).row.apiOnly).toBe(true);
  expect((await edit(ben.id, { apiOnly: false, password: PASSWORD })).row.apiOnly).toBe(false);
});
