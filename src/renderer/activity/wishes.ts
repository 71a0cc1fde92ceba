import { type Message, msg, t } from '../../shared/language/t.ts';
import type { Thing } from './entry.ts';

/** What somebody wanted who was refused, as it is told after "tried to". */
type Wish = (thing: Thing) => string;

/** Subjects of which one is created, changed and deleted, and what one that has no name is called. */
export const MADE = {
  accounts: msg('an account'),
  roles: msg('a role'),
  'authorization-groups': msg('an authorization group'),
  'api-sets': msg('an API set'),
  permissions: msg('a permission'),
  'data-access': msg('a data access group'),
  tenants: msg('a tenant'),
} as const;

const making = Object.fromEntries(
  Object.entries(MADE).flatMap(([subject, one]): readonly [string, Wish][] => [
    [`${subject}.create`, () => t('create {one}', { one: t(one) })],
    [`${subject}.edit`, ({ first }) => t('change {first}', { first })],
    [`${subject}.remove`, ({ first }) => t('delete {first}', { first })],
  ]),
);

/** By the name of the call, as the log writes it. */
export const WISHES: Readonly<Record<string, Wish>> = {
  ...making,
  'keys.generate': () => t('generate a key'),
  'keys.edit': ({ first }) => t('edit {first}', { first }),
  'keys.rotate': ({ first }) => t('rotate {first}', { first }),
  'keys.finish-rotation': ({ first, again }) =>
    first === again ? t('finish the rotation of {first}', { first }) : t('finish its rotation'),
  'keys.revoke': ({ first }) => t('revoke {first}', { first }),
  'keys.reinstate': ({ first }) => t('reinstate {first}', { first }),
  'keys.remove': ({ first }) => t('remove {first}', { first }),
  'keys.restore': ({ first }) => t('bring {first} back', { first }),
  'keys.batch': () => t('change several keys at once'),
  'keys.cancel-batch': () => t('stop a change of several keys'),
  'keys.export': () => t('export keys'),
  'keys.preview-import': () => t('look at a file of keys'),
  'keys.import': () => t('import keys'),
  'keys.save-import-problems': () => t('look at a file of keys'),
  'keys.save-import-template': () => t('get a template for an import'),
  'accounts.set-password': ({ first }) => t('give {first} a new password', { first }),
  'accounts.disable': ({ first }) => t('disable {first}', { first }),
  'accounts.enable': ({ first }) => t('enable {first}', { first }),
  'data-access.add-members': ({ first }) => t('put accounts into {first}', { first }),
  'data-access.remove-members': ({ first }) => t('take accounts out of {first}', { first }),
  'tenants.archive': ({ first }) => t('archive {first}', { first }),
  'tenants.restore': ({ first }) => t('restore {first}', { first }),
  'tenants.open': ({ first }) => t('go into {first}', { first }),
  'settings.edit-tenant': () => t('change the settings of the tenant'),
  'settings.edit-security': () => t('change the security settings'),
  'settings.edit-notices': () => t('change their own notices'),
  'notices.put-away': () => t('put away a notice'),
  'verification.explain': () => t('simulate an access'),
  'findings.dismiss': () => t('dismiss a finding'),
  'findings.restore': () => t('bring a finding back'),
  'findings.switch-off': () => t('switch a rule off'),
  'findings.switch-on': () => t('switch a rule on'),
  'leak-scan.identify': () => t('identify a key'),
  'leak-scan.export': () => t('export the results of a leak scan'),
  'leak-scan.write-baseline': () => t('write a baseline of a leak scan'),
  'endpoint.edit': () => t('change the settings of the verification endpoint'),
  'endpoint.start': () => t('start the verification endpoint'),
  'endpoint.stop': () => t('stop the verification endpoint'),
  'activity-log.head': () => t('look at the fingerprint of the activity log'),
  'activity-log.verify': () => t('verify the activity log'),
  'activity-log.export': () => t('export the activity log'),
  'activity-log.cancel': () => t('stop a verification of the activity log'),
  'reports.export': () => t('export a report'),
  'reports.cancel': () => t('stop a report'),
  'store.state': () => t('look at the store'),
  'store.back-up': () => t('back up the store'),
  'store.check-integrity': () => t('check the integrity of the store'),
  'store.cancel': () => t('stop work on the store'),
  'store.choose': () => t('choose a backup to restore'),
  'store.preview': () => t('look into a backup'),
  'store.restore': () => t('restore a backup'),
  'store.forget': () => t('put a chosen backup away'),
  'store.choose-folder': () => t('choose the folder of the scheduled backups'),
  'store.edit-schedule': () => t('change the scheduled backups'),
  'store.accept-log': () => t('accept a restored log'),
  'recovery.restore': () => t('restore a backup past the sign-in'),
  'session.sign-in': () => t('sign in'),
  'session.unlock': () => t('unlock Latchkey'),
  'session.resume': () => t('come in without a password, on a remembered device'),
  'session.recover': () => t('sign in with a recovery code'),
  'session.change-password': () => t('change their own password'),
  'session.new-recovery-codes': () => t('make new recovery codes'),
};

/** Calls that only look are refused for one reason, so their subject is enough. */
const LOOKED_AT: Readonly<Record<string, Message>> = {
  keys: msg('keys'),
  accounts: msg('user accounts'),
  roles: msg('roles'),
  'authorization-groups': msg('authorization groups'),
  'api-sets': msg('API sets'),
  permissions: msg('permissions'),
  'data-access': msg('data access groups'),
  tenants: msg('the tenants'),
  settings: msg('settings'),
  notices: msg('notices'),
  endpoint: msg('the verification endpoint'),
  findings: msg('findings'),
  'leak-scan': msg('leak scans'),
  overview: msg('the overview'),
  'activity-log': msg('the activity log'),
};

/** What was wanted, e.g. "disable the account “jan”". */
export function wishInWords(action: string, thing: Thing): string {
  const [subject = ''] = action.split('.');
  const looked = LOOKED_AT[subject];
  return (
    WISHES[action]?.(thing) ??
    (looked === undefined ? t('do “{action}”', { action }) : t('look at {looked}', { looked: t(looked) }))
  );
}

const WHY: Readonly<Record<string, Message>> = {
  FORBIDDEN: msg('the authority for it was missing'),
  AUTHORITY_NOT_HELD: msg('it goes beyond their own authorities'),
  OWN_ACCOUNT: msg('nobody does that to their own account'),
  LAST_HOLDER: msg('nobody else would hold one of the authorities'),
  IN_USE: msg('it is in use'),
  ROWS_WRONG: msg('something was wrong with some of the rows'),
  KEY_LIMIT_REACHED: msg('the limit of keys is reached'),
  PERMANENTLY_REVOKED: msg('it is revoked permanently'),
  BUILT_IN_ROLE: msg('it is one of Latchkey’s own roles'),
  SIGN_IN_FAILED: msg('the password was wrong'),
  RECOVERY_CODE_WRONG: msg('the code was wrong'),
  THROTTLED: msg('there were too many failed attempts'),
  DEVICE_NOT_REMEMBERED: msg('it is no longer remembered'),
};

/** ": it is in use", where the code of a refusal has words. */
export function whyInWords(code: unknown): string {
  const why = typeof code === 'string' ? WHY[code] : undefined;
  return why === undefined ? '' : `: ${t(why)}`;
}
