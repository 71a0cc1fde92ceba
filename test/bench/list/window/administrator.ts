import { insertPerson, putPassword } from '../../../../src/core/accounts/account-store.ts';
import { createPasswordHasher } from '../../../../src/core/accounts/password-hash.ts';
import type { Store } from '../../../../src/core/db/open.ts';
import { BUILT_IN_ROLES } from '../../../../src/shared/authorities.ts';
import { ADMINISTRATOR } from '../../../../scripts/seed/profile.ts';

/** Lets the seed's administrator sign in to a tenant that was filled without the program. */
export async function addAdministrator({ db }: Store, tenantId: number, now: number): Promise<void> {
  const password = await createPasswordHasher().hash(ADMINISTRATOR.password);
  const [superUser] = BUILT_IN_ROLES;
  if (!superUser) throw new Error('There are no built-in roles.');
  await db.transaction().execute(async (write) => {
    const { id: roleId } = await write
      .insertInto('roles')
      .values({
        tenant_id: tenantId,
        name: superUser.name,
        name_key: superUser.name.toLowerCase(),
        built_in: superUser.key,
        created_at: now,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await write
      .insertInto('role_authorities')
      .values(superUser.authorities.map((authority) => ({ role_id: roleId, authority })))
      .execute();
    const accountId = await insertPerson(write, { tenantId, username: ADMINISTRATOR.username, roleId, now });
    await putPassword(write, accountId, password, now);
  });
}
