import { beforeEach, describe, expect, it } from 'vitest';
import { typed } from '../support/command-line.ts';
import { tracesOf } from '../support/keys.ts';
import { Program } from '../support/program.ts';

let program: Program;
beforeEach(async () => {
  program = await Program.setUp();
});

const run = (...args: string[]) => typed(['export', ...args, '--store', program.storePath]);

describe('latchkey export', () => {
  it('prints what the desktop program would export, and no trace of a secret', async () => {
    const { secret } = await program.generate({
      name: '=1',
      allowlist: '10.0.0.0/8\n::1',
      requestsPerDay: 9,
    });
    await program.api.keys.export({ selection: { by: 'ids', ids: [1] } });
    const { code, out } = await run();
    expect({ code, out }).toEqual({ code: 0, out: program.savedFiles.get('API keys.csv') });
    for (const trace of tracesOf(secret.text)) expect(out).not.toContain(trace);
  });

  it('prints JSON, an empty array too', async () => {
    expect((await run('--format', 'json')).out).toBe('[]\n');
    await program.generate({ name: 'ERP', allowlist: '10.0.0.0/8', requestsPerDay: 9 });
    await program.generate({ name: 'Shop' });
    const { out } = await run('--format', 'json');
    expect(JSON.parse(out)).toMatchObject([
      { name: 'Shop', apiSets: 'all', owner: null },
      { name: 'ERP', state: 'active', allowlist: ['10.0.0.0/8'], rateLimits: ['9 per day'] },
    ]);
    expect(out).not.toContain('sha256');
  });

  it('has hashes when they are asked for, and then writes to the log', async () => {
    const { secret } = await program.generate();
    const before = (await program.log()).length;
    await run();
    expect(await program.log()).toHaveLength(before);
    const hash = tracesOf(secret.text)[2] ?? '';
    expect((await run('--with-sha256')).out).toContain(hash);
    expect((await run('--with-sha256', '--format', 'json')).out).toContain(`"sha256":"${hash}"`);
    expect(JSON.parse((await program.log()).at(-1)?.body ?? '')).toMatchObject({
      action: 'keys.export',
      origin: 'cli',
      tenant: 1,
      actor: null,
      details: { keys: 1, withSha256: true },
    });
  });

  it('asks for the tenant when there are several', async () => {
    await program.generate({ name: 'ERP' });
    const tenant = { name: 'Contoso', keyPrefix: 'co', keyLimit: 9, validityDays: 30, expiringSoonDays: 7 };
    await program.api.tenants.create(tenant);
    expect(await run()).toMatchObject({ code: 2, out: '' });
    expect((await run('--tenant', 'contoso')).out.split('\r\n')).toHaveLength(2);
    expect((await run('--tenant', 'NORTHWIND traders')).out).toContain('ERP');
  });

  it.each([['--format', 'xml'], ['--tenant', 'Nobody'], ['more']])('refuses %s %s', async (...args) => {
    expect(await run(...args)).toMatchObject({ code: 2, out: '' });
  });
});
