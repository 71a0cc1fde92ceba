import { beforeEach, expect, it } from 'vitest';
import { createAccount } from '../../../src/core/accounts/create-account.ts';
import { disableAccount } from '../../../src/core/accounts/account-status.ts';
import { noteExport } from '../../../src/core/keys/export-keys.ts';
import { generate } from '../../../src/core/keys/generate.ts';
import { remove } from '../../../src/core/keys/remove.ts';
import { revoke } from '../../../src/core/keys/revoke.ts';
import { rotate } from '../../../src/core/keys/rotate.ts';
import { DAY, HOUR, MORNING } from '../../support/clock.ts';
import { named, newKey, permissionIds, tracesOf } from '../../support/keys.ts';
import { type Organisation, organisation } from '../../support/people.ts';
import { refusal } from '../../support/store.ts';
import { MACHINE } from '../accounts/scene.ts';
import { fact, report, row, rows, section } from './scene.ts';

let here: Organisation;
beforeEach(async () => {
  here = await organisation();
});

const inventory = (asOf = here.clock.time) => report(here, { kind: 'inventory', asOf });

it('tells of every key what it is and what limits it', async () => {
  const { deps, ada, fullAccess, store, clock } = here;
  const [reporting = 0] = await named(store.db, ada, 'roles', 'Reporting');
  const [invoices = 0, orders = 0] = await named(store.db, ada, 'api_sets', 'Invoices', 'Orders');
  const excluded = await permissionIds(store.db, ada, 'reports:read', 'customers:write');
  const made = await generate(
    deps,
    ada,
    newKey(fullAccess, {
      name: 'Payroll',
      description: 'Runs on Mondays',
      expiresAt: MORNING + 5 * DAY,
      allowlist: '10.0.0.0/8\n192.0.2.7',
      roleIds: [reporting],
      excludedPermissionIds: excluded,
      apiAccess: 'selected',
      apiSetIds: [orders, invoices],
      requestsPerSecond: 10,
      requestsPerDay: 5000,
    }),
  );
  clock.pass(HOUR);
  const { row: rotated } = await rotate(deps, ada, {
    id: made.row.id,
    expiresAt: undefined,
    overlap: '24-hours',
  });
  const document = await inventory();
  expect(row(document, 'keys', 'Payroll')).toEqual({
    id: made.row.id,
    name: 'Payroll',
    hint: rotated.hint,
    description: 'Runs on Mondays',
    owner: null,
    ownerState: null,
    state: 'active',
    revoked: null,
    expires: { at: MORNING + 5 * DAY },
    expiry: 'expiring soon',
    lastUsed: null,
    created: { at: MORNING },
    createdBy: 'ada',
    rotated: { at: MORNING + HOUR },
    oldSecretUntil: { at: MORNING + HOUR + DAY },
  });
  expect(row(document, 'keyLimits', 'Payroll')).toEqual({
    id: made.row.id,
    name: 'Payroll',
    authorizationGroup: 'Full access',
    roles: ['Reporting'],
    withheld: ['customers:write', 'reports:read'],
    apiSets: ['Invoices', 'Orders'],
    allowlist: ['10.0.0.0/8', '192.0.2.7'],
    rateLimits: ['10 per second', '5,000 per day'],
  });
});

it('tells states as of its moment, leaves removed keys out and sorts by name', async () => {
  const { deps, ada, fullAccess, clock } = here;
  const make = async (name: string, expiresAt: number | null = null) =>
    (await generate(deps, ada, newKey(fullAccess, { name, expiresAt }))).row.id;
  await make('zebra');
  await make('Älpler', MORNING + DAY);
  const revoked = await make('Apfel');
  await remove(deps, ada, await make('Gone'));
  await revoke(deps, ada, { id: revoked, how: 'permanent' });
  clock.pass(2 * DAY);
  const machine = (await createAccount(deps, ada, MACHINE)).row.id;
  const group = newKey(fullAccess, {
    name: 'Shop',
    ownerAccountId: machine,
    authorizationGroupId: null,
  });
  await generate(deps, ada, group);
  await disableAccount(deps, ada, machine);
  const document = await inventory();
  expect(
    rows(document, 'keys').map(({ name, state, expiry, owner, ownerState }) => [
      name,
      state,
      expiry,
      owner,
      ownerState,
    ]),
  ).toEqual([
    ['Apfel', 'revoked permanently', 'never expires', null, null],
    ['Shop', 'active', 'never expires', 'API -- Shop', 'disabled'],
    ['zebra', 'active', 'never expires', null, null],
    ['Älpler', 'active', 'expired', null, null],
  ]);
  expect(row(document, 'accounts', 'API -- Shop')).toMatchObject({
    apiOnly: true,
    status: 'disabled',
    keys: 1,
  });
  expect(row(document, 'accounts', 'ada')).toMatchObject({
    roles: ['Super User'],
    lastSignIn: { at: MORNING },
  });
  expect([fact(document, 'keys'), fact(document, 'activeKeys')]).toEqual([4, 3]);
});

it('is the same at any time, and knows nothing of an entry that came after its moment', async () => {
  const { deps, ada, fullAccess, clock, store } = here;
  await generate(deps, ada, newKey(fullAccess));
  const asOf = clock.time;
  const before = await inventory(asOf);
  const newest = store.sqlite.prepare('SELECT seq, hash FROM audit_entries ORDER BY seq DESC').get();
  clock.pass(40 * DAY);
  await noteExport(deps, ada, 1);
  expect(await inventory(asOf)).toEqual(before);
  const { seq, hash } = newest as { seq: number; hash: Buffer };
  expect([fact(before, 'logEntry'), fact(before, 'logHash')]).toEqual([seq, hash.toString('hex')]);
});

it('passes hostile names on unharmed, and no secret', async () => {
  const { deps, ada, fullAccess } = here;
  const hostile = ['<script>alert(1)</script>', '=1+1|cmd', '👩‍👩‍👧 & "quotes"', 'x'.repeat(200), 'שלום עולם'];
  const secrets: string[] = [];
  for (const name of hostile) {
    secrets.push((await generate(deps, ada, newKey(fullAccess, { name, description: name }))).secret);
  }
  const document = await inventory();
  expect(new Set(rows(document, 'keys').map(({ name }) => name))).toEqual(new Set(hostile));
  const text = JSON.stringify(document);
  for (const trace of tracesOf(...secrets)) expect(text).not.toContain(trace);
});

it('tells of 100,000 keys, and refuses what would be cut', async () => {
  const { store, ada, fullAccess } = here;
  store.sqlite
    .prepare(
      `WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < 100000)
       INSERT INTO keys (tenant_id, name, name_key, description, hint, authorization_group_id, created_at, created_by, policy)
       SELECT ?, 'Key ' || n, 'key ' || n, '', 'lk_aaaa…0000', ?, ?, ?, ? || '|all|||||10.0.0.' || (n % 250) FROM number`,
    )
    .run(ada.tenantId, fullAccess, MORNING, ada.accountId, fullAccess);
  const document = await inventory();
  expect(section(document, 'keys').rows).toHaveLength(100_000);
  expect(row(document, 'keyLimits', 'Key 7')).toMatchObject({
    authorizationGroup: 'Full access',
    allowlist: ['10.0.0.7'],
  });
  store.sqlite.prepare('UPDATE tenants SET listed_keys = 125001').run();
  expect(await refusal(inventory())).toMatchObject({ code: 'REPORT_TOO_LARGE' });
  // Two lines for each key, and one for each account.
  store.sqlite.prepare('UPDATE tenants SET listed_keys = 100000').run();
  store.sqlite
    .prepare(
      `WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < 50000)
       INSERT INTO accounts (tenant_id, username, username_key, display_name, licence, api_only, status, created_at)
       SELECT ?, 'a' || n, 'a' || n, '', 'API', 1, 'active', ? FROM number`,
    )
    .run(ada.tenantId, MORNING);
  expect(await refusal(inventory())).toMatchObject({ code: 'REPORT_TOO_LARGE' });
});

it('says of a key whose limits are damaged that it lets nobody in', async () => {
  const { deps, ada, fullAccess, store } = here;
  await generate(deps, ada, newKey(fullAccess));
  store.sqlite.exec("UPDATE keys SET policy = 'nonsense'");
  expect(row(await inventory(), 'keyLimits', 'Payroll')).toMatchObject({
    authorizationGroup: 'Cannot be read: the key is refused',
    apiSets: null,
  });
});
