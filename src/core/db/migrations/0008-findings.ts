/** What was decided about findings, and ways to find some of them. Times are epoch milliseconds (UTC). */
export const findings = `
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
-- Rules of which a tenant wants to hear nothing.
CREATE TABLE finding_rules_off (
  tenant_id INTEGER NOT NULL REFERENCES tenants (id),
  rule TEXT NOT NULL,
  PRIMARY KEY (tenant_id, rule)
) STRICT, WITHOUT ROWID;

-- Each leads to the few rows that a rule is about, in a store of a million others.
CREATE INDEX secrets_previous ON secrets (tenant_id, ends_at) WHERE ends_at IS NOT NULL;
CREATE INDEX key_refusals_by_hour ON key_refusals (hour);
CREATE INDEX audit_verifications ON audit_entries (seq) WHERE action = 'audit.verify';
`;
