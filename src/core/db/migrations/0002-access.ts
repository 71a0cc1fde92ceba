/**
 * What a key may do: permissions, what grants them, API sets; what a use of a key leaves behind; and a starter set of
 * all that for the tenants that are there. Times are epoch milliseconds (UTC).
 */
export const access = `
-- Revisions go up with every change, so that nobody saves over what they have not seen.
ALTER TABLE keys ADD COLUMN revision INTEGER NOT NULL DEFAULT 1;

-- AUTOINCREMENT: a form that still holds the id of a removed role must not mean another one by it.
CREATE TABLE new_roles (
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
INSERT INTO new_roles (id, tenant_id, name, name_key, built_in, created_at)
SELECT id, tenant_id, name, name_key, built_in, created_at FROM roles;
DROP TABLE roles;
ALTER TABLE new_roles RENAME TO roles;
CREATE TABLE new_authorization_groups (
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
INSERT INTO new_authorization_groups (id, tenant_id, name, name_key, type, created_at)
SELECT id, tenant_id, name, name_key, type, created_at FROM authorization_groups;
DROP TABLE authorization_groups;
ALTER TABLE new_authorization_groups RENAME TO authorization_groups;

CREATE TABLE permissions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  tenant_id INTEGER NOT NULL REFERENCES tenants (id),
  resource TEXT NOT NULL,
  action TEXT NOT NULL,
  description TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  UNIQUE (tenant_id, resource, action)
) STRICT;
CREATE TABLE role_permissions (
  role_id INTEGER NOT NULL REFERENCES roles (id) ON DELETE CASCADE,
  permission_id INTEGER NOT NULL REFERENCES permissions (id),
  PRIMARY KEY (role_id, permission_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX role_permissions_by_permission ON role_permissions (permission_id);
CREATE TABLE authorization_group_permissions (
  authorization_group_id INTEGER NOT NULL REFERENCES authorization_groups (id) ON DELETE CASCADE,
  permission_id INTEGER NOT NULL REFERENCES permissions (id),
  PRIMARY KEY (authorization_group_id, permission_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX authorization_group_permissions_by_permission ON authorization_group_permissions (permission_id);

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
CREATE TABLE api_set_operations (
  api_set_id INTEGER NOT NULL REFERENCES api_sets (id) ON DELETE CASCADE,
  -- In the order in which they were written.
  position INTEGER NOT NULL,
  -- '*': any.
  method TEXT NOT NULL,
  path TEXT NOT NULL,
  PRIMARY KEY (api_set_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE key_roles (
  key_id INTEGER NOT NULL REFERENCES keys (id),
  role_id INTEGER NOT NULL REFERENCES roles (id),
  PRIMARY KEY (key_id, role_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX key_roles_by_role ON key_roles (role_id, key_id);
CREATE TABLE key_api_sets (
  key_id INTEGER NOT NULL REFERENCES keys (id),
  api_set_id INTEGER NOT NULL REFERENCES api_sets (id),
  PRIMARY KEY (key_id, api_set_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX key_api_sets_by_set ON key_api_sets (api_set_id, key_id);
-- Unticked for one key: also when a role of it gains the permission later.
CREATE TABLE key_excluded_permissions (
  key_id INTEGER NOT NULL REFERENCES keys (id),
  permission_id INTEGER NOT NULL REFERENCES permissions (id) ON DELETE CASCADE,
  PRIMARY KEY (key_id, permission_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX key_excluded_permissions_by_permission ON key_excluded_permissions (permission_id);

-- Filled by verification: how often a key was used in each hour, and from where.
CREATE TABLE key_uses (
  key_id INTEGER NOT NULL REFERENCES keys (id),
  -- The hour's first millisecond.
  hour INTEGER NOT NULL,
  uses INTEGER NOT NULL,
  PRIMARY KEY (key_id, hour)
) STRICT, WITHOUT ROWID;
CREATE TABLE key_addresses (
  key_id INTEGER NOT NULL REFERENCES keys (id),
  address TEXT NOT NULL,
  uses INTEGER NOT NULL,
  first_seen_at INTEGER NOT NULL,
  last_seen_at INTEGER NOT NULL,
  PRIMARY KEY (key_id, address)
) STRICT, WITHOUT ROWID;

INSERT INTO permissions (tenant_id, resource, action, description, created_at)
SELECT tenants.id, starter.column1, starter.column2, starter.column3, tenants.created_at
FROM tenants, (VALUES
  ('customers', 'read', 'See customers and their contacts'),
  ('customers', 'write', 'Create and change customers'),
  ('invoices', 'read', 'See invoices'),
  ('invoices', 'write', 'Create and change invoices'),
  ('orders', 'read', 'See orders and their state'),
  ('orders', 'write', 'Create and change orders'),
  ('reports', 'read', 'Run and read reports')
) AS starter;
INSERT INTO authorization_groups (tenant_id, name, name_key, type, created_at, description)
SELECT tenants.id, starter.column1, lower(starter.column1), starter.column2, tenants.created_at, starter.column3
FROM tenants, (VALUES
  ('Read only', 'Tenant API Key', 'Reads everything, changes nothing'),
  ('Full access', 'Tenant API Key', 'Every permission of the starter set'),
  ('Standard user', 'User', 'What a person’s own key may read')
) AS starter
-- A tenant may have a group of that name.
WHERE true ON CONFLICT DO NOTHING;
INSERT INTO authorization_group_permissions (authorization_group_id, permission_id)
SELECT authorization_groups.id, permissions.id
FROM authorization_groups JOIN permissions ON permissions.tenant_id = authorization_groups.tenant_id
-- Those that were just made: what was there before has no description yet.
WHERE authorization_groups.description <> '' AND (
  authorization_groups.name_key = 'full access'
  OR (authorization_groups.name_key IN ('read only', 'standard user') AND permissions.action = 'read')
);
`;
