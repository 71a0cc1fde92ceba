import { expect, it, vi } from 'vitest';
import { DEFAULT_SECURITY } from '../../src/shared/settings.ts';
import { Program } from '../support/program.ts';

it('the idle lock follows its setting while the program runs', async () => {
  const program = await Program.setUp();
  expect(await program.backend.idleLockMinutes()).toBe(10);
  await program.api.settings.editSecurity({ ...DEFAULT_SECURITY, idleLockMinutes: 2 });
  expect(await program.backend.idleLockMinutes()).toBe(2);
  await program.sql(`UPDATE settings SET value = '7' WHERE name = 'security.idleLockMinutes'`);
  expect(await program.backend.idleLockMinutes(), 'set in another window').toBe(7);
});

it('the clipboard is cleared after the seconds of the setting', async () => {
  const program = await Program.setUp();
  await program.api.settings.editSecurity({ ...DEFAULT_SECURITY, clipboardSeconds: 20 });
  const { secret } = await program.generate();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    expect(await program.api.secrets.copy({ id: secret.id })).toEqual({ clearedAfterSeconds: 20 });
    await vi.advanceTimersByTimeAsync(19_999);
    expect(program.clipboard).toBe(secret.text);
    await vi.advanceTimersByTimeAsync(1);
    expect(program.clipboard).toBe('');
  } finally {
    vi.useRealTimers();
  }
});

it('settings of the tenant, of the store and one’s own are managed through the program', async () => {
  const program = await Program.setUp();
  const { settings } = program.api;
  const { name, keyPrefix, keyLimit, validityDays } = await settings.tenant(undefined);
  const edited = { name, keyPrefix, keyLimit, validityDays, expiringSoonDays: 21 };
  expect(await settings.editTenant(edited)).toMatchObject(edited);
  expect(await settings.security(undefined)).toEqual(DEFAULT_SECURITY);
  expect(await settings.editNotices({ days: [7], desktop: false })).toEqual({ days: [7], desktop: false });
  expect(await settings.notices(undefined)).toEqual({ days: [7], desktop: false });
  expect(program.internalErrors).toEqual([]);
});

it('about says the versions and the licence', async () => {
  const program = await Program.setUp();
  expect(await program.api.settings.about(undefined)).toEqual({
    version: '1.2.3',
    components: [
      { name: 'Electron', version: '45.4.1' },
      { name: 'SQLite', version: expect.stringMatching(/^3\.\d+\.\d+$/) },
    ],
    licence: 'Apache-2.0',
  });
});
