import { beforeEach, expect, it } from 'vitest';
import { dismiss, switchRule } from '../../src/core/findings/decisions.ts';
import { generate } from '../../src/core/keys/generate.ts';
import { FINDING_SUBJECTS } from '../../src/shared/finding-rules.ts';
import { latchkey, typed } from '../support/command-line.ts';
import { newKey } from '../support/keys.ts';
import { type Organisation, organisation, secondTenant } from '../support/people.ts';
import { meddle } from '../support/store.ts';

let here: Organisation;
beforeEach(async () => {
  here = await organisation();
  // The command line goes by the clock of the computer.
  here.clock.time = Date.now();
  await meddle(here.store).updateTable('tenants').set({ created_at: here.clock.time }).execute();
});

const generated = (name: string) => generate(here.deps, here.ada, newKey(here.fullAccess, { name }));
const audit = (...args: string[]) => typed(['audit', 'findings', '--store', here.store.path, ...args]);
/** Everything aside that a store has by itself: what is left is about keys. */
async function onlyKeys(): Promise<void> {
  for (const rule of ['unsigned-log', 'log-not-verified'] as const) {
    await switchRule(here.deps, here.ada, rule, 'off');
  }
}

it('what should be mended is told by severity, and the exit status says that there is something', async () => {
  await onlyKeys();
  await generated('Payroll');
  const { code, out, err } = await latchkey(['audit', 'findings', '--store', here.store.path]);
  expect({ code, err }).toEqual({ code: 1, err: '' });
  expect(out).toMatch(
    /^Northwind Traders\n {2}high {4}Broad permissions: 1 {2}\(broad-permissions\)\n {10}Payroll \(lk_.{4}….{4}, id 1\)\n {2}medium {2}No expiry: 1/,
  );
  expect(out).toContain('  low     No IP allowlist: 1  (no-allowlist)');
  expect(out).toContain('  Switched off: log-not-verified, unsigned-log\n');
});

it('nothing to mend is 0, also when what there was is dismissed', async () => {
  await switchRule(here.deps, here.ada, 'log-not-verified', 'off');
  const until = here.clock.time + 86_400_000;
  const subjectId = FINDING_SUBJECTS.log;
  await dismiss(here.deps, here.ada, { rule: 'unsigned-log', subjectId, reason: 'No keychain', until });
  const { code, out } = await audit();
  expect({ code, out }).toEqual({
    code: 0,
    out: 'Northwind Traders\n  Nothing to mend.\n  Dismissed: 1\n  Switched off: log-not-verified\n',
  });
});

it('a severity leaves out what is less severe', async () => {
  await onlyKeys();
  await generated('Payroll');
  const rules = async (...args: string[]) => {
    const { tenants } = JSON.parse((await audit('--json', ...args)).out) as {
      tenants: {
        tenant: string;
        rules: { rule: string; severity: string; count: number; title: string }[];
      }[];
    };
    return tenants.flatMap((tenant) => tenant.rules.map(({ rule }) => rule));
  };
  expect(await rules('--severity', 'high')).toEqual(['broad-permissions']);
  expect(await rules('--severity', 'medium')).toEqual(['broad-permissions', 'no-expiry']);
  expect(await rules('--severity', 'low')).toEqual(await rules());
  await switchRule(here.deps, here.ada, 'broad-permissions', 'off');
  expect(await audit('--severity', 'high')).toMatchObject({ code: 0 });
});

it('one tenant or all, but for archived ones', async () => {
  await onlyKeys();
  const otto = await secondTenant(here);
  const heads = async (...args: string[]) =>
    (await audit(...args)).out.split('\n').filter((line) => line !== '' && !line.startsWith(' '));
  expect(await heads()).toEqual(['Contoso', 'Northwind Traders']);
  expect(await heads('--tenant', 'CONTOSO')).toEqual(['Contoso']);
  await meddle(here.store)
    .updateTable('tenants')
    .set({ archived_at: 1 })
    .where('id', '=', otto.tenantId)
    .execute();
  expect(await heads()).toEqual(['Northwind Traders']);
  expect(await audit('--tenant', 'Contoso')).toMatchObject({ code: 2, out: '' });
});

it('what cannot be answered is 2, and says why', async () => {
  for (const args of [['--severity', 'grave'], ['--tenant', 'Nobody'], ['rubbish'], ['--unknown']]) {
    const { code, out, err } = await audit(...args);
    expect({ code, out }, args.join(' ')).toEqual({ code: 2, out: '' });
    expect(err).toContain('latchkey: ');
  }
  expect(await typed(['audit'])).toMatchObject({ code: 2 });
  expect(await typed(['audit', 'nothing'])).toMatchObject({ code: 2 });
  const gone = await typed(['audit', 'findings', '--json', '--store', `${here.store.path}.gone`]);
  expect(gone.code).toBe(2);
  expect(JSON.parse(gone.out)).toMatchObject({ error: { code: 'STORE_MISSING' } });
  expect(await typed(['audit', '--help'])).toMatchObject({ code: 0 });
  expect(await audit('--help')).toMatchObject({ code: 0 });
});
