/**
 * People: what an account needs to be administered, data access groups, settings and notices. Times are epoch
 * milliseconds (UTC). Accounts are listed by `accounts_by_username` and filtered by `account_roles_by_role`.
 */
export const people = `
-- Goes up with every change of an account, so that nobody saves over what they have not seen.
ALTER TABLE accounts ADD COLUMN revision INTEGER NOT NULL DEFAULT 1;
ALTER TABLE accounts ADD COLUMN last_sign_in_at INTEGER;
-- What is searched: username and display name, each as names are compared, with U+001F between them.
ALTER TABLE accounts ADD COLUMN search_text TEXT NOT NULL DEFAULT '';
-- Exact but for capitals outside ASCII in display names: those follow with the account's next change.
UPDATE accounts SET search_text = username_key || char(31) || lower(display_name);
-- What somebody did stands on their page; before, the log was read only by what was done to something.
CREATE INDEX audit_entries_by_actor ON audit_entries (tenant_id, actor_account_id, seq)
  WHERE actor_account_id IS NOT NULL;
UPDATE accounts SET last_sign_in_at = (
  SELECT max(time) FROM audit_entries
  WHERE audit_entries.tenant_id = accounts.tenant_id
    AND audit_entries.actor_account_id = accounts.id
    AND audit_entries.outcome = 'done'
    AND audit_entries.action IN ('session.sign-in', 'session.recover', 'session.resume')
);
-- When somebody leaves, the keys that they have made are asked for; a tenant may have a million others.
CREATE INDEX keys_by_creator ON keys (tenant_id, created_by, id) WHERE deleted_at IS NULL;

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
-- Scopes are other programs' words: compared as they are, capitals and all.
CREATE TABLE data_access_group_scopes (
  group_id INTEGER NOT NULL REFERENCES data_access_groups (id) ON DELETE CASCADE,
  scope TEXT NOT NULL,
  PRIMARY KEY (group_id, scope)
) STRICT, WITHOUT ROWID;
CREATE TABLE data_access_group_members (
  group_id INTEGER NOT NULL REFERENCES data_access_groups (id) ON DELETE CASCADE,
  account_id INTEGER NOT NULL REFERENCES accounts (id),
  PRIMARY KEY (group_id, account_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX data_access_group_members_by_account ON data_access_group_members (account_id, group_id);

-- Of the store as a whole; what is not here is as the program has it by default.
CREATE TABLE settings (
  name TEXT PRIMARY KEY,
  -- JSON.
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE notice_settings (
  account_id INTEGER PRIMARY KEY REFERENCES accounts (id),
  -- A JSON array: how many days before an expiry.
  days TEXT NOT NULL,
  desktop INTEGER NOT NULL CHECK (desktop IN (0, 1)),
  -- The last day, as 2025-06-17, on which the desktop told this person; there is one notification a day.
  last_notified_day TEXT
) STRICT;
-- A notice that somebody has seen and put away, until the key's next number of days before its expiry.
CREATE TABLE put_away_notices (
  account_id INTEGER NOT NULL REFERENCES accounts (id),
  key_id INTEGER NOT NULL REFERENCES keys (id),
  days INTEGER NOT NULL,
  PRIMARY KEY (account_id, key_id)
) STRICT, WITHOUT ROWID;
`;
