import { describe, expect, it } from 'vitest';
import { EVERYTHING } from '../../src/shared/everything.ts';
import type { KeySelection } from '../../src/shared/key-view.ts';
import { Program } from '../support/program.ts';
import { refusal } from '../support/store.ts';

/** What was attempted and not allowed is in the log, with what it was about. */

/** The last entry, once everything has been written. */
async function lastEntry(program: Program): Promise<unknown> {
  await program.backend.calls.settle();
  const entry = (await program.log()).at(-1);
  return JSON.parse(entry?.body ?? '{}');
}

describe('a refused attempt', () => {
  it.each([
    ['keys.rotate', { overlap: 'none' }, 'PERMANENTLY_REVOKED'],
    ['keys.reinstate', {}, 'PERMANENTLY_REVOKED'],
    ['keys.finishRotation', {}, 'PERMANENTLY_REVOKED'],
  ] as const)('%s of a key whose state forbids it', async (call, input, code) => {
    const program = await Program.setUp();
    const { id } = (await program.generate({ name: 'Payroll' })).row;
    await program.api.keys.revoke({ id, how: 'permanent' });
    expect(await program.backend.dispatch(call, { id, ...input })).toMatchObject({ ok: false, code });
    expect(await lastEntry(program)).toMatchObject({
      action: call.replace('finishR', 'finish-r'),
      outcome: 'refused',
      target: { type: 'key', id, name: 'Payroll' },
      actor: { name: 'ada' },
      details: { code },
    });
  });

  it('on something that is not there, and on one of Latchkey’s own roles', async () => {
    const program = await Program.setUp();
    expect(await refusal(program.api.keys.remove({ id: 4711 }))).toMatchObject({ code: 'KEY_NOT_FOUND' });
    expect(await lastEntry(program)).toMatchObject({
      action: 'keys.remove',
      outcome: 'refused',
      target: null,
    });
    const role = (await program.api.roles.list(undefined)).find(({ builtIn }) => builtIn);
    const id = role?.id ?? 0;
    expect(await refusal(program.api.roles.remove({ id }))).toMatchObject({ code: 'BUILT_IN_ROLE' });
    expect(await lastEntry(program)).toMatchObject({
      action: 'roles.remove',
      outcome: 'refused',
      target: { type: 'role', id, name: role?.name },
    });
  });

  it('without the authority names the key, be it one or in a batch', async () => {
    const program = await Program.setUp();
    const { id } = (await program.generate({ name: 'Payroll' })).row;
    const refused = {
      action: 'keys.remove',
      outcome: 'refused',
      target: { type: 'key', id, name: 'Payroll' },
    };
    const manager = `INSERT INTO roles (id, tenant_id, name, name_key, created_at) VALUES (77, 1, 'Accounts only', 'accounts only', 0);
      INSERT INTO role_authorities VALUES (77, 'view'), (77, 'manage-user-api-key');
      UPDATE account_roles SET role_id = 77`;
    for (const statement of manager.split(';')) await program.sql(statement);
    expect(await refusal(program.api.keys.remove({ id }))).toMatchObject({ code: 'FORBIDDEN' });
    expect(await lastEntry(program)).toMatchObject({ ...refused, details: { code: 'FORBIDDEN' } });
    const selection: KeySelection = { by: 'ids', ids: [id] };
    const result = await program.api.keys.batch({ action: 'remove', selection, expected: 0 });
    expect(result).toMatchObject({ done: [], refusedCount: 1 });
    expect(await lastEntry(program)).toMatchObject({
      ...refused,
      details: { batch: true, code: 'FORBIDDEN' },
    });
    // Told to expect a change, it is undone as a whole, and that is in the log.
    expect(await refusal(program.api.keys.batch({ action: 'remove', selection, expected: 1 }))).toMatchObject(
      {
        code: 'COUNT_CHANGED',
      },
    );
    expect(await lastEntry(program)).toMatchObject({ action: 'keys.batch', outcome: 'refused' });
  });

  it('to look is told of only when it is forbidden', async () => {
    const program = await Program.setUp();
    const before = (await program.log()).length;
    expect(await refusal(program.api.keys.get({ id: 4711 }))).toMatchObject({ code: 'KEY_NOT_FOUND' });
    await program.backend.calls.settle();
    expect(await program.log()).toHaveLength(before);
    await program.sql('DELETE FROM account_roles');
    expect(await refusal(program.api.roles.list(undefined))).toMatchObject({ code: 'FORBIDDEN' });
    expect(await lastEntry(program)).toMatchObject({ action: 'roles.list', outcome: 'refused' });
  });

  it('is not told of when it is a slip of typing', async () => {
    const program = await Program.setUp();
    await program.generate({ name: 'Payroll' });
    const before = (await program.log()).length;
    expect(await refusal(program.generate({ name: 'payroll' }))).toMatchObject({ code: 'NAME_TAKEN' });
    await program.backend.calls.settle();
    expect(await program.log()).toHaveLength(before);
  });
});

describe('what is written while the save dialog stands open', () => {
  const selection: KeySelection = { by: 'view', view: EVERYTHING, except: [] };

  it('is in the log before it is on the disk', async () => {
    const program = await Program.setUp();
    await program.generate();
    await program.api.keys.export({ selection });
    expect(program.savedFiles.size).toBe(1);
    expect(await lastEntry(program)).toMatchObject({ action: 'keys.export', details: { keys: 1 } });
  });

  it('is nothing once the screen is locked', async () => {
    const program = await Program.setUp();
    const { secret } = await program.generate();
    program.whileAsked = () => program.backend.lock('suspend');
    expect(await refusal(program.api.keys.export({ selection }))).toMatchObject({ code: 'LOCKED' });
    await program.api.session.unlock({ password: 'marmalade on a tricycle' });
    expect(await refusal(program.api.secrets.download({ id: secret.id }))).toMatchObject({ code: 'LOCKED' });
    expect(program.savedFiles.size).toBe(0);
    expect((await program.log()).some(({ action }) => action === 'keys.export')).toBe(false);
  });

  it('is nothing once the authority was taken away', async () => {
    const program = await Program.setUp();
    await program.generate();
    program.whileAsked = () => program.sql('DELETE FROM account_roles');
    expect(await refusal(program.api.keys.export({ selection }))).toMatchObject({ code: 'FORBIDDEN' });
    expect(program.savedFiles.size).toBe(0);
  });
});
