import { t } from '../../shared/language/t.ts';
import { AppError } from '../../shared/rpc.ts';
import { DEFAULT_TENANT } from '../../shared/setting-limits.ts';
import { change } from '../audit/change.ts';
import { FIRST_EPOCH, readEpoch } from '../audit/log-store.ts';
import { describeBeginning } from '../tenants/beginning.ts';
import { insertTenant } from '../tenants/new-tenant.ts';
import { describe, requireTenant } from '../tenants/tenant-rules.ts';
import { hasTenant, insertPerson, noteSignIn, putPassword, putRecoveryCodes } from './account-store.ts';
import { type AccountDeps, desktopFrame } from './deps.ts';
import { requireGoodPassword } from './password-strength.ts';
import { generateRecoveryCodes, hashRecoveryCode } from './recovery-codes.ts';

/** Creates the first tenant, its roles and its super user in an empty store. Refused with `ALREADY_SET_UP` ever after. */
export async function setUp(
  { db, now, hasher }: AccountDeps,
  input: { readonly organisation: string; readonly username: string; readonly password: string },
  sessionId: string,
): Promise<{
  readonly accountId: number;
  readonly epoch: number;
  readonly recoveryCodes: readonly string[];
}> {
  if (await hasTenant(db)) throw alreadySetUp();
  await requireGoodPassword(input.password, 'password');
  const password = await hasher.hash(input.password);
  const recoveryCodes = generateRecoveryCodes();
  const time = now();
  const { keyPrefix } = DEFAULT_TENANT;
  const name = input.organisation.trim();
  const username = input.username.trim();

  return change(db, desktopFrame(time, sessionId), async (write) => {
    // Asked again under the lock: hashing took its time.
    if (await hasTenant(write)) throw alreadySetUp();
    const { tenantId, roleIds } = await insertTenant(write, { name, keyPrefix, now: time });
    const roleId = roleIds.get('super-user');
    if (roleId === undefined) throw new Error('The built-in roles lack the super user.');
    const accountId = await insertPerson(write, { tenantId, username, roleId, now: time });
    await noteSignIn(write, accountId, time);
    await putPassword(write, accountId, password, time);
    await putRecoveryCodes(write, accountId, recoveryCodes.map(hashRecoveryCode), time);
    const actor = { accountId, username };
    const epoch = Math.max(FIRST_EPOCH, await readEpoch(write));
    const tenant = describe(await requireTenant(write, tenantId));
    const starter = await describeBeginning(write, tenantId);
    return {
      result: { accountId, epoch, recoveryCodes },
      entries: [
        {
          action: 'tenants.create',
          target: { type: 'tenant', id: tenantId, name },
          details: { after: tenant, starter },
          tenantId,
          actor,
        },
        {
          action: 'accounts.create',
          target: { type: 'account', id: accountId, name: username },
          details: {
            after: {
              username,
              displayName: username,
              licence: 'Full',
              apiOnly: false,
              roles: ['Super User'],
            },
            ids: { roles: [roleId] },
          },
          tenantId,
          actor,
        },
        { action: 'session.sign-in', details: { by: 'set-up' }, tenantId, actor },
      ],
    };
  });
}

const alreadySetUp = (): AppError =>
  new AppError('ALREADY_SET_UP', t('This Latchkey is already set up. Sign in with an administrator of it.'));
