import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { authorityPage, CALLERS, CALLS, COMMAND, isAllowed } from '../../scripts/authorities/table.ts';
import { cheapHasher } from '../support/hasher.ts';
import { Program } from '../support/program.ts';

const password = 'a walrus plays the cello';
const PAGE = join(import.meta.dirname, '../../docs/authorities.md');

/** The program with somebody beside Ada, who has that built-in role, or none, and is the one who signs in. */
async function programOf(role: string): Promise<Program> {
  const program = await Program.setUp();
  const roles = await program.api.roles.list(undefined);
  const roleIds = roles.filter(({ name }) => name === role).map(({ id }) => id);
  const person = {
    username: 'grace',
    displayName: '',
    licence: 'Full',
    apiOnly: false,
    roleIds,
    password,
  } as const;
  await program.api.accounts.create(person);
  await program.api.session.signOut(undefined);
  return program;
}

/** Some calls end the session or lock it; the next one is to be asked by the same person again. */
async function comeBack({ api }: Program): Promise<void> {
  const { status } = await api.session.state(undefined);
  if (status === 'locked') await api.session.unlock({ password });
  if (status === 'signed-out') await api.session.signIn({ username: 'grace', password, remember: false });
}

it.each(CALLERS)(
  '$name is let in to what the table says, and to nothing else',
  async ({ name, authorities }) => {
    const program = await programOf(name);
    program.hasher = cheapHasher();
    const wrong: string[] = [];
    for (const [call, access] of CALLS) {
      await comeBack(program);
      // Who may is refused for the missing input at most; authority comes before that.
      const reply = await program.backend.dispatch(call, undefined);
      const code = reply.ok ? 'ok' : reply.code;
      const mayHear = isAllowed(access, authorities) ? ['ok', 'INVALID_INPUT'] : ['FORBIDDEN'];
      if (!mayHear.includes(code)) wrong.push(`${call}: ${code} instead of ${mayHear.join(' or ')}`);
    }
    expect(wrong).toEqual([]);
    expect(program.internalErrors).toEqual([]);
  },
  60_000,
);

it('the table in docs/authorities.md is the one of the contract', async () => {
  expect(readFileSync(PAGE, 'utf8'), `Write it anew: ${COMMAND}`).toBe(await authorityPage());
});

/**
 * Written by hand, unlike the table: what would do harm if it were declared too weakly. The four built-in roles in their
 * order, then somebody without any.
 */
const HARMFUL: Readonly<Record<string, string>> = {
  'keys.generate': 'SAK--',
  'keys.rotate': 'SAK--',
  'keys.revoke': 'SAK--',
  'keys.reinstate': 'SAK--',
  'keys.remove': 'SAK--',
  'keys.restore': 'SAK--',
  'keys.edit': 'SAK--',
  'keys.batch': 'SAK--',
  'keys.export': 'SA-U-',
  'keys.previewImport': 'SAK--',
  'keys.import': 'SAK--',
  'keys.saveImportProblems': 'SAK--',
  'keys.saveImportTemplate': 'SAK--',
  'accounts.create': 'SA---',
  'accounts.edit': 'SA---',
  'accounts.setPassword': 'SA---',
  'accounts.disable': 'SA---',
  'accounts.enable': 'SA---',
  'accounts.remove': 'SA---',
  'roles.create': 'SA---',
  'roles.edit': 'SA---',
  'roles.remove': 'SA---',
  'permissions.create': 'SA---',
  'authorizationGroups.edit': 'SA---',
  'apiSets.edit': 'SA---',
  'dataAccess.edit': 'SA---',
  'dataAccess.addMembers': 'SA---',
  'dataAccess.removeMembers': 'SA---',
  'settings.editTenant': 'SA---',
  'settings.editSecurity': 'S----',
  'endpoint.settings': 'S----',
  'endpoint.edit': 'S----',
  'endpoint.state': 'S----',
  'endpoint.start': 'S----',
  'endpoint.stop': 'S----',
  'endpoint.address': 'SAKU-',
  'tenants.list': 'S----',
  'tenants.create': 'S----',
  'tenants.edit': 'S----',
  'tenants.archive': 'S----',
  'tenants.restore': 'S----',
  'tenants.open': 'S----',
  'keys.list': 'SAKU-',
  'verification.explain': 'SAKU-',
  'findings.summary': 'SAKU-',
  'findings.items': 'SAKU-',
  'findings.dismissed': 'SAKU-',
  'findings.dismiss': 'SA---',
  'findings.restore': 'SA---',
  'findings.switchOff': 'SA---',
  'findings.switchOn': 'SA---',
  'leakScan.identify': 'SAKU-',
  'leakScan.choose': 'SAKU-',
  'leakScan.start': 'SAKU-',
  'leakScan.results': 'SAKU-',
  'leakScan.export': 'SA-U-',
  'leakScan.writeBaseline': 'SA-U-',
  'accounts.list': 'SAKU-',
  'activityLog.list': 'SAKU-',
  'activityLog.get': 'SAKU-',
  'activityLog.head': 'S----',
  'activityLog.verify': 'S----',
  'activityLog.export': 'S----',
  'reports.export': 'SA-U-',
  'reports.cancel': 'SA-U-',
  'store.state': 'S----',
  'store.backUp': 'S----',
  'store.checkIntegrity': 'S----',
  'store.choose': 'S----',
  'store.preview': 'S----',
  'store.restore': 'S----',
  'store.chooseFolder': 'S----',
  'store.editSchedule': 'S----',
  'store.acceptLog': 'S----',
  'accounts.activity': 'SAKU-',
  'overview.keys': 'SAKU-',
  'overview.activity': 'SAKU-',
};

it.each(Object.entries(HARMFUL))('%s is for nobody but %s', (call, roles) => {
  const access = CALLS.find(([name]) => name === call)?.[1];
  if (access === undefined) throw new Error(`There is no call ${call}.`);
  const letters = ['S', 'A', 'K', 'U', '-'];
  const may = CALLERS.map(({ authorities }, place) =>
    isAllowed(access, authorities) ? letters[place] : '-',
  );
  expect(may.join('')).toBe(roles);
});
