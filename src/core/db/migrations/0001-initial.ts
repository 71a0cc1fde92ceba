/**
 * The first schema. Frozen: later changes are later migrations, which import nothing from the program either.
 * Times are epoch milliseconds (UTC). `*_key` columns hold the form in which names are compared.
 */
export const initial = `
CREATE TABLE tenants (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL UNIQUE,
  key_prefix TEXT NOT NULL,
  key_limit INTEGER NOT NULL CHECK (key_limit >= 0),
  validity_days INTEGER NOT NULL CHECK (validity_days > 0),
  expiring_soon_days INTEGER NOT NULL CHECK (expiring_soon_days >= 0),
  -- Written with the change that moves them, so that a screen never counts a million rows.
  counted_keys INTEGER NOT NULL DEFAULT 0 CHECK (counted_keys >= 0),
  listed_keys INTEGER NOT NULL DEFAULT 0 CHECK (listed_keys >= 0),
  created_at INTEGER NOT NULL,
  archived_at INTEGER
) STRICT;

CREATE TABLE accounts (
  id INTEGER PRIMARY KEY,
  tenant_id INTEGER NOT NULL REFERENCES tenants (id),
  username TEXT NOT NULL,
  username_key TEXT NOT NULL,
  display_name TEXT NOT NULL,
  licence TEXT NOT NULL CHECK (licence IN ('Full', 'API')),
  api_only INTEGER NOT NULL CHECK (api_only IN (0, 1)),
  status TEXT NOT NULL CHECK (status IN ('active', 'disabled')),
  created_at INTEGER NOT NULL,
  created_by INTEGER REFERENCES accounts (id),
  deleted_at INTEGER,
  CHECK (licence = 'Full' OR api_only = 1)
) STRICT;
CREATE UNIQUE INDEX accounts_by_username ON accounts (tenant_id, username_key) WHERE deleted_at IS NULL;
-- People name no tenant when they sign in, so their usernames are unique in the whole store.
CREATE UNIQUE INDEX people_by_username ON accounts (username_key) WHERE deleted_at IS NULL AND api_only = 0;

CREATE TABLE passwords (
  account_id INTEGER PRIMARY KEY REFERENCES accounts (id),
  -- scrypt's N, r and p, so that they can be raised for new passwords without breaking old ones.
  cost INTEGER NOT NULL,
  block_size INTEGER NOT NULL,
  parallelization INTEGER NOT NULL,
  salt BLOB NOT NULL CHECK (length(salt) = 16),
  hash BLOB NOT NULL CHECK (length(hash) = 32),
  changed_at INTEGER NOT NULL
) STRICT;

CREATE TABLE recovery_codes (
  hash BLOB PRIMARY KEY CHECK (length(hash) = 32),
  account_id INTEGER NOT NULL REFERENCES accounts (id),
  created_at INTEGER NOT NULL,
  used_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX recovery_codes_by_account ON recovery_codes (account_id);

-- "Keep me signed in": the other half is in the OS keychain of the device.
CREATE TABLE device_credentials (
  id INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES accounts (id),
  hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),
  device_name TEXT NOT NULL,
  -- 1 after a lock: then it opens the locked screen only, so that a restart is no way around the password.
  needs_password INTEGER NOT NULL CHECK (needs_password IN (0, 1)),
  created_at INTEGER NOT NULL,
  last_used_at INTEGER NOT NULL
) STRICT;
CREATE INDEX device_credentials_by_account ON device_credentials (account_id);

-- By the hash of the username, because people type passwords into username fields.
CREATE TABLE sign_in_failures (
  username_hash BLOB PRIMARY KEY CHECK (length(username_hash) = 32),
  failures INTEGER NOT NULL,
  locked_until INTEGER,
  last_failed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE roles (
  id INTEGER PRIMARY KEY,
  tenant_id INTEGER NOT NULL REFERENCES tenants (id),
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  -- Names one of the program's own roles; those cannot be edited.
  built_in TEXT,
  created_at INTEGER NOT NULL,
  UNIQUE (tenant_id, name_key)
) STRICT;
CREATE TABLE role_authorities (
  role_id INTEGER NOT NULL REFERENCES roles (id) ON DELETE CASCADE,
  authority TEXT NOT NULL,
  PRIMARY KEY (role_id, authority)
) STRICT, WITHOUT ROWID;
CREATE TABLE account_roles (
  account_id INTEGER NOT NULL REFERENCES accounts (id),
  role_id INTEGER NOT NULL REFERENCES roles (id),
  PRIMARY KEY (account_id, role_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX account_roles_by_role ON account_roles (role_id);

CREATE TABLE authorization_groups (
  id INTEGER PRIMARY KEY,
  tenant_id INTEGER NOT NULL REFERENCES tenants (id),
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  type TEXT NOT NULL CHECK (type IN ('Tenant API Key', 'User')),
  created_at INTEGER NOT NULL,
  UNIQUE (tenant_id, name_key)
) STRICT;

CREATE TABLE keys (
  id INTEGER PRIMARY KEY,
  tenant_id INTEGER NOT NULL REFERENCES tenants (id),
  -- NULL: a tenant key; otherwise the account that owns it.
  owner_account_id INTEGER REFERENCES accounts (id),
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  description TEXT NOT NULL,
  -- The current secret's, repeated here so that a list reads one table.
  hint TEXT NOT NULL,
  authorization_group_id INTEGER REFERENCES authorization_groups (id),
  api_access TEXT NOT NULL DEFAULT 'all' CHECK (api_access IN ('all', 'selected')),
  -- Canonical addresses and CIDRs, one a line; empty: any address.
  allowlist TEXT NOT NULL DEFAULT '',
  revocation TEXT CHECK (revocation IN ('until-reinstated', 'permanent')),
  revoked_at INTEGER,
  expires_at INTEGER,
  last_used_at INTEGER,
  created_at INTEGER NOT NULL,
  created_by INTEGER NOT NULL REFERENCES accounts (id),
  rotated_at INTEGER,
  deleted_at INTEGER,
  CHECK ((revocation IS NULL) = (revoked_at IS NULL))
) STRICT;
CREATE UNIQUE INDEX keys_by_name ON keys (tenant_id, name_key) WHERE deleted_at IS NULL;
CREATE INDEX keys_by_creation ON keys (tenant_id, created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX keys_by_owner ON keys (owner_account_id) WHERE owner_account_id IS NOT NULL;

-- One lookup of verification, by what the client sends. A removed key keeps its rows: they are its tombstone.
CREATE TABLE secrets (
  hash BLOB PRIMARY KEY CHECK (length(hash) = 32),
  key_id INTEGER NOT NULL REFERENCES keys (id),
  algorithm TEXT NOT NULL CHECK (algorithm = 'sha256'),
  hint TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  -- NULL: the key's current secret; otherwise a previous one and the moment from which it is dead.
  ends_at INTEGER,
  last_used_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX secrets_by_key ON secrets (key_id);
CREATE UNIQUE INDEX one_current_secret ON secrets (key_id) WHERE ends_at IS NULL;

-- One row an epoch; a restore opens the next one.
CREATE TABLE audit_epochs (
  epoch INTEGER PRIMARY KEY,
  log_id TEXT NOT NULL,
  opened_at INTEGER NOT NULL,
  -- The head that this epoch follows; NULL for the first.
  previous_head BLOB CHECK (length(previous_head) = 32)
) STRICT;
CREATE TABLE audit_entries (
  seq INTEGER PRIMARY KEY,
  -- The exact bytes that the hash is over: canonical JSON (RFC 8785).
  body TEXT NOT NULL,
  -- SHA-256(0x00 || body); the next entry's body names it.
  hash BLOB NOT NULL CHECK (length(hash) = 32),
  -- Repeated from the body for filters.
  tenant_id INTEGER REFERENCES tenants (id),
  time INTEGER NOT NULL,
  actor_account_id INTEGER,
  action TEXT NOT NULL,
  target_type TEXT,
  target_id INTEGER,
  outcome TEXT NOT NULL CHECK (outcome IN ('done', 'refused'))
) STRICT;
CREATE INDEX audit_entries_by_target ON audit_entries (tenant_id, target_type, target_id, seq);
`;
