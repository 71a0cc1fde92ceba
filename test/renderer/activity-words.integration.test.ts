import { expect, it } from 'vitest';
import { activityInWords } from '../../src/renderer/activity/activity-words.ts';
import { DEFAULT_ENDPOINT } from '../../src/shared/endpoint.ts';
import { FINDING_SUBJECTS } from '../../src/shared/finding-rules.ts';
import { DEFAULT_SECURITY } from '../../src/shared/setting-limits.ts';
import { DAY } from '../support/clock.ts';
import { ADA, Program } from '../support/program.ts';
import { refusal } from '../support/store.ts';

const PERSON = { licence: 'Full', apiOnly: false, displayName: '' } as const;
const MACHINE = { licence: 'API', apiOnly: true, displayName: '', password: null } as const;

/** What the page of Ada's account says that she did, oldest first. */
async function told(program: Program): Promise<readonly string[]> {
  await program.backend.calls.settle();
  const sentences: string[] = [];
  for (let before: number | null = null, more = true; more;) {
    const page: Awaited<ReturnType<typeof program.api.accounts.activity>> =
      await program.api.accounts.activity({ id: 1, before });
    sentences.push(...page.entries.map((entry) => activityInWords(entry, program.clock.time)));
    before = page.entries.at(-1)?.seq ?? null;
    ({ more } = page);
  }
  return sentences.toReversed();
}

it('sentences are made of what the log really holds', async () => {
  const program = await Program.setUp();
  const { keys, accounts, roles, apiSets, authorizationGroups, dataAccess } = program.api;
  const { permissions, notices, settings, session, endpoint, findings } = program.api;
  const since = (await told(program)).length;

  const generated = async (more: Parameters<typeof program.generate>[0]) => {
    const { row, secret } = await program.generate(more);
    await program.api.secrets.release({ id: secret.id, loseIt: true });
    return row;
  };
  const erp = await generated({ name: 'ERP', expiresAt: program.clock.time + 5 * DAY });
  const shop = await generated({ name: 'Shop', expiresAt: program.clock.time + 5 * DAY });
  const third = await generated({ name: 'Third', expiresAt: program.clock.time + 5 * DAY });
  await notices.putAway({ keyIds: [erp.id] });
  await notices.putAway({ keyIds: [erp.id, shop.id, third.id] });
  await keys.revoke({ id: erp.id, how: 'until-reinstated' });
  await keys.reinstate({ id: erp.id });
  await keys.revoke({ id: shop.id, how: 'permanent' });
  await keys.remove({ id: third.id });
  await keys.restore({ id: third.id });
  const selection = { by: 'ids' as const, ids: [erp.id, third.id] };
  await keys.batch({ action: 'revoke', selection, expected: 2 });
  await keys.export({ selection });

  const jan = await accounts.create({
    ...PERSON,
    username: 'jan',
    roleIds: [],
    password: 'seventeen purple kettles',
  });
  const bot = await accounts.create({ ...MACHINE, roleIds: [], username: 'bot' });
  const heir = await accounts.create({ ...MACHINE, roleIds: [], username: 'heir' });
  await accounts.setPassword({ id: jan.row.id, password: 'eighteen purple kettles' });
  await accounts.disable({ id: jan.row.id });
  await accounts.enable({ id: jan.row.id });
  await generated({ name: 'Till', ownerAccountId: bot.row.id, authorizationGroupId: null });
  const eu = await dataAccess.create({ name: 'EU', description: '', scopes: ['EU-01'] });
  await dataAccess.addMembers({ id: eu.id, accountIds: [bot.row.id] });
  await dataAccess.removeMembers({ id: eu.id, accountIds: [bot.row.id] });
  await dataAccess.remove({ id: eu.id });
  await accounts.remove({ id: bot.row.id, keys: { fate: 'reassign', toAccountId: heir.row.id } });
  await accounts.remove({ id: heir.row.id, keys: { fate: 'revoke' } });

  const role = await roles.create({
    description: '',
    permissionIds: [],
    name: 'Helper',
    authorities: ['view'],
  });
  await roles.remove({ id: role.id });
  const group = await authorizationGroups.create({
    description: '',
    permissionIds: [],
    name: 'Orders',
    type: 'Tenant API Key',
  });
  await authorizationGroups.remove({ id: group.id });
  const set = await apiSets.create({ name: 'Read', description: '', operations: 'GET /orders' });
  await apiSets.remove({ id: set.id });
  const permission = await permissions.create({ resource: 'zebras', action: 'feed', description: '' });
  await permissions.remove({ id: permission.id });
  await settings.editSecurity({ ...DEFAULT_SECURITY, idleLockMinutes: 5 });
  await settings.editNotices({ days: [7], desktop: false });
  await endpoint.edit({ ...DEFAULT_ENDPOINT, trustedProxies: '10.0.0.7', terse: true, reachable: false });
  const dismissal = await findings.dismiss({
    rule: 'unsigned-log',
    subjectId: FINDING_SUBJECTS.log,
    reason: 'No keychain here',
    until: program.clock.time + DAY,
  });
  await findings.restore({ id: dismissal.id });
  await findings.switchOff({ rule: 'no-expiry' });
  await findings.switchOn({ rule: 'no-expiry' });
  expect(await refusal(accounts.disable({ id: 1 }))).toMatchObject({ code: 'OWN_ACCOUNT' });
  await session.lock(undefined);
  await session.unlock({ password: ADA.password });

  expect((await told(program)).slice(since)).toEqual([
    'generated the key “ERP”',
    'generated the key “Shop”',
    'generated the key “Third”',
    'put away the notice that the key “ERP” expires soon',
    'put away the notices that 2 keys expire soon',
    'revoked the key “ERP” until reinstated',
    'reinstated the key “ERP”',
    'revoked the key “Shop” permanently',
    'removed the key “Third”',
    'brought the key “Third” back',
    'revoked 2 keys at once, until reinstated',
    'revoked the key “ERP” until reinstated',
    'revoked the key “Third” until reinstated',
    'exported 2 keys',
    'created the account “jan”',
    'created the account “bot”',
    'created the account “heir”',
    'set a new password for the account “jan”',
    'disabled the account “jan”',
    'enabled the account “jan”',
    'generated the key “Till”',
    'created the data access group “EU”',
    'put bot into the data access group “EU”',
    'put the account “bot” into the data access group “EU”',
    'took bot out of the data access group “EU”',
    'took the account “bot” out of the data access group “EU”',
    'deleted the data access group “EU”',
    'deleted the account “bot” and gave 1 key of it to another account',
    'gave the key “Till” from bot to heir, because bot was removed',
    'deleted the account “heir” and revoked 1 key of it permanently',
    'revoked the key “Till” permanently, because its owner was removed',
    'created the role “Helper”',
    'deleted the role “Helper”',
    'created the authorization group “Orders”',
    'deleted the authorization group “Orders”',
    'created the API set “Read”',
    'deleted the API set “Read”',
    'created the permission “zebras:feed”',
    'deleted the permission “zebras:feed”',
    'changed the security settings: the minutes until an idle lock from 10 to 5',
    'changed their own notices: the days before an expiry from 30, 14, 7, 1 to 7; notifications of the desktop from yes to no',
    'changed the settings of the verification endpoint: terse answers from no to yes; the trusted proxies from 127.0.0.0/8, ::1 to 10.0.0.7',
    'dismissed the finding “Unsigned log”: “No keychain here”',
    'brought the finding “Unsigned log” back',
    'switched the rule “No expiry” off',
    'switched the rule “No expiry” on',
    'tried to disable the account “ada” and was refused: nobody does that to their own account',
    'locked Latchkey',
    'unlocked Latchkey',
  ]);
});
