import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { localDay } from '../../src/main/notifications.ts';
import { DAY, HOUR, MORNING } from '../support/clock.ts';
import { ADA, Program, until } from '../support/program.ts';

const { username, password } = ADA;
const zone = process.env['TZ'];

let program: Program;
beforeEach(async () => {
  process.env['TZ'] = 'UTC';
  program = await Program.setUp();
}, 30_000);
afterEach(() => {
  if (zone === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zone;
});

/** Keys that expire in five days, saved. */
async function keys(...names: readonly string[]): Promise<void> {
  for (const name of names) {
    const { secret } = await program.generate({ name, expiresAt: program.clock.time + 5 * DAY });
    await program.api.secrets.release({ id: secret.id, loseIt: true });
  }
}
const shown = () => program.notifications.map(({ title, body }) => `${title}: ${body}`);
const settled = () => program.backend.calls.settle();
const hour = async () => {
  for (const work of program.timers.values()) work();
  await settled();
};
const unlock = async () => {
  await program.api.session.unlock({ password });
  await settled();
};
const lockAndUnlock = async () => {
  await program.api.session.lock(undefined);
  await unlock();
};
const signIn = async () => {
  await program.api.session.signIn({ username, password, remember: false });
  await settled();
};

describe('the desktop', () => {
  it('tells of keys that expire soon at a sign-in, and brings the window to them', async () => {
    await keys('Payroll');
    await program.api.session.signOut(undefined);
    await signIn();
    expect(shown()).toEqual(['1 API key expires soon: Payroll']);
    program.notifications[0]?.onClick();
    expect(program.events.at(-1)).toEqual({ name: 'open', payload: 'keys-expiring-soon' });
  });

  it('names three, soonest first, and counts the rest', async () => {
    await keys('One', 'Two', 'Three');
    await hour();
    await keys('Four', 'Five');
    program.clock.pass(DAY);
    await hour();
    expect(shown()).toEqual([
      '3 API keys expire soon: One, Two, Three',
      '5 API keys expire soon: One, Two, Three and 2 more',
    ]);
  });

  it('tells once a day, whoever asks', async () => {
    await keys('Payroll');
    await hour();
    await hour();
    await lockAndUnlock();
    await program.restart();
    await signIn();
    expect(shown()).toHaveLength(1);
    program.clock.pass(DAY);
    await lockAndUnlock();
    await hour();
    expect(shown()).toHaveLength(2);
  });

  it('does not tell twice when it is asked twice at the same moment', async () => {
    await keys('Payroll');
    for (const work of program.timers.values()) {
      work();
      work();
    }
    await settled();
    expect(shown()).toHaveLength(1);
  });

  it('looks every hour', () => {
    expect([...program.timers.keys()]).toContain(HOUR);
  });

  it('does not use its day up while there is nothing to tell', async () => {
    await hour();
    expect(shown()).toEqual([]);
    await keys('Payroll');
    await hour();
    expect(shown()).toHaveLength(1);
  });
});

describe('while it is locked', () => {
  it('the desktop names no key and no organisation', async () => {
    await keys('Payroll', 'Billing');
    await program.api.session.lock(undefined);
    await hour();
    expect(shown()).toEqual(['2 API keys expire soon: Unlock Latchkey to see which.']);
    await unlock();
    expect(shown(), 'that was today’s').toHaveLength(1);
  });

  it('a lock that comes while the keys are being read is in time', async () => {
    await keys('Payroll');
    for (const work of program.timers.values()) work();
    const locking = program.backend.lock('suspend');
    await locking;
    await settled();
    expect(shown()).toEqual(['1 API key expires soon: Unlock Latchkey to see which.']);
  });
});

describe('what names keys goes from the desktop', () => {
  const left = () => [...program.onDesktop];

  it.each([
    ['a lock', () => program.backend.lock('idle')],
    ['a sign-out', () => program.api.session.signOut(undefined)],
    ['the end of the account', () => endOfAda()],
  ])('with %s', async (_, end) => {
    await keys('Payroll');
    await hour();
    expect(left()).toHaveLength(1);
    await end();
    await settled();
    expect(left()).toEqual([]);
  });

  async function endOfAda(): Promise<void> {
    await program.sql(`UPDATE accounts SET status = 'disabled' WHERE id = 1`);
    await program.api.session.state(undefined);
  }
});

it('a desktop without notifications does not use the day up', async () => {
  await keys('Payroll');
  program.desktopNotifies = false;
  await hour();
  program.desktopNotifies = true;
  await hour();
  expect(shown()).toHaveLength(1);
});

it('somebody who may not come in any more is no error of the hour', async () => {
  await keys('Payroll');
  await program.sql(`UPDATE accounts SET status = 'disabled' WHERE id = 1`);
  await hour();
  expect(shown()).toEqual([]);
  expect(program.internalErrors).toEqual([]);
  expect(program.events.at(-1)).toMatchObject({ name: 'session', payload: { status: 'signed-out' } });
});

describe('nothing is told', () => {
  it('to nobody', async () => {
    await keys('Payroll');
    await program.api.session.signOut(undefined);
    await hour();
    expect(shown()).toEqual([]);
  });

  it('to who does not want it', async () => {
    await keys('Payroll');
    await program.api.settings.editNotices({ days: [30, 14, 7, 1], desktop: false });
    await hour();
    await program.api.settings.editNotices({ days: [1], desktop: true });
    await hour();
    expect(shown()).toEqual([]);
    program.clock.pass(4 * DAY);
    await hour();
    expect(shown()).toHaveLength(1);
  });

  it('of what was put away', async () => {
    await keys('Payroll');
    const { notices } = await program.api.notices.list(undefined);
    await program.api.notices.putAway({ keyIds: notices.map(({ keyId }) => keyId) });
    await hour();
    expect(shown()).toEqual([]);
  });

  it('to who may not view the keys', async () => {
    await keys('Payroll');
    await program.sql(`DELETE FROM role_authorities WHERE authority = 'view'`);
    await hour();
    expect(shown()).toEqual([]);
    expect(program.internalErrors).toEqual([]);
  });

  it('once the program has ended', async () => {
    await keys('Payroll');
    await program.stop();
    expect(program.timers.size).toBe(0);
  });
});

it('a kept sign-in tells too', async () => {
  await keys('Payroll');
  await program.api.session.signOut(undefined);
  await program.api.session.signIn({ username, password, remember: true });
  await until(() => program.keychain.entries.size === 1);
  await settled();
  program.clock.pass(DAY);
  await program.restartAndSettle();
  await settled();
  expect(shown()).toHaveLength(2);
});

it.each([
  ['UTC', MORNING, '2025-06-17'],
  ['Pacific/Auckland', Date.UTC(2025, 5, 17, 12, 30), '2025-06-18'],
  ['America/Los_Angeles', Date.UTC(2025, 0, 1, 7, 59), '2024-12-31'],
])('a day is one of the computer’s own calendar: %s', (timeZone, now, day) => {
  process.env['TZ'] = timeZone;
  expect(localDay(now)).toBe(day);
});
