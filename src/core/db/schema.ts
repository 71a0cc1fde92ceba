import type { Generated, Insertable, Kysely, Selectable, Transaction } from 'kysely';
import type { Authority } from '../../shared/authorities.ts';

/**
 * The tables as the newest migration leaves them; what a column means stands in `migrations/`.
 * Times are epoch milliseconds, flags 0 or 1, hashes 32 bytes.
 */
export interface Schema {
  tenants: {
    id: Generated<number>;
    name: string;
    name_key: string;
    key_prefix: string;
    key_limit: number;
    validity_days: number;
    expiring_soon_days: number;
    counted_keys: Generated<number>;
    listed_keys: Generated<number>;
    created_at: number;
    archived_at: number | null;
  };
  accounts: {
    id: Generated<number>;
    tenant_id: number;
    username: string;
    username_key: string;
    display_name: string;
    licence: 'Full' | 'API';
    api_only: 0 | 1;
    status: 'active' | 'disabled';
    created_at: number;
    created_by: number | null;
    deleted_at: number | null;
    revision: Generated<number>;
    last_sign_in_at: Generated<number | null>;
    search_text: Generated<string>;
  };
  passwords: {
    account_id: number;
    cost: number;
    block_size: number;
    parallelization: number;
    salt: Uint8Array;
    hash: Uint8Array;
    changed_at: number;
  };
  recovery_codes: { hash: Uint8Array; account_id: number; created_at: number; used_at: number | null };
  device_credentials: {
    id: Generated<number>;
    account_id: number;
    hash: Uint8Array;
    device_name: string;
    needs_password: 0 | 1;
    created_at: number;
    last_used_at: number;
  };
  sign_in_failures: {
    username_hash: Uint8Array;
    failures: number;
    locked_until: number | null;
    last_failed_at: number;
  };
  roles: {
    id: Generated<number>;
    tenant_id: number;
    name: string;
    name_key: string;
    built_in: string | null;
    created_at: number;
    description: Generated<string>;
    revision: Generated<number>;
  };
  role_authorities: { role_id: number; authority: Authority };
  account_roles: { account_id: number; role_id: number };
  authorization_groups: {
    id: Generated<number>;
    tenant_id: number;
    name: string;
    name_key: string;
    type: 'Tenant API Key' | 'User';
    created_at: number;
    description: Generated<string>;
    revision: Generated<number>;
  };
  data_access_groups: {
    id: Generated<number>;
    tenant_id: number;
    name: string;
    name_key: string;
    description: string;
    created_at: number;
    revision: Generated<number>;
  };
  data_access_group_scopes: { group_id: number; scope: string };
  data_access_group_members: { group_id: number; account_id: number };
  permissions: {
    id: Generated<number>;
    tenant_id: number;
    resource: string;
    action: string;
    description: string;
    created_at: number;
  };
  role_permissions: { role_id: number; permission_id: number };
  authorization_group_permissions: { authorization_group_id: number; permission_id: number };
  api_sets: {
    id: Generated<number>;
    tenant_id: number;
    name: string;
    name_key: string;
    description: string;
    created_at: number;
    revision: Generated<number>;
  };
  api_set_operations: { api_set_id: number; position: number; method: string; path: string };
  keys: {
    id: Generated<number>;
    tenant_id: number;
    owner_account_id: number | null;
    name: string;
    name_key: string;
    description: string;
    hint: string;
    authorization_group_id: number | null;
    api_access: Generated<'all' | 'selected'>;
    allowlist: Generated<string>;
    revocation: 'until-reinstated' | 'permanent' | null;
    revoked_at: number | null;
    expires_at: number | null;
    last_used_at: number | null;
    created_at: number;
    created_by: number;
    rotated_at: number | null;
    deleted_at: number | null;
    revision: Generated<number>;
    policy: Generated<string>;
    rate_limits: Generated<string>;
  };
  key_texts: { key_id: number; text: string };
  /** FTS5 without content: `text` can be matched, not read. */
  key_search: { rowid: number; text: string };
  key_roles: { key_id: number; role_id: number };
  key_api_sets: { key_id: number; api_set_id: number };
  key_excluded_permissions: { key_id: number; permission_id: number };
  key_uses: { key_id: number; hour: number; uses: number };
  key_addresses: {
    key_id: number;
    address: string;
    uses: number;
    first_seen_at: number;
    last_seen_at: number;
  };
  secrets: {
    hash: Uint8Array;
    key_id: number;
    algorithm: 'sha256';
    hint: string;
    created_at: number;
    ends_at: number | null;
    last_used_at: number | null;
    tenant_id: number;
    owner_account_id: number | null;
    name: string;
    revoked: 0 | 1;
    removed: 0 | 1;
    expires_at: number | null;
    policy: string;
  };
  key_refusals: {
    key_id: number;
    hour: number;
    code: string;
    refusals: number;
    last_at: Generated<number>;
    last_address: string | null;
  };
  stray_refusals: { hour: number; code: string; refusals: number };
  tenant_hours: { tenant_id: number; hour: number; uses: number; refusals: number };
  use_batches: { one: number; written: number };
  /** `value`: JSON. */
  settings: { name: string; value: string };
  /** `days`: a JSON array of numbers. `last_notified_day`: as `2025-06-17`. */
  notice_settings: { account_id: number; days: string; desktop: 0 | 1; last_notified_day: string | null };
  put_away_notices: { account_id: number; key_id: number; days: number };
  audit_head: { id: 1; seq: number };
  audit_checkpoints: {
    size: number;
    verifier_key: string;
    note: string;
    frontier: Uint8Array;
    signed_at: number;
  };
  finding_dismissals: {
    id: Generated<number>;
    tenant_id: number;
    rule: string;
    subject_id: number;
    reason: string;
    until: number;
    dismissed_by: number;
    dismissed_at: number;
  };
  finding_rules_off: { tenant_id: number; rule: string };
  audit_epochs: { epoch: number; log_id: string; opened_at: number; previous_head: Uint8Array | null };
  audit_entries: {
    seq: number;
    body: string;
    hash: Uint8Array;
    tenant_id: number | null;
    time: number;
    actor_account_id: number | null;
    action: string;
    target_type: string | null;
    target_id: number | null;
    outcome: 'done' | 'refused';
  };
}

/** What read paths take: a change through it does not compile. */
export type ReadDb = Pick<Kysely<Schema>, 'selectFrom'>;
/** What changes take; `audit/change.ts` hands it out together with the duty to write an entry. */
export type WriteDb = Transaction<Schema>;
/**
 * The store as services hold it: to write, they need a transaction. Only `change` opens one, and what keeps count of
 * something that the log does not tell of: `countAttempt` and `takeNotifiedDay`.
 */
export type AnyDb = Pick<Kysely<Schema>, 'selectFrom' | 'transaction'>;

export type Row<T extends keyof Schema> = Selectable<Schema[T]>;
export type NewRow<T extends keyof Schema> = Insertable<Schema[T]>;
