/**
 * The list of keys: an index for each order, ending in the key's id (which grows with its creation), and the search
 * index. Every index of the list begins with the tenant, leaves removed keys out, and repeats what filters ask, so that
 * keys which do not pass are never read. `keys_by_name` stays beside its larger copy: it keeps names unique.
 */
export const keyList = `
DROP INDEX keys_by_creation;
DROP INDEX keys_by_owner;
CREATE INDEX keys_listed ON keys
  (tenant_id, id, revocation, expires_at, owner_account_id, authorization_group_id) WHERE deleted_at IS NULL;
CREATE INDEX keys_in_name_order ON keys
  (tenant_id, name_key, id, revocation, expires_at, owner_account_id, authorization_group_id) WHERE deleted_at IS NULL;
CREATE INDEX keys_by_hint ON keys
  (tenant_id, hint, id, revocation, expires_at, owner_account_id, authorization_group_id) WHERE deleted_at IS NULL;
CREATE INDEX keys_by_owner ON keys
  (tenant_id, owner_account_id, id, revocation, expires_at, authorization_group_id) WHERE deleted_at IS NULL;
CREATE INDEX keys_by_authorization_group ON keys
  (tenant_id, authorization_group_id, id, revocation, expires_at, owner_account_id) WHERE deleted_at IS NULL;
CREATE INDEX keys_by_status ON keys
  (tenant_id, (revocation IS NOT NULL), id, expires_at, owner_account_id, authorization_group_id)
  WHERE deleted_at IS NULL;
CREATE INDEX keys_by_expiry ON keys
  (tenant_id, expires_at, id, revocation, owner_account_id, authorization_group_id) WHERE deleted_at IS NULL;
CREATE INDEX keys_by_last_use ON keys
  (tenant_id, last_used_at, id, revocation, expires_at, owner_account_id, authorization_group_id)
  WHERE deleted_at IS NULL;
-- Roles, groups and API sets count the keys that have them: all but these.
CREATE INDEX keys_removed ON keys (tenant_id, id) WHERE deleted_at IS NOT NULL;
-- The names that owners are sorted by, those of removed accounts too: a rename moves one row.
CREATE INDEX accounts_by_name ON accounts (tenant_id, username_key, id);

-- What is searched of the keys that are listed: name, description, owner's username and hint, each as names are
-- compared, with U+001F between them.
CREATE TABLE key_texts (
  key_id INTEGER PRIMARY KEY REFERENCES keys (id),
  text TEXT NOT NULL
) STRICT;
-- Which keys have a text of three characters and more anywhere. With the positions (detail=full) it alone says so.
CREATE VIRTUAL TABLE key_search USING fts5 (
  text, content = '', contentless_delete = 1, detail = full, tokenize = 'trigram case_sensitive 1'
);
-- Exact but for capitals outside ASCII in descriptions: those follow with the key's next change.
INSERT INTO key_texts (key_id, text)
SELECT keys.id, concat_ws(
  char(31), keys.name_key, lower(keys.description), coalesce(accounts.username_key, ''),
  lower(replace(keys.hint, '…', '...'))
)
FROM keys LEFT JOIN accounts ON accounts.id = keys.owner_account_id
WHERE keys.deleted_at IS NULL;
INSERT INTO key_search (rowid, text) SELECT key_id, text FROM key_texts;
`;
