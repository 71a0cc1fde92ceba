import { beforeEach, describe, expect, it } from 'vitest';
import { signIn } from '../../../src/core/accounts/sign-in.ts';
import { editSecurity, securityOf } from '../../../src/core/settings/security-service.ts';
import { readSecurity } from '../../../src/core/settings/security-store.ts';
import { DEFAULT_SECURITY } from '../../../src/shared/settings.ts';
import { DAY, HOUR, MINUTE } from '../../support/clock.ts';
import { entriesAfter } from '../../support/keys.ts';
import { holding, type Organisation, organisation } from '../../support/people.ts';
import { refusal } from '../../support/store.ts';

let here: Organisation;
beforeEach(async () => {
  here = await organisation();
});

const edit = (changes: Partial<typeof DEFAULT_SECURITY>) =>
  editSecurity(here.deps, here.ada, { ...DEFAULT_SECURITY, ...changes });
const fail = async () => {
  const attempt = { username: 'ada', password: 'wrong', deviceName: 'laptop', remember: false };
  return (await refusal(signIn(here.deps, attempt, 'a session'))) as { code: string; retryAt?: number };
};

it('what nobody has set is as security.md has it', async () => {
  expect(await securityOf(here.deps, here.ada)).toEqual({
    idleLockMinutes: 10,
    clipboardSeconds: 60,
    lockoutFailures: 5,
    lockoutMinutes: 15,
  });
});

it('an edit is kept, and in the log as it was and as it is', async () => {
  await edit({ idleLockMinutes: 3 });
  expect(await securityOf(here.deps, here.ada)).toEqual({ ...DEFAULT_SECURITY, idleLockMinutes: 3 });
  await edit({ idleLockMinutes: 4, clipboardSeconds: 10 });
  expect((await entriesAfter(here.deps.db)).at(-1)).toMatchObject({
    action: 'settings.edit-security',
    details: {
      before: { idleLockMinutes: 3, clipboardSeconds: 60 },
      after: { idleLockMinutes: 4, clipboardSeconds: 10 },
    },
  });
});

it.each([
  [{ idleLockMinutes: 0 }, 'idleLockMinutes'],
  [{ idleLockMinutes: 241 }, 'idleLockMinutes'],
  [{ clipboardSeconds: 9 }, 'clipboardSeconds'],
  [{ lockoutFailures: 2 }, 'lockoutFailures'],
  [{ lockoutMinutes: 0.5 }, 'lockoutMinutes'],
])('%o is refused', async (changes, field) => {
  expect(await refusal(edit(changes))).toMatchObject({ code: 'INVALID_INPUT', field });
  expect(await readSecurity(here.deps.db)).toEqual(DEFAULT_SECURITY);
});

it('needs Manage Tenants, because it holds for all of them', async () => {
  const administrator = holding(here.ada, 'view', 'manage-settings');
  const attempt = editSecurity(here.deps, administrator, { ...DEFAULT_SECURITY, idleLockMinutes: 240 });
  expect(await refusal(attempt)).toMatchObject({ code: 'FORBIDDEN' });
  expect(await readSecurity(here.deps.db)).toEqual(DEFAULT_SECURITY);
});

it.each(['"ten"', '0', '1e9', 'null', '{', ''])(
  'a stored value that makes no sense is the default: %o',
  async (value) => {
    await edit({ idleLockMinutes: 3, lockoutFailures: 7 });
    here.store.sqlite
      .prepare(`UPDATE settings SET value = ? WHERE name = 'security.lockoutFailures'`)
      .run(value);
    expect(await readSecurity(here.deps.db)).toEqual({ ...DEFAULT_SECURITY, idleLockMinutes: 3 });
  },
);

describe('the lockout', () => {
  it('comes after as many failures and for as long as was set, and doubles from there', async () => {
    await edit({ lockoutFailures: 3, lockoutMinutes: 2 });
    for (let time = 0; time < 3; time += 1) expect(await fail()).toMatchObject({ code: 'SIGN_IN_FAILED' });
    expect((await fail()).retryAt).toBe(here.clock.time + 2 * MINUTE);
    here.clock.pass(2 * MINUTE);
    expect(await fail()).toMatchObject({ code: 'SIGN_IN_FAILED' });
    expect((await fail()).retryAt).toBe(here.clock.time + 4 * MINUTE);
  });

  it('is never longer than a day', async () => {
    await edit({ lockoutFailures: 3, lockoutMinutes: 13 * 60 });
    for (let time = 0; time < 3; time += 1) await fail();
    here.clock.pass(13 * HOUR);
    await fail();
    expect((await fail()).retryAt).toBe(here.clock.time + DAY);
  });

  it('does not shorten a pause that has begun', async () => {
    for (let time = 0; time < 5; time += 1) await fail();
    const until = here.clock.time + 15 * MINUTE;
    await edit({ lockoutMinutes: 1 });
    expect((await fail()).retryAt).toBe(until);
  });
});
