import { EVERY_ACCOUNT } from '../../../src/shared/account-choices.ts';
import type { LatchkeyContract } from '../../../src/shared/contract.ts';
import { WHOLE_LOG } from '../../support/activity-log.ts';
import { EVERYTHING } from '../../../src/shared/everything.ts';
import { RULE_IDS } from '../../../src/shared/finding-rules.ts';
import { DAY, MORNING } from '../../support/clock.ts';
import { type Things, PASSWORD } from './things.ts';

/** What somebody of one tenant could try with the ids of another. */
export interface Attempt {
  readonly input: unknown;
  /** `refused`: as unknown. `empty`: answered with nothing in it. `silent`: answered, with nothing of the others in it. */
  readonly answer: 'refused' | 'empty' | 'silent';
}

type Attempts = (ours: Things, theirs: Things) => readonly Attempt[];
/** One entry for every call: a new call without one does not compile. */
type Table = {
  readonly [S in keyof LatchkeyContract]: { readonly [N in keyof LatchkeyContract[S]]: Attempts };
};

const refused = (input: unknown): Attempt => ({ input, answer: 'refused' });
const empty = (input: unknown): Attempt => ({ input, answer: 'empty' });
const silent = (input: unknown): Attempt => ({ input, answer: 'silent' });

/** The call names nothing of a tenant, neither in what goes in nor in what comes out. */
const nothing: Attempts = () => [];
const reading: Attempts = () => [silent(undefined)];
const byId =
  (what: (theirs: Things) => number, more: object = {}): Attempts =>
  (_, theirs) => [refused({ ...more, id: what(theirs) })];

/** Views of keys that ask for something of theirs. */
const views = (theirs: Things) => [
  { ...EVERYTHING, search: theirs.mark },
  { ...EVERYTHING, search: `#${theirs.key}` },
  { ...EVERYTHING, search: theirs.secret.text.slice(0, 7) },
  { ...EVERYTHING, owner: { accountId: theirs.robot.id } },
  { ...EVERYTHING, authorizationGroupId: theirs.group },
  { ...EVERYTHING, roleId: theirs.role },
  { ...EVERYTHING, apiSetId: theirs.apiSet },
];
const idsOf = (theirs: Things) => [theirs.key, theirs.robotKey, theirs.revokedKey, theirs.removedKey];
const selections = (theirs: Things) => [
  { by: 'ids', ids: idsOf(theirs) },
  ...views(theirs).map((view) => ({ by: 'view', view, except: [] })),
];
const ACTIONS = ['revoke', 'reinstate', 'remove', 'restore'] as const;
/** A configuration of one's own key with something of theirs in it. */
const scopes = (theirs: Things) => [
  { authorizationGroupId: theirs.group },
  { roleIds: [theirs.role] },
  { apiAccess: 'selected', apiSetIds: [theirs.apiSet] },
  { excludedPermissionIds: [theirs.permission] },
];
const naming = { name: 'Taken over', description: '' };
const mixed = (ours: Things, theirs: Things) => ({
  ...naming,
  permissionIds: [ours.permission, theirs.permission],
});
const account = {
  username: 'taken-over',
  displayName: '',
  licence: 'API',
  apiOnly: true,
  roleIds: [],
  password: null,
} as const;
const tenant = { name: 'Taken over', keyPrefix: 'to', keyLimit: 10, validityDays: 9, expiringSoonDays: 9 };
const anyRequest = { address: '', time: null, operation: null, permissions: [] };
const aside = { reason: 'Taken over', until: MORNING + DAY };
/** A dismissal of theirs, put into the store by the test. */
export const THEIR_DISMISSAL = 4_712;
/** A kept sign-in of their person, put into the store by the test. */
export const THEIR_DEVICE = 4_711;

export const TABLE: Table = {
  session: {
    state: reading,
    keychain: nothing,
    passwordStrength: nothing,
    setUp: nothing,
    signIn: nothing,
    stopRestoring: nothing,
    speak: nothing,
    useRecoveryCode: nothing,
    lock: nothing,
    unlock: nothing,
    changePassword: nothing,
    recoveryCodes: reading,
    newRecoveryCodes: nothing,
    devices: reading,
    forgetDevice: () => [refused({ id: THEIR_DEVICE })],
    signOut: nothing,
  },
  keys: {
    generate: (ours, theirs) =>
      [...scopes(theirs), { ownerAccountId: theirs.robot.id, authorizationGroupId: ours.userGroup }].map(
        (scope) => refused({ ...ours.newKey, ...scope }),
      ),
    edit: (ours, theirs) => [
      refused(theirs.edit),
      ...scopes(theirs).map((scope) => refused({ ...ours.edit, ...scope })),
    ],
    rotate: byId(({ key }) => key, { overlap: 'none' }),
    finishRotation: byId(({ key }) => key),
    revoke: byId(({ key }) => key, { how: 'permanent' }),
    reinstate: byId(({ revokedKey }) => revokedKey),
    remove: byId(({ key }) => key),
    restore: byId(({ removedKey }) => removedKey),
    previewBatch: (_, theirs) =>
      ACTIONS.flatMap((action) => selections(theirs).map((selection) => silent({ action, selection }))),
    batch: (_, theirs) =>
      ACTIONS.flatMap((action) =>
        selections(theirs).map((selection) => empty({ action, selection, expected: 0 })),
      ),
    cancelBatch: nothing,
    // The file is one's own; what its rows may name is asked in test/core/keys/import.
    previewImport: () => [silent({ file: 'again' })],
    import: nothing,
    saveImportProblems: nothing,
    saveImportTemplate: nothing,
    list: (_, theirs) => [
      silent({ view: EVERYTHING, after: null, limit: 100 }),
      silent({ view: EVERYTHING, after: theirs.cursor, limit: 100 }),
      silent({
        view: { ...EVERYTHING, sort: { column: 'owner', descending: true } },
        after: theirs.ownerCursor,
        limit: 100,
      }),
      ...views(theirs).map((view) => empty({ view, after: null, limit: 100 })),
    ],
    count: (_, theirs) => views(theirs).map((view) => empty({ view })),
    survey: (_, theirs) => views(theirs).map((view) => empty({ view })),
    rows: (_, theirs) => [empty({ ids: idsOf(theirs) })],
    find: (_, theirs) => [empty({ text: theirs.secret.text })],
    get: byId(({ key }) => key),
    impact: byId(({ key }) => key),
    activity: (_, theirs) => [empty({ id: theirs.key, before: null })],
    owners: reading,
    export: (_, theirs) => [
      silent({ selection: { by: 'view', view: EVERYTHING, except: [] } }),
      ...selections(theirs).map((selection) => empty({ selection })),
    ],
  },
  secrets: {
    pending: reading,
    copy: (_, theirs) => [refused({ id: theirs.secret.id })],
    download: (_, theirs) => [refused({ id: theirs.secret.id })],
    release: (_, theirs) => [refused({ id: theirs.secret.id, loseIt: true })],
  },
  accounts: {
    list: (_, theirs) => [
      silent({ view: EVERY_ACCOUNT, after: null, limit: 100 }),
      refused({ view: EVERY_ACCOUNT, after: theirs.person, limit: 100 }),
      empty({ view: { ...EVERY_ACCOUNT, search: theirs.mark }, after: null, limit: 100 }),
      empty({ view: { ...EVERY_ACCOUNT, roleId: theirs.role }, after: null, limit: 100 }),
      empty({ view: { ...EVERY_ACCOUNT, dataAccessGroup: theirs.dataGroup }, after: null, limit: 100 }),
    ],
    get: byId(({ person }) => person),
    create: (_, theirs) => [refused({ ...account, roleIds: [theirs.role] })],
    edit: ({ robot }, theirs) => [
      refused({ ...account, ...theirs.robot }),
      refused({ ...account, ...robot, roleIds: [theirs.role] }),
    ],
    setPassword: byId(({ person }) => person, { password: PASSWORD }),
    disable: byId(({ person }) => person),
    enable: byId(({ disabled }) => disabled),
    leaving: byId(({ person }) => person, { limit: 100 }),
    remove: (ours, theirs) => [
      refused({ id: theirs.robot.id, keys: { fate: 'revoke' } }),
      refused({ id: ours.robot.id, keys: { fate: 'reassign', toAccountId: theirs.robot.id } }),
    ],
    activity: byId(({ person }) => person, { before: null }),
  },
  permissions: {
    list: reading,
    create: nothing,
    edit: byId(({ permission }) => permission, { description: '' }),
    remove: byId(({ permission }) => permission),
    granted: (_, theirs) => [
      refused({
        authorizationGroupId: theirs.group,
        roleIds: [theirs.role],
        excludedPermissionIds: [theirs.permission],
      }),
    ],
  },
  roles: {
    list: reading,
    create: (ours, theirs) => [refused({ ...mixed(ours, theirs), authorities: [] })],
    edit: (ours, theirs) => [
      refused({ ...naming, id: theirs.role, revision: 1, permissionIds: [], authorities: [] }),
      refused({ ...mixed(ours, theirs), id: ours.role, revision: 1, authorities: [] }),
    ],
    remove: byId(({ role }) => role),
    users: byId(({ role }) => role),
  },
  authorizationGroups: {
    list: reading,
    create: (ours, theirs) => [refused({ ...mixed(ours, theirs), type: 'User' })],
    edit: (ours, theirs) => [
      refused({ ...naming, id: theirs.group, revision: 1, permissionIds: [] }),
      refused({ ...mixed(ours, theirs), id: ours.group, revision: 1 }),
    ],
    remove: byId(({ group }) => group),
    users: byId(({ group }) => group),
  },
  apiSets: {
    list: reading,
    create: nothing,
    edit: byId(({ apiSet }) => apiSet, { ...naming, revision: 1, operations: 'GET /v1/x' }),
    remove: byId(({ apiSet }) => apiSet),
    users: byId(({ apiSet }) => apiSet),
  },
  dataAccess: {
    list: reading,
    create: nothing,
    edit: byId(({ dataGroup }) => dataGroup, { ...naming, scopes: [], revision: 1 }),
    remove: byId(({ dataGroup }) => dataGroup),
    members: byId(({ dataGroup }) => dataGroup),
    addMembers: (ours, theirs) => [
      refused({ id: theirs.dataGroup, accountIds: [ours.person] }),
      refused({ id: ours.dataGroup, accountIds: [ours.person, theirs.person] }),
    ],
    removeMembers: (ours, theirs) => [
      refused({ id: theirs.dataGroup, accountIds: [ours.person] }),
      refused({ id: ours.dataGroup, accountIds: [theirs.person] }),
    ],
  },
  // Nobody but super users may make these calls; whoever asks is refused before the input is read.
  tenants: {
    list: reading,
    create: () => [silent(tenant)],
    edit: byId(({ tenantId }) => tenantId, tenant),
    archive: byId(({ tenantId }) => tenantId),
    restore: byId(({ tenantId }) => tenantId),
    open: byId(({ tenantId }) => tenantId),
  },
  settings: {
    tenant: reading,
    editTenant: nothing,
    security: reading,
    editSecurity: nothing,
    notices: reading,
    editNotices: nothing,
    about: reading,
  },
  verification: {
    explain: (_, theirs) => [
      refused({ ...anyRequest, presented: { by: 'key', id: theirs.key, secret: 'current' } }),
      refused({ ...anyRequest, presented: { by: 'key', id: theirs.removedKey, secret: 'current' } }),
      // The answer to a secret of nobody; that it is the same one, a test of its own says.
      silent({ ...anyRequest, presented: { by: 'text', text: theirs.secret.text } }),
    ],
  },
  notices: {
    list: reading,
    putAway: (ours, theirs) => [
      refused({ keyIds: [theirs.key] }),
      refused({ keyIds: [ours.key, theirs.key] }),
    ],
  },
  findings: {
    summary: reading,
    items: () => RULE_IDS.map((rule) => silent({ rule, after: null, limit: 50 })),
    dismissed: () => [silent({ before: null })],
    dismiss: (_, theirs) => [
      refused({ ...aside, rule: 'no-expiry', subjectId: theirs.key }),
      refused({ ...aside, rule: 'tombstone-tried', subjectId: theirs.removedKey }),
      refused({ ...aside, rule: 'no-data-group', subjectId: theirs.robot.id }),
    ],
    restore: () => [refused({ id: THEIR_DISMISSAL })],
    // They name a rule of the program, for the tenant that is open.
    switchOff: nothing,
    switchOn: nothing,
  },
  activityLog: {
    list: (_, theirs) =>
      [
        {},
        { actorId: theirs.person },
        { target: { type: 'key', id: theirs.key } },
        { search: theirs.mark },
      ].map((more) => silent({ filter: { ...WHOLE_LOG, ...more }, before: null, limit: 100 })),
    newer: () => [silent({ filter: WHOLE_LOG, after: 0 })],
    get: () => [silent({ seq: 1 })],
    actors: reading,
    head: nothing,
    verify: nothing,
    export: nothing,
    cancel: nothing,
  },
  // Of the store, not of a tenant.
  endpoint: {
    settings: nothing,
    edit: nothing,
    state: nothing,
    start: nothing,
    stop: nothing,
    address: reading,
  },
  // What is scanned is of this computer; that no row names a key of theirs, a test of its own says.
  leakScan: {
    identify: (_, theirs) => [silent({ text: theirs.secret.text })],
    state: reading,
    choose: nothing,
    unchoose: nothing,
    chooseBaseline: nothing,
    forgetBaseline: nothing,
    start: nothing,
    cancel: reading,
    results: () => [empty({ of: 'all', after: 0, limit: 100 })],
    export: nothing,
    writeBaseline: nothing,
  },
  // That no report has a word of theirs in it, a test of its own says.
  reports: {
    // Not by what is theirs: the log tells a person's own question again.
    export: () => [silent({ report: { kind: 'access-review', asOf: null, question: null }, format: 'json' })],
    cancel: reading,
  },
  overview: {
    keys: () => [silent({ weeks: Array.from({ length: 14 }, (_, week) => week * 604_800_000) })],
    use: () => [silent({ days: 90 })],
    mostUsed: () => [silent({ days: 90 })],
    activity: reading,
  },
  // Of all tenants, so for super users alone.
  store: {
    state: reading,
    backUp: () => [silent({ passphrase: null })],
    checkIntegrity: reading,
    cancel: reading,
    choose: reading,
    preview: () => [silent({ passphrase: null })],
    restore: () => [silent({})],
    forget: reading,
    chooseFolder: reading,
    editSchedule: () => [
      silent({ every: 'daily', folder: '/tmp', keep: 7, encrypted: false, passphrase: null }),
    ],
    acceptLog: reading,
  },
  // Before the set-up, and refused ever after: there are no tenants then.
  recovery: { choose: nothing, preview: nothing, restore: nothing, cancel: nothing },
};
