CREATE TRIGGER audit_head_follows AFTER INSERT ON audit_entries
BEGIN
  UPDATE audit_head SET seq = new.seq WHERE seq < new.seq;
END;

CREATE TRIGGER secrets_follow_keys
AFTER UPDATE OF tenant_id, owner_account_id, name, revocation, deleted_at, expires_at, policy ON keys
BEGIN
  UPDATE secrets SET tenant_id = new.tenant_id, owner_account_id = new.owner_account_id, name = new.name,
    revoked = new.revocation IS NOT NULL, removed = new.deleted_at IS NOT NULL, expires_at = new.expires_at,
    policy = new.policy
  WHERE key_id = new.id;
END;

CREATE TABLE account_roles (
  account_id INTEGER NOT NULL REFERENCES accounts (id),
  role_id INTEGER NOT NULL REFERENCES roles (id),
  PRIMARY KEY (account_id, role_id)
) STRICT, WITHOUT ROWID;

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
  deleted_at INTEGER, revision INTEGER NOT NULL DEFAULT 1, last_sign_in_at INTEGER, search_text TEXT NOT NULL DEFAULT '',
  CHECK (licence = 'Full' OR api_only = 1)
) STRICT;

CREATE TABLE api_set_operations (
  api_set_id INTEGER NOT NULL REFERENCES api_sets (id) ON DELETE CASCADE,
  -- In the order in which they were written.
  position INTEGER NOT NULL,
  -- '*': any.
  method TEXT NOT NULL,
  path TEXT NOT NULL,
  PRIMARY KEY (api_set_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE api_sets (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  tenant_id INTEGER NOT NULL REFERENCES tenants (id),
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  description TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  revision INTEGER NOT NULL DEFAULT 1,
  UNIQUE (tenant_id, name_key)
) STRICT;

CREATE TABLE audit_checkpoints (
  size INTEGER NOT NULL,
  -- As others keep it to check the signature, see core/audit/integrity/checkpoint.ts.
  verifier_key TEXT NOT NULL,
  -- The signed note.
  note TEXT NOT NULL,
  -- Roots of the perfect subtrees of so many entries, 32 bytes each, largest first: enough to go on from.
  frontier BLOB NOT NULL,
  signed_at INTEGER NOT NULL,
  PRIMARY KEY (size, verifier_key)
) STRICT, WITHOUT ROWID;

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

CREATE TABLE audit_epochs (
  epoch INTEGER PRIMARY KEY,
  log_id TEXT NOT NULL,
  opened_at INTEGER NOT NULL,
  -- The head that this epoch follows; NULL for the first.
  previous_head BLOB CHECK (length(previous_head) = 32)
) STRICT;

CREATE TABLE audit_head (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  seq INTEGER NOT NULL
) STRICT;

CREATE TABLE authorization_group_permissions (
  authorization_group_id INTEGER NOT NULL REFERENCES authorization_groups (id) ON DELETE CASCADE,
  permission_id INTEGER NOT NULL REFERENCES permissions (id),
  PRIMARY KEY (authorization_group_id, permission_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE "authorization_groups" (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  tenant_id INTEGER NOT NULL REFERENCES tenants (id),
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  type TEXT NOT NULL CHECK (type IN ('Tenant API Key', 'User')),
  created_at INTEGER NOT NULL,
  description TEXT NOT NULL DEFAULT '',
  revision INTEGER NOT NULL DEFAULT 1,
  UNIQUE (tenant_id, name_key)
) STRICT;

CREATE TABLE data_access_group_members (
  group_id INTEGER NOT NULL REFERENCES data_access_groups (id) ON DELETE CASCADE,
  account_id INTEGER NOT NULL REFERENCES accounts (id),
  PRIMARY KEY (group_id, account_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE data_access_group_scopes (
  group_id INTEGER NOT NULL REFERENCES data_access_groups (id) ON DELETE CASCADE,
  scope TEXT NOT NULL,
  PRIMARY KEY (group_id, scope)
) STRICT, WITHOUT ROWID;

CREATE TABLE data_access_groups (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  tenant_id INTEGER NOT NULL REFERENCES tenants (id),
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  description TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  -- Goes up with every change of name, description and scopes; members come and go beside it.
  revision INTEGER NOT NULL DEFAULT 1,
  UNIQUE (tenant_id, name_key)
) STRICT;

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

CREATE TABLE finding_dismissals (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  tenant_id INTEGER NOT NULL REFERENCES tenants (id),
  rule TEXT NOT NULL,
  -- A key, an account or a number of the program's own: which of them, the rule says.
  subject_id INTEGER NOT NULL,
  reason TEXT NOT NULL,
  -- The moment from which it is told of again.
  until INTEGER NOT NULL,
  dismissed_by INTEGER NOT NULL REFERENCES accounts (id),
  dismissed_at INTEGER NOT NULL,
  UNIQUE (tenant_id, rule, subject_id)
) STRICT;

CREATE TABLE finding_rules_off (
  tenant_id INTEGER NOT NULL REFERENCES tenants (id),
  rule TEXT NOT NULL,
  PRIMARY KEY (tenant_id, rule)
) STRICT, WITHOUT ROWID;

CREATE TABLE key_addresses (
  key_id INTEGER NOT NULL REFERENCES keys (id),
  address TEXT NOT NULL,
  uses INTEGER NOT NULL,
  first_seen_at INTEGER NOT NULL,
  last_seen_at INTEGER NOT NULL,
  PRIMARY KEY (key_id, address)
) STRICT, WITHOUT ROWID;

CREATE TABLE key_api_sets (
  key_id INTEGER NOT NULL REFERENCES keys (id),
  api_set_id INTEGER NOT NULL REFERENCES api_sets (id),
  PRIMARY KEY (key_id, api_set_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE key_excluded_permissions (
  key_id INTEGER NOT NULL REFERENCES keys (id),
  permission_id INTEGER NOT NULL REFERENCES permissions (id) ON DELETE CASCADE,
  PRIMARY KEY (key_id, permission_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE key_refusals (
  key_id INTEGER NOT NULL REFERENCES keys (id),
  -- The hour's first millisecond.
  hour INTEGER NOT NULL,
  code TEXT NOT NULL,
  refusals INTEGER NOT NULL, last_at INTEGER NOT NULL DEFAULT 0, last_address TEXT,
  PRIMARY KEY (key_id, hour, code)
) STRICT, WITHOUT ROWID;

CREATE TABLE key_roles (
  key_id INTEGER NOT NULL REFERENCES keys (id),
  role_id INTEGER NOT NULL REFERENCES roles (id),
  PRIMARY KEY (key_id, role_id)
) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE key_search USING fts5 (
  text, content = '', contentless_delete = 1, detail = full, tokenize = 'trigram case_sensitive 1'
);

CREATE TABLE 'key_search_config'(k PRIMARY KEY, v) WITHOUT ROWID;

CREATE TABLE 'key_search_data'(id INTEGER PRIMARY KEY, block BLOB);

CREATE TABLE 'key_search_docsize'(id INTEGER PRIMARY KEY, sz BLOB, origin INTEGER);

CREATE TABLE 'key_search_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;

CREATE TABLE key_texts (
  key_id INTEGER PRIMARY KEY REFERENCES keys (id),
  text TEXT NOT NULL
) STRICT;

CREATE TABLE key_uses (
  key_id INTEGER NOT NULL REFERENCES keys (id),
  -- The hour's first millisecond.
  hour INTEGER NOT NULL,
  uses INTEGER NOT NULL,
  PRIMARY KEY (key_id, hour)
) STRICT, WITHOUT ROWID;

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
  deleted_at INTEGER, revision INTEGER NOT NULL DEFAULT 1, policy TEXT NOT NULL DEFAULT '', rate_limits TEXT NOT NULL DEFAULT '',
  CHECK ((revocation IS NULL) = (revoked_at IS NULL))
) STRICT;

CREATE TABLE notice_settings (
  account_id INTEGER PRIMARY KEY REFERENCES accounts (id),
  -- A JSON array: how many days before an expiry.
  days TEXT NOT NULL,
  desktop INTEGER NOT NULL CHECK (desktop IN (0, 1)),
  -- The last day, as 2025-06-17, on which the desktop told this person; there is one notification a day.
  last_notified_day TEXT
) STRICT;

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

CREATE TABLE permissions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  tenant_id INTEGER NOT NULL REFERENCES tenants (id),
  resource TEXT NOT NULL,
  action TEXT NOT NULL,
  description TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  UNIQUE (tenant_id, resource, action)
) STRICT;

CREATE TABLE put_away_notices (
  account_id INTEGER NOT NULL REFERENCES accounts (id),
  key_id INTEGER NOT NULL REFERENCES keys (id),
  days INTEGER NOT NULL,
  PRIMARY KEY (account_id, key_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE recovery_codes (
  hash BLOB PRIMARY KEY CHECK (length(hash) = 32),
  account_id INTEGER NOT NULL REFERENCES accounts (id),
  created_at INTEGER NOT NULL,
  used_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE role_authorities (
  role_id INTEGER NOT NULL REFERENCES roles (id) ON DELETE CASCADE,
  authority TEXT NOT NULL,
  PRIMARY KEY (role_id, authority)
) STRICT, WITHOUT ROWID;

CREATE TABLE role_permissions (
  role_id INTEGER NOT NULL REFERENCES roles (id) ON DELETE CASCADE,
  permission_id INTEGER NOT NULL REFERENCES permissions (id),
  PRIMARY KEY (role_id, permission_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE "roles" (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  tenant_id INTEGER NOT NULL REFERENCES tenants (id),
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  -- Names one of the program's own roles; those cannot be edited.
  built_in TEXT,
  created_at INTEGER NOT NULL,
  description TEXT NOT NULL DEFAULT '',
  revision INTEGER NOT NULL DEFAULT 1,
  UNIQUE (tenant_id, name_key)
) STRICT;

CREATE TABLE "secrets" (
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

CREATE TABLE settings (
  name TEXT PRIMARY KEY,
  -- JSON.
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE sign_in_failures (
  username_hash BLOB PRIMARY KEY CHECK (length(username_hash) = 32),
  failures INTEGER NOT NULL,
  locked_until INTEGER,
  last_failed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE stray_refusals (
  hour INTEGER NOT NULL,
  code TEXT NOT NULL,
  refusals INTEGER NOT NULL,
  PRIMARY KEY (hour, code)
) STRICT, WITHOUT ROWID;

CREATE TABLE tenant_hours (
  tenant_id INTEGER NOT NULL REFERENCES tenants (id),
  -- The hour's first millisecond.
  hour INTEGER NOT NULL,
  uses INTEGER NOT NULL,
  refusals INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, hour)
) STRICT, WITHOUT ROWID;

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

CREATE TABLE use_batches (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  written INTEGER NOT NULL
) STRICT;

CREATE INDEX account_roles_by_role ON account_roles (role_id);

CREATE INDEX accounts_by_name ON accounts (tenant_id, username_key, id);

CREATE UNIQUE INDEX accounts_by_username ON accounts (tenant_id, username_key) WHERE deleted_at IS NULL;

CREATE INDEX audit_entries_by_actor ON audit_entries (tenant_id, actor_account_id, seq)
  WHERE actor_account_id IS NOT NULL;

CREATE INDEX audit_entries_by_target ON audit_entries (tenant_id, target_type, target_id, seq);

CREATE INDEX audit_entries_by_tenant ON audit_entries (tenant_id, seq);

CREATE INDEX audit_verifications ON audit_entries (seq) WHERE action = 'audit.verify';

CREATE INDEX authorization_group_permissions_by_permission ON authorization_group_permissions (permission_id);

CREATE INDEX data_access_group_members_by_account ON data_access_group_members (account_id, group_id);

CREATE INDEX device_credentials_by_account ON device_credentials (account_id);

CREATE INDEX key_api_sets_by_set ON key_api_sets (api_set_id, key_id);

CREATE INDEX key_excluded_permissions_by_permission ON key_excluded_permissions (permission_id);

CREATE INDEX key_refusals_by_hour ON key_refusals (hour);

CREATE INDEX key_roles_by_role ON key_roles (role_id, key_id);

CREATE INDEX keys_by_authorization_group ON keys
  (tenant_id, authorization_group_id, id, revocation, expires_at, owner_account_id) WHERE deleted_at IS NULL;

CREATE INDEX keys_by_creator ON keys (tenant_id, created_by, id) WHERE deleted_at IS NULL;

CREATE INDEX keys_by_expiry ON keys
  (tenant_id, expires_at, id, revocation, owner_account_id, authorization_group_id) WHERE deleted_at IS NULL;

CREATE INDEX keys_by_hint ON keys
  (tenant_id, hint, id, revocation, expires_at, owner_account_id, authorization_group_id) WHERE deleted_at IS NULL;

CREATE INDEX keys_by_last_use ON keys
  (tenant_id, last_used_at, id, revocation, expires_at, owner_account_id, authorization_group_id)
  WHERE deleted_at IS NULL;

CREATE UNIQUE INDEX keys_by_name ON keys (tenant_id, name_key) WHERE deleted_at IS NULL;

CREATE INDEX keys_by_owner ON keys
  (tenant_id, owner_account_id, id, revocation, expires_at, authorization_group_id) WHERE deleted_at IS NULL;

CREATE INDEX keys_by_secret_age ON keys
  (tenant_id, (coalesce(rotated_at, created_at)), id, revocation, expires_at, owner_account_id, authorization_group_id)
  WHERE deleted_at IS NULL;

CREATE INDEX keys_by_status ON keys
  (tenant_id, (revocation IS NOT NULL), id, expires_at, owner_account_id, authorization_group_id)
  WHERE deleted_at IS NULL;

CREATE INDEX keys_in_name_order ON keys
  (tenant_id, name_key, id, revocation, expires_at, owner_account_id, authorization_group_id) WHERE deleted_at IS NULL;

CREATE INDEX keys_listed ON keys
  (tenant_id, id, revocation, expires_at, owner_account_id, authorization_group_id) WHERE deleted_at IS NULL;

CREATE INDEX keys_removed ON keys (tenant_id, id) WHERE deleted_at IS NOT NULL;

CREATE UNIQUE INDEX one_current_secret ON secrets (key_id) WHERE ends_at IS NULL;

CREATE UNIQUE INDEX people_by_username ON accounts (username_key) WHERE deleted_at IS NULL AND api_only = 0;

CREATE INDEX recovery_codes_by_account ON recovery_codes (account_id);

CREATE INDEX role_permissions_by_permission ON role_permissions (permission_id);

CREATE INDEX secrets_by_key ON secrets (key_id);

CREATE INDEX secrets_previous ON secrets (tenant_id, ends_at) WHERE ends_at IS NOT NULL;
