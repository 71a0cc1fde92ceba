/**
 * What decides about a request stands beside the secret's hash, so that one lookup is enough; what verification counts.
 * Times are epoch milliseconds (UTC).
 */
export const verification = `
-- What limits a key beyond its own columns, as verification reads it: group|api access|roles|API sets|withheld
-- permissions|rate limits|allowlist, ids in their order with commas between them. Equal keys have equal policies.
ALTER TABLE keys ADD COLUMN policy TEXT NOT NULL DEFAULT '';
-- Requests at most, as 10/s,600/m,50000/d; empty: any number.
ALTER TABLE keys ADD COLUMN rate_limits TEXT NOT NULL DEFAULT '';
UPDATE keys SET policy =
  coalesce(authorization_group_id, '') || '|' || api_access || '|' ||
  coalesce((SELECT group_concat(role_id) FROM (SELECT role_id FROM key_roles WHERE key_id = keys.id ORDER BY role_id)), '') || '|' ||
  coalesce((SELECT group_concat(api_set_id) FROM (SELECT api_set_id FROM key_api_sets WHERE key_id = keys.id ORDER BY api_set_id)), '') || '|' ||
  coalesce((SELECT group_concat(permission_id) FROM (SELECT permission_id FROM key_excluded_permissions WHERE key_id = keys.id ORDER BY permission_id)), '') || '||' ||
  allowlist;

CREATE TABLE new_secrets (
  hash BLOB PRIMARY KEY CHECK (length(hash) = 32),
  key_id INTEGER NOT NULL REFERENCES keys (id),
  algorithm TEXT NOT NULL CHECK (algorithm = 'sha256'),
  hint TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  -- NULL: the key's current secret; otherwise a previous one and the moment from which it is dead.
  ends_at INTEGER,
  last_used_at INTEGER,
  -- From here on a copy of the key's columns, which a trigger keeps: whoever forgot to would let a revoked key in.
  tenant_id INTEGER NOT NULL REFERENCES tenants (id),
  owner_account_id INTEGER,
  name TEXT NOT NULL,
  revoked INTEGER NOT NULL CHECK (revoked IN (0, 1)),
  removed INTEGER NOT NULL CHECK (removed IN (0, 1)),
  expires_at INTEGER,
  policy TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO new_secrets
SELECT secrets.hash, secrets.key_id, secrets.algorithm, secrets.hint, secrets.created_at, secrets.ends_at, secrets.last_used_at,
  keys.tenant_id, keys.owner_account_id, keys.name, keys.revocation IS NOT NULL, keys.deleted_at IS NOT NULL, keys.expires_at,
  keys.policy
FROM secrets JOIN keys ON keys.id = secrets.key_id;
DROP TABLE secrets;
ALTER TABLE new_secrets RENAME TO secrets;
CREATE INDEX secrets_by_key ON secrets (key_id);
CREATE UNIQUE INDEX one_current_secret ON secrets (key_id) WHERE ends_at IS NULL;
CREATE TRIGGER secrets_follow_keys
AFTER UPDATE OF tenant_id, owner_account_id, name, revocation, deleted_at, expires_at, policy ON keys
BEGIN
  UPDATE secrets SET tenant_id = new.tenant_id, owner_account_id = new.owner_account_id, name = new.name,
    revoked = new.revocation IS NOT NULL, removed = new.deleted_at IS NOT NULL, expires_at = new.expires_at,
    policy = new.policy
  WHERE key_id = new.id;
END;

-- Filled by verification: how often requests with a key of this store were refused in each hour, and why.
CREATE TABLE key_refusals (
  key_id INTEGER NOT NULL REFERENCES keys (id),
  -- The hour's first millisecond.
  hour INTEGER NOT NULL,
  code TEXT NOT NULL,
  refusals INTEGER NOT NULL,
  PRIMARY KEY (key_id, hour, code)
) STRICT, WITHOUT ROWID;
-- Requests that name no key of this store: missing, malformed, unknown.
CREATE TABLE stray_refusals (
  hour INTEGER NOT NULL,
  code TEXT NOT NULL,
  refusals INTEGER NOT NULL,
  PRIMARY KEY (hour, code)
) STRICT, WITHOUT ROWID;
`;
