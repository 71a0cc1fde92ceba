import type { Thing } from './entry.ts';

/** What somebody wanted who was refused, as it is told after "tried to". */
type Wish = (thing: Thing) => string;

/** Subjects of which one is created, changed and deleted. */
const MADE = {
  accounts: 'an account',
  roles: 'a role',
  'authorization-groups': 'an authorization group',
  'api-sets': 'an API set',
  permissions: 'a permission',
  'data-access': 'a data access group',
  tenants: 'a tenant',
} as const;

const making = Object.fromEntries(
  Object.entries(MADE).flatMap(([subject, one]): readonly [string, Wish][] => [
    [`${subject}.create`, () => `create ${one}`],
    [`${subject}.edit`, ({ first }) => `change ${first}`],
    [`${subject}.remove`, ({ first }) => `delete ${first}`],
  ]),
);

/** By the name of the call, as the log writes it. */
export const WISHES: Readonly<Record<string, Wish>> = {
  ...making,
  'keys.generate': () => 'generate a key',
  'keys.edit': ({ first }) => `edit ${first}`,
  'keys.rotate': ({ first }) => `rotate ${first}`,
  'keys.finish-rotation': ({ first, again }) =>
    first === again ? `finish the rotation of ${first}` : 'finish its rotation',
  'keys.revoke': ({ first }) => `revoke ${first}`,
  'keys.reinstate': ({ first }) => `reinstate ${first}`,
  'keys.remove': ({ first }) => `remove ${first}`,
  'keys.restore': ({ first }) => `bring ${first} back`,
  'keys.batch': () => 'change several keys at once',
  'keys.cancel-batch': () => 'stop a change of several keys',
  'keys.export': () => 'export keys',
  'keys.preview-import': () => 'look at a file of keys',
  'keys.import': () => 'import keys',
  'keys.save-import-problems': () => 'look at a file of keys',
  'keys.save-import-template': () => 'get a template for an import',
  'accounts.set-password': ({ first }) => `set a new password for ${first}`,
  'accounts.disable': ({ first }) => `disable ${first}`,
  'accounts.enable': ({ first }) => `enable ${first}`,
  'data-access.add-members': ({ first }) => `put accounts into ${first}`,
  'data-access.remove-members': ({ first }) => `take accounts out of ${first}`,
  'tenants.archive': ({ first }) => `archive ${first}`,
  'tenants.restore': ({ first }) => `restore ${first}`,
  'tenants.open': ({ first }) => `go into ${first}`,
  'settings.edit-tenant': () => 'change the settings of the tenant',
  'settings.edit-security': () => 'change the security settings',
  'settings.edit-notices': () => 'change their own notices',
  'notices.put-away': () => 'put away a notice',
  'verification.explain': () => 'simulate an access',
  'findings.dismiss': () => 'dismiss a finding',
  'findings.restore': () => 'bring a finding back',
  'findings.switch-off': () => 'switch a rule off',
  'findings.switch-on': () => 'switch a rule on',
  'leak-scan.identify': () => 'identify a key',
  'leak-scan.export': () => 'export the results of a leak scan',
  'leak-scan.write-baseline': () => 'write a baseline of a leak scan',
  'reports.export': () => 'export a report',
  'reports.cancel': () => 'stop a report',
  'endpoint.edit': () => 'change the settings of the verification endpoint',
  'endpoint.start': () => 'start the verification endpoint',
  'endpoint.stop': () => 'stop the verification endpoint',
  'activity-log.head': () => 'look at the fingerprint of the activity log',
  'activity-log.verify': () => 'verify the activity log',
  'activity-log.export': () => 'export the activity log',
  'activity-log.cancel': () => 'stop a verification of the activity log',
  'session.sign-in': () => 'sign in',
  'session.unlock': () => 'unlock Latchkey',
  'session.resume': () => 'come in without a password, on a remembered device',
  'session.recover': () => 'sign in with a recovery code',
  'session.change-password': () => 'change their own password',
  'session.new-recovery-codes': () => 'make new recovery codes',
};

/** Calls that only look are refused for one reason, so their subject is enough. */
const LOOKED_AT: Readonly<Record<string, string>> = {
  keys: 'keys',
  accounts: 'user accounts',
  roles: 'roles',
  'authorization-groups': 'authorization groups',
  'api-sets': 'API sets',
  permissions: 'permissions',
  'data-access': 'data access groups',
  tenants: 'the tenants',
  settings: 'settings',
  notices: 'notices',
  endpoint: 'the verification endpoint',
  findings: 'findings',
  'leak-scan': 'leak scans',
  overview: 'the overview',
  'activity-log': 'the activity log',
};

/** What was wanted, e.g. "disable the account “jan”". */
export function wishInWords(action: string, thing: Thing): string {
  const [subject = ''] = action.split('.');
  const looked = LOOKED_AT[subject];
  return WISHES[action]?.(thing) ?? (looked === undefined ? `do “${action}”` : `look at ${looked}`);
}

const WHY: Readonly<Record<string, string>> = {
  FORBIDDEN: 'the authority for it was missing',
  AUTHORITY_NOT_HELD: 'it goes beyond their own authorities',
  OWN_ACCOUNT: 'nobody does that to their own account',
  LAST_HOLDER: 'nobody else would hold one of the authorities',
  IN_USE: 'it is in use',
  ROWS_WRONG: 'something was wrong with some of the rows',
  KEY_LIMIT_REACHED: 'the limit of keys is reached',
  PERMANENTLY_REVOKED: 'it is revoked permanently',
  BUILT_IN_ROLE: 'it is one of Latchkey’s own roles',
  SIGN_IN_FAILED: 'the password was wrong',
  RECOVERY_CODE_WRONG: 'the code was wrong',
  THROTTLED: 'there were too many failed attempts',
  DEVICE_NOT_REMEMBERED: 'it is no longer remembered',
};

/** ": it is in use", where the code of a refusal has words. */
export function whyInWords(code: unknown): string {
  const why = typeof code === 'string' ? WHY[code] : undefined;
  return why === undefined ? '' : `: ${why}`;
}
