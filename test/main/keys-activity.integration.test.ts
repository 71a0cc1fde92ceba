import { describe, expect, it } from 'vitest';
import { tracesOf } from '../support/keys.ts';
import { Program } from '../support/program.ts';
import { refusal } from '../support/store.ts';

const selection = { by: 'ids' as const, ids: [1] };

describe('an export', () => {
  it('is saved where the person says, and then it is in the log', async () => {
    const program = await Program.setUp();
    const { secret } = await program.generate();
    expect(await program.api.keys.export({ selection })).toEqual({
      path: '/home/ada/Downloads/API keys.csv',
      keys: 1,
    });
    const text = program.savedFiles.get('API keys.csv') ?? '';
    expect(text).toContain('1,Payroll,');
    for (const trace of tracesOf(secret.text)) expect(text).not.toContain(trace);
    const last = (await program.log()).at(-1);
    expect(last).toMatchObject({ action: 'keys.export', outcome: 'done' });
    expect(JSON.parse(last?.body ?? '')).toMatchObject({ actor: { name: 'ada' }, details: { keys: 1 } });
  });

  it('that the person cancelled is not in the log', async () => {
    const program = await Program.setUp();
    await program.generate();
    const { length } = await program.log();
    program.saveTo = null;
    expect(await program.api.keys.export({ selection })).toEqual({ path: null, keys: 1 });
    expect(program.savedFiles.size).toBe(0);
    expect(await program.log()).toHaveLength(length);
  });
});

it('a pasted key that is looked for is nowhere in the log, nor in an error', async () => {
  const program = await Program.setUp();
  const { secret } = await program.generate();
  const { length } = await program.log();
  expect(await program.api.keys.find({ text: secret.text })).toEqual({
    found: 'current',
    id: 1,
    name: 'Payroll',
  });
  await program.sql(`DELETE FROM role_authorities WHERE authority = 'view'`);
  const error = await refusal(program.api.keys.find({ text: secret.text }));
  expect(error).toMatchObject({ code: 'FORBIDDEN' });
  await program.backend.calls.settle();
  const log = await program.log();
  expect(log.slice(length)).toMatchObject([{ action: 'keys.find', outcome: 'refused' }]);
  for (const trace of tracesOf(secret.text)) {
    expect(JSON.stringify(log)).not.toContain(trace);
    expect(JSON.stringify(error)).not.toContain(trace);
  }
});

it('what the core refuses for want of an authority is in the log too', async () => {
  const program = await Program.setUp();
  await program.generate();
  await program.sql(`DELETE FROM role_authorities WHERE authority = 'manage-tenant-api-keys'`);
  expect(await refusal(program.api.keys.revoke({ id: 1, how: 'permanent' }))).toMatchObject({
    code: 'FORBIDDEN',
  });
  await program.backend.calls.settle();
  expect((await program.log()).at(-1)).toMatchObject({ action: 'keys.revoke', outcome: 'refused' });
});

it('a rotated secret waits to be saved, as a generated one does', async () => {
  const program = await Program.setUp();
  await program.generate();
  const { secret, row } = await program.api.keys.rotate({ id: 1, overlap: '1-hour' });
  expect(secret).toMatchObject({ kind: 'key', name: 'Payroll', saved: false });
  expect((await program.api.secrets.pending(undefined)).map(({ id }) => id)).toContain(secret.id);
  expect(row.rotation).not.toBeNull();
  for (const trace of tracesOf(secret.text)) expect(JSON.stringify(await program.log())).not.toContain(trace);
});
