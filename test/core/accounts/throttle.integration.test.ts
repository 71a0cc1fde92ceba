import { beforeEach, describe, expect, it } from 'vitest';
import { signIn, unlock, useRecoveryCode } from '../../../src/core/accounts/sign-in.ts';
import { AppError } from '../../../src/shared/rpc.ts';
import { DAY, HOUR, MINUTE, MORNING } from '../../support/clock.ts';
import { cheapHasher, counting, type CountingHasher } from '../../support/hasher.ts';
import { type Organisation, organisation } from '../../support/people.ts';
import { ADA } from '../../support/program.ts';
import { openAt, refusal } from '../../support/store.ts';

let here: Organisation;
let hasher: CountingHasher;
beforeEach(async () => {
  hasher = counting(cheapHasher());
  here = await organisation(hasher);
  hasher.runs = 0;
});

const attempt = async (username = 'ada', password = 'wrong', deps = here.deps): Promise<string> => {
  try {
    await signIn(deps, { username, password, deviceName: 'laptop', remember: false }, 'a session');
    return 'signed in';
  } catch (error) {
    if (error instanceof AppError) return error.code === 'THROTTLED' ? `until ${error.retryAt}` : error.code;
    throw error;
  }
};
const fail = async (times: number, username = 'ada') => {
  for (let time = 0; time < times; time += 1) expect(await attempt(username)).toBe('SIGN_IN_FAILED');
};

describe.each(['ada', 'nobody', 'ADA ', 'x'.repeat(800)])('five failures of %s', (username) => {
  it('make a pause of 15 minutes, to the millisecond, in which not even the right password is looked at', async () => {
    await fail(5, username);
    expect(await attempt(username, ADA.password)).toBe(`until ${MORNING + 15 * MINUTE}`);
    here.clock.pass(15 * MINUTE - 1);
    expect(await attempt(username, ADA.password)).toBe(`until ${MORNING + 15 * MINUTE}`);
    expect(hasher.runs).toBe(5);
    here.clock.pass(1);
    expect(await attempt(username)).toBe('SIGN_IN_FAILED');
  });

  it('and then each doubles the pause, up to a day', async () => {
    await fail(4, username);
    for (const pause of [15 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 4 * HOUR, 8 * HOUR, 16 * HOUR, DAY, DAY]) {
      await fail(1, username);
      expect(await attempt(username)).toBe(`until ${here.clock.time + pause}`);
      here.clock.pass(pause);
    }
  });
});

describe('the count', () => {
  it('lets four failures pass, and a success starts it anew', async () => {
    await fail(4);
    expect(await attempt('ada', ADA.password)).toBe('signed in');
    await fail(4);
    expect(await attempt('ada', ADA.password)).toBe('signed in');
  });

  it('lets the right password in as the fifth', async () => {
    await fail(4);
    expect(await attempt('ada', ADA.password)).toBe('signed in');
    await fail(4);
  });

  it('is each username’s own, in whatever case it is typed', async () => {
    await fail(5, 'nobody');
    expect(await attempt('NOBODY')).toMatch(/^until/);
    expect(await attempt(' ｎobody ')).toMatch(/^until/);
    expect(await attempt('ada', ADA.password)).toBe('signed in');
  });

  it('pauses no longer after the clock was set back, so that nobody waits for a day that is years away', async () => {
    here.clock.pass(3650 * DAY);
    await fail(5);
    here.clock.pass(-3650 * DAY);
    const until = `until ${MORNING + 15 * MINUTE}`;
    expect(await attempt('ada', ADA.password)).toBe(until);
    here.clock.pass(15 * MINUTE - 1);
    expect(await attempt('ada', ADA.password)).toBe(until);
    here.clock.pass(1);
    expect(await attempt('ada', ADA.password)).toBe('signed in');
  });

  it('survives the end of the program', async () => {
    await fail(5);
    await here.store.close();
    const again = await openAt(here.store.path);
    expect(await attempt('ada', ADA.password, { ...here.deps, db: again.db })).toMatch(/^until/);
  });

  it('is not escaped by a hundred attempts at once, from two connections', async () => {
    const other = await openAt(here.store.path);
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, number) =>
        attempt('ada', `guess ${number}`, number % 2 ? here.deps : { ...here.deps, db: other.db }),
      ),
    );
    expect(answers.filter((answer) => answer === 'SIGN_IN_FAILED')).toHaveLength(5);
    expect(hasher.runs).toBe(5);
  });

  it('is not escaped by an end of the program in the middle of an attempt', async () => {
    for (let time = 0; time < 5; time += 1) {
      const dying = { ...hasher, matches: () => Promise.reject(new Error('killed here')) };
      await refusal(
        signIn(
          { ...here.deps, hasher: dying },
          { ...ADA, deviceName: 'laptop', remember: false },
          'a session',
        ),
      );
    }
    expect(await attempt('ada', ADA.password)).toMatch(/^until/);
  });

  it('is forgotten after a week in which nobody added to it', async () => {
    await fail(4);
    here.clock.pass(7 * DAY + 1);
    await fail(4);
    expect(await attempt('ada', ADA.password)).toBe('signed in');
  });

  it('holds no username as typed: people type passwords into that field', async () => {
    await fail(1, 'my secret password');
    const rows = await here.deps.db.selectFrom('sign_in_failures').selectAll().execute();
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain('secret');
  });

  it('counts an unlock like a sign-in', async () => {
    const wrong = () =>
      unlock(here.deps, { username: 'ada', password: 'wrong', deviceId: null }, 'a session');
    for (let time = 0; time < 5; time += 1) {
      expect(await refusal(wrong())).toMatchObject({
        code: 'SIGN_IN_FAILED',
        message: expect.not.stringContaining('Username'),
      });
    }
    expect(await refusal(wrong())).toMatchObject({ code: 'THROTTLED' });
    expect(await attempt('ada', ADA.password)).toMatch(/^until/);
  });

  it('is in the log when it stops somebody', async () => {
    await fail(5);
    await attempt();
    const entries = await here.deps.db
      .selectFrom('audit_entries')
      .select(['outcome', 'body'])
      .orderBy('seq', 'desc')
      .execute();
    expect(entries.filter(({ outcome }) => outcome === 'refused')).toHaveLength(6);
    expect(JSON.parse(entries[0]?.body ?? '')).toMatchObject({
      action: 'session.sign-in',
      details: { code: 'THROTTLED' },
    });
  });
});

describe('a recovery code', () => {
  const NEW = 'a walrus plays the cello';
  const recover = (
    code: string | undefined,
    changes: Partial<{ username: string; newPassword: string }> = {},
  ) =>
    useRecoveryCode(
      here.deps,
      { username: 'ada', code: code ?? '', newPassword: NEW, ...changes },
      'a session',
    );

  it('works while passwords are paused, sets the new password and ends the pause', async () => {
    await fail(5);
    expect(await recover(here.recoveryCodes[0])).toEqual({ accountId: here.ada.accountId, epoch: 1 });
    expect(await attempt('ada', NEW)).toBe('signed in');
    expect(await attempt('ada', ADA.password)).toBe('SIGN_IN_FAILED');
  });

  it('works once', async () => {
    await recover(here.recoveryCodes[0]);
    expect(await refusal(recover(here.recoveryCodes[0]))).toMatchObject({
      code: 'RECOVERY_CODE_WRONG',
      field: 'code',
    });
    await recover(here.recoveryCodes[1]);
  });

  it('works once when it is used twice at the same moment', async () => {
    const results = await Promise.allSettled([
      recover(here.recoveryCodes[0]),
      recover(here.recoveryCodes[0]),
    ]);
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  it('works as people type it', async () => {
    await recover(
      here.recoveryCodes[3]?.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l'),
    );
  });

  it('works for its own account only', async () => {
    here.store.sqlite.exec(
      `INSERT INTO accounts (id, tenant_id, username, username_key, display_name, licence, api_only, status, created_at) VALUES (9, 1, 'eve', 'eve', 'Eve', 'Full', 0, 'active', 0)`,
    );
    expect(await refusal(recover(here.recoveryCodes[0], { username: 'eve' }))).toMatchObject({
      code: 'RECOVERY_CODE_WRONG',
    });
    await recover(here.recoveryCodes[0]);
  });

  it('forgets every remembered device of the account, and no other', async () => {
    const { device } = await signIn(here.deps, { ...ADA, deviceName: 'laptop', remember: true }, 'a session');
    await signIn(here.deps, { ...ADA, deviceName: 'desk', remember: true }, 'a session');
    expect(device).not.toBeNull();
    here.store.sqlite
      .exec(`INSERT INTO accounts (id, tenant_id, username, username_key, display_name, licence, api_only, status, created_at) VALUES (9, 1, 'eve', 'eve', 'Eve', 'Full', 0, 'active', 0);
      INSERT INTO device_credentials VALUES (99, 9, zeroblob(32), 'hers', 0, ${MORNING}, ${MORNING})`);
    await recover(here.recoveryCodes[0]);
    expect(await here.deps.db.selectFrom('device_credentials').select('id').execute()).toEqual([{ id: 99 }]);
  });

  it('that is wrong says the same for a known and an unknown user, costs the same and is in the log', async () => {
    const known = await refusal(recover('0000-0000-0000-0000'));
    expect(hasher.runs).toBe(1);
    const unknown = await refusal(recover('0000-0000-0000-0000', { username: 'nobody' }));
    expect(hasher.runs).toBe(2);
    expect({ ...(unknown as Error) }).toEqual({ ...(known as Error) });
    const entries = await here.deps.db
      .selectFrom('audit_entries')
      .select(['action', 'outcome', 'body'])
      .orderBy('seq', 'desc')
      .limit(2)
      .execute();
    for (const entry of entries) {
      expect(entry).toMatchObject({ action: 'session.recover', outcome: 'refused' });
      expect(entry.body).not.toContain('0000-0000');
    }
  });

  it('is guessed at five times and no more', async () => {
    for (let time = 0; time < 5; time += 1)
      expect(await refusal(recover('0'.repeat(16)))).toMatchObject({ code: 'RECOVERY_CODE_WRONG' });
    expect(await refusal(recover(here.recoveryCodes[0]))).toMatchObject({
      code: 'THROTTLED',
      retryAt: MORNING + 15 * MINUTE,
    });
    here.clock.pass(15 * MINUTE);
    await recover(here.recoveryCodes[0]);
  });

  it('does not share its count with a user whose name looks like it', async () => {
    await fail(5, 'recovery ada');
    await recover(here.recoveryCodes[0]);
  });

  it('is not spent on a password that is refused', async () => {
    expect(await refusal(recover(here.recoveryCodes[0], { newPassword: 'short' }))).toMatchObject({
      code: 'INVALID_INPUT',
      field: 'newPassword',
    });
    expect(await refusal(recover(here.recoveryCodes[0], { newPassword: 'password1234' }))).toMatchObject({
      code: 'PASSWORD_TOO_COMMON',
      field: 'newPassword',
    });
    await recover(here.recoveryCodes[0]);
  });
});
