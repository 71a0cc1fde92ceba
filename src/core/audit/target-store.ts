import type { ReadDb } from '../db/schema.ts';

/** SQL that finds what a log entry is about. */

export interface Target {
  readonly type: string;
  readonly id: number;
  readonly name: string;
}

type Named = { readonly name: string } | undefined;
interface Kind {
  readonly type: string;
  readonly find: (db: ReadDb, tenantId: number, id: number) => Promise<Named>;
}

/** What has rows, by the subject of the calls that change it. Written out: of a union of tables the compiler never ends. */
const KINDS: Readonly<Record<string, Kind>> = {
  keys: {
    type: 'key',
    find: (db, tenantId, id) =>
      db
        .selectFrom('keys')
        .select('name')
        .where('id', '=', id)
        .where('tenant_id', '=', tenantId)
        .executeTakeFirst(),
  },
  roles: {
    type: 'role',
    find: (db, tenantId, id) =>
      db
        .selectFrom('roles')
        .select('name')
        .where('id', '=', id)
        .where('tenant_id', '=', tenantId)
        .executeTakeFirst(),
  },
  authorizationGroups: {
    type: 'authorization-group',
    find: (db, tenantId, id) =>
      db
        .selectFrom('authorization_groups')
        .select('name')
        .where('id', '=', id)
        .where('tenant_id', '=', tenantId)
        .executeTakeFirst(),
  },
  apiSets: {
    type: 'api-set',
    find: (db, tenantId, id) =>
      db
        .selectFrom('api_sets')
        .select('name')
        .where('id', '=', id)
        .where('tenant_id', '=', tenantId)
        .executeTakeFirst(),
  },
};

/** What of a tenant a call was about, removed or not; `undefined` when nothing of the tenant has that id. */
export async function findTarget(
  db: ReadDb,
  tenantId: number,
  subject: string,
  id: number,
): Promise<Target | undefined> {
  const kind = Object.hasOwn(KINDS, subject) ? KINDS[subject] : undefined;
  const row = await kind?.find(db, tenantId, id);
  return kind && row && { type: kind.type, id, name: row.name };
}
