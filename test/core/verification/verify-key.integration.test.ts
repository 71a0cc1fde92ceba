import { beforeEach, expect, it } from 'vitest';
import { addMembers, removeMembers } from '../../../src/core/access/data-access-members.ts';
import { createDataAccessGroup, editDataAccessGroup } from '../../../src/core/access/data-access-service.ts';
import { generateKey } from '../../../src/core/keys/key-format.ts';
import { generate } from '../../../src/core/keys/generate.ts';
import { openStore } from '../../../src/core/db/open.ts';
import { MORNING } from '../../support/clock.ts';
import { newKey } from '../../support/keys.ts';
import { type Organisation, organisation } from '../../support/people.ts';
import { keyAlone } from '../../../src/core/verification/request.ts';
import { Verifier } from '../../../src/core/verification/verifier.ts';
import { whenDone } from '../../support/temp-folder.ts';
import { verifyKey } from '../../support/verification.ts';

let here: Organisation;
let secret: string;
beforeEach(async () => {
  here = await organisation();
  ({ secret } = await generate(here.deps, here.ada, newKey(here.fullAccess)));
});

const verify = (presented = secret) => verifyKey(here.store, presented, MORNING);
const sql = (statement: string) => here.store.sqlite.exec(statement);
const API_ACCOUNT = `INSERT INTO accounts (id, tenant_id, username, username_key, display_name, licence, api_only, status, created_at) VALUES (9, 1, 'robot', 'robot', 'Robot', 'API', 1, 'active', 0)`;

it('a key of this store is valid, with who it is', () => {
  const { code, subject } = verify();
  expect(code).toBe('VALID');
  expect(subject?.secret).toMatchObject({
    keyId: 1,
    tenantId: 1,
    ownerAccountId: null,
    name: 'Payroll',
    hint: `${secret.slice(0, 7)}…${secret.slice(-4)}`,
    endsAt: null,
    revoked: false,
    removed: false,
    expiresAt: null,
  });
  // Data access control is about accounts.
  expect(subject?.owner).toBeNull();
});

it('a valid key of an account hands on its data scopes, as they are at this moment', async () => {
  sql(`${API_ACCOUNT}; UPDATE keys SET owner_account_id = 9`);
  expect(verify().code).toBe('VALID');
  const scopes = () => verify().subject?.owner?.dataScopes;
  expect(scopes()).toEqual([]);
  const group = (name: string, scopes: readonly string[]) =>
    createDataAccessGroup(here.deps, here.ada, { name, description: '', scopes });
  const eu = await group('EU', ['EU-02', 'EU-01']);
  const world = await group('World', ['eu-01', 'US-01', 'EU-01']);
  for (const { id } of [eu, world]) await addMembers(here.deps, here.ada, { id, accountIds: [9] });
  expect(scopes()).toEqual(['EU-01', 'EU-02', 'US-01', 'eu-01']);
  await removeMembers(here.deps, here.ada, { id: world.id, accountIds: [9] });
  expect(scopes()).toEqual(['EU-01', 'EU-02']);
  await editDataAccessGroup(here.deps, here.ada, { ...eu, scopes: ['EU-03'] });
  expect(scopes()).toEqual(['EU-03']);
});

it.each([
  ['MISSING', () => ''],
  ['MALFORMED', () => ' '],
  ['MALFORMED', () => `${secret}\n`],
  ['MALFORMED', () => secret.slice(0, -1)],
  ['NOT_FOUND', () => generateKey('lk')],
])('%s, without a word about any key', (code, presented) => {
  expect(verify(presented())).toEqual({ code });
});

it.each([
  ['DELETED', `UPDATE keys SET deleted_at = ${MORNING}`],
  ['ROTATED', `UPDATE secrets SET ends_at = ${MORNING}`],
  ['REVOKED', `UPDATE keys SET revocation = 'until-reinstated', revoked_at = 1`],
  ['REVOKED', `UPDATE keys SET revocation = 'permanent', revoked_at = 1`],
  ['EXPIRED', `UPDATE keys SET expires_at = ${MORNING}`],
  [
    'OWNER_DISABLED',
    `${API_ACCOUNT}; UPDATE keys SET owner_account_id = 9; UPDATE accounts SET status = 'disabled' WHERE id = 9`,
  ],
  [
    'OWNER_DISABLED',
    `${API_ACCOUNT}; UPDATE keys SET owner_account_id = 9; UPDATE accounts SET deleted_at = 1 WHERE id = 9`,
  ],
  ['VALID', `${API_ACCOUNT}; UPDATE keys SET owner_account_id = 9`],
])('%s after %s, at once', (code, statement) => {
  sql(statement);
  expect(verify()).toMatchObject({ code, subject: { secret: { name: 'Payroll' } } });
});

it('a malformed key is refused without a lookup', async () => {
  const verifier = new Verifier(here.store.sqlite);
  await here.store.close();
  expect(verifier.verify(keyAlone('lk_short'), MORNING).code).toBe('MALFORMED');
  expect(() => verifier.verify(keyAlone(secret), MORNING)).toThrow('not open');
});

it.each(['read', 'write'] as const)(
  'what one verifier has seen is not kept past a change, on a connection to %s',
  async (mode) => {
    const open = await openStore({ path: here.store.path, mode, now: () => MORNING });
    whenDone(() => open.close());
    const verifier = new Verifier(open.sqlite);
    const code = () => verifier.verify(keyAlone(secret), MORNING).code;
    expect([code(), code()]).toEqual(['VALID', 'VALID']);
    // Without an entry in the log: the row itself must be fresh, whoever has changed it.
    const writing = mode === 'write' ? open.sqlite : here.store.sqlite;
    writing.exec('UPDATE keys SET deleted_at = 1');
    expect([code(), verifier.together(code)]).toEqual(['DELETED', 'DELETED']);
    here.store.sqlite.exec('UPDATE keys SET deleted_at = NULL');
    expect(verifier.together(() => [code(), code()])).toEqual(['VALID', 'VALID']);
  },
);
