import type { Database } from 'better-sqlite3';
import { generateKey, hashKey, keyHint } from '../../../src/core/keys/key-format.ts';
import { writePolicy } from '../../../src/core/verification/policy.ts';

/** Different allowlists, so that policies are looked up and not just one. */
const NETWORKS = 50;

/** Adds keys to the measured tenant whose secrets are known, spread among those that are there; the secrets. */
export function addKnownKeys(sqlite: Database, tenantId: number, count: number, now: number): string[] {
  const ids = (table: string) =>
    sqlite
      .prepare(`SELECT id FROM ${table} WHERE tenant_id = ? ORDER BY id`)
      .pluck()
      .all(tenantId) as number[];
  const groupId = ids('authorization_groups')[0] ?? null;
  const roleIds = ids('roles').slice(0, 2);
  const creator = ids('accounts')[0];
  const key = sqlite.prepare(
    `INSERT INTO keys (tenant_id, name, name_key, description, hint, authorization_group_id, allowlist, created_at,
       created_by, policy)
     VALUES (@tenantId, @name, @name, '', @hint, @groupId, @allowlist, @now, @creator, @policy)`,
  );
  const secret = sqlite.prepare(
    `INSERT INTO secrets (hash, key_id, algorithm, hint, created_at, tenant_id, name, revoked, removed, policy)
     SELECT @hash, id, 'sha256', hint, created_at, tenant_id, name, 0, 0, policy FROM keys WHERE id = @id`,
  );
  const role = sqlite.prepare('INSERT INTO key_roles (key_id, role_id) VALUES (?, ?)');
  const secrets: string[] = [];
  sqlite.transaction(() => {
    for (let index = 0; index < count; index += 1) {
      const text = generateKey('lk');
      const allowlist = `10.${index % NETWORKS}.0.0/16`;
      const policy = writePolicy({
        groupId,
        apiAccess: 'all',
        roleIds,
        apiSetIds: [],
        excludedIds: [],
        rateLimits: '',
        allowlist: [allowlist],
      });
      // Another run over the same store adds others.
      const name = `known ${text.slice(-12)}`;
      const { lastInsertRowid } = key.run({
        tenantId,
        name,
        hint: keyHint(text),
        groupId,
        allowlist,
        now,
        creator,
        policy,
      });
      const id = Number(lastInsertRowid);
      for (const each of roleIds) role.run(id, each);
      secret.run({ hash: hashKey(text), id });
      secrets.push(text);
    }
  })();
  return secrets;
}

/** An address that the key of this number may come from. */
export const addressOf = (index: number): string => `10.${index % NETWORKS}.1.2`;
