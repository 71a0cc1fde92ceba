import type { Database } from 'better-sqlite3';
import { searchedText } from '../../../../src/core/keys/list/key-search-store.ts';
import { comparable } from '../../../../src/shared/text.ts';
import { MORNING } from '../../../support/clock.ts';
import { EXPIRING_SOON_DAYS, type ModelKey } from './model.ts';

/** Puts keys as the model has them straight into a store: the services would allow only some of them. */

export const TENANTS = [1, 2] as const;
export const OWNERS = [
  { id: 1, username: 'svc.billing' },
  { id: 2, username: 'Éva' },
  { id: 3, username: 'ﬁnance "ops"' },
  { id: 4, username: 'zoë' },
] as const;
export const GROUPS = [
  { id: 101, name: 'Zeta' },
  { id: 102, name: 'alpha' },
  { id: 103, name: 'Émile' },
] as const;
export const ROLES = [201, 202, 203] as const;
export const API_SETS = [301, 302] as const;

/** Everything that keys refer to. All of it is of both tenants' at once, so that only the keys' own tenant counts. */
export function addSurroundings(sqlite: Database): void {
  const prepare = sqlite.prepare.bind(sqlite);
  for (const id of TENANTS) {
    prepare(
      `INSERT INTO tenants (id, name, name_key, key_prefix, key_limit, validity_days, expiring_soon_days, created_at)
       VALUES (?, ?, ?, 'lk', 10, 90, ?, ?)`,
    ).run(id, `T${id}`, `t${id}`, EXPIRING_SOON_DAYS, MORNING);
  }
  for (const { id, username } of OWNERS) {
    prepare(
      `INSERT INTO accounts (id, tenant_id, username, username_key, display_name, licence, api_only, status, created_at)
       VALUES (?, 1, ?, ?, '', 'API', 1, 'active', ?)`,
    ).run(id, username, comparable(username), MORNING);
  }
  for (const { id, name } of GROUPS) {
    prepare(
      `INSERT INTO authorization_groups (id, tenant_id, name, name_key, type, created_at)
       VALUES (?, 1, ?, ?, 'Tenant API Key', ?)`,
    ).run(id, name, comparable(name), MORNING);
  }
  for (const id of ROLES)
    prepare(`INSERT INTO roles (id, tenant_id, name, name_key, created_at) VALUES (?, 1, ?, ?, ?)`).run(
      id,
      `R${id}`,
      `r${id}`,
      MORNING,
    );
  for (const id of API_SETS)
    prepare(
      `INSERT INTO api_sets (id, tenant_id, name, name_key, description, created_at) VALUES (?, 1, ?, ?, '', ?)`,
    ).run(id, `S${id}`, `s${id}`, MORNING);
}

/** Adds keys, with what finds them and the tenants' counters. */
export function addKeys(sqlite: Database, keys: readonly ModelKey[]): void {
  const prepare = sqlite.prepare.bind(sqlite);
  sqlite.transaction(() => {
    for (const key of keys) {
      prepare(
        `INSERT INTO keys (id, tenant_id, owner_account_id, name, name_key, description, hint,
           authorization_group_id, revocation, revoked_at, expires_at, last_used_at, created_at, rotated_at, created_by, deleted_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?)`,
      ).run(
        key.id,
        key.tenantId,
        key.owner?.id ?? null,
        key.name,
        comparable(key.name),
        key.description,
        key.hint,
        key.group?.id ?? null,
        key.revocation,
        key.revocation && MORNING,
        key.expiresAt,
        key.lastUsedAt,
        key.createdAt,
        key.rotatedAt,
        key.removed ? MORNING : null,
      );
      for (const id of key.roleIds) prepare('INSERT INTO key_roles VALUES (?, ?)').run(key.id, id);
      for (const id of key.apiSetIds) prepare('INSERT INTO key_api_sets VALUES (?, ?)').run(key.id, id);
      if (key.removed) continue;
      prepare('UPDATE tenants SET listed_keys = listed_keys + 1 WHERE id = ?').run(key.tenantId);
      const { name, description, hint } = key;
      const text = searchedText({ name, description, hint, owner: key.owner?.username ?? '' });
      prepare('INSERT INTO key_texts (key_id, text) VALUES (?, ?)').run(key.id, text);
      prepare('INSERT INTO key_search (rowid, text) VALUES (?, ?)').run(key.id, text);
    }
  })();
}
