/** What the overview shows of a store with a million keys and as many uses. Times are epoch milliseconds (UTC). */
export const overview = `
-- Written by verification with what it counts for each key: the sums of a tenant, those of keys that were removed since too.
CREATE TABLE tenant_hours (
  tenant_id INTEGER NOT NULL REFERENCES tenants (id),
  -- The hour's first millisecond.
  hour INTEGER NOT NULL,
  uses INTEGER NOT NULL,
  refusals INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, hour)
) STRICT, WITHOUT ROWID;
INSERT INTO tenant_hours (tenant_id, hour, uses, refusals)
SELECT keys.tenant_id, counted.hour, sum(counted.uses), sum(counted.refusals)
FROM (
  SELECT key_id, hour, uses, 0 AS refusals FROM key_uses
  UNION ALL SELECT key_id, hour, 0, refusals FROM key_refusals
) AS counted JOIN keys ON keys.id = counted.key_id
GROUP BY keys.tenant_id, counted.hour;

-- A rotation makes the current secret; before the first one it is as old as its key.
CREATE INDEX keys_by_secret_age ON keys
  (tenant_id, (coalesce(rotated_at, created_at)), id, revocation, expires_at, owner_account_id, authorization_group_id)
  WHERE deleted_at IS NULL;
-- The newest entries of a tenant, in a store that may have a million newer ones of others.
CREATE INDEX audit_entries_by_tenant ON audit_entries (tenant_id, seq);
`;
