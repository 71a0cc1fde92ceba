/** What tells that the log's tail was cut, and what the log was at earlier moments. Times are epoch milliseconds (UTC). */
export const logIntegrity = `
-- One row: how many entries there have been. Whoever cuts the tail off and forgets this is found without a keychain.
CREATE TABLE audit_head (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  seq INTEGER NOT NULL
) STRICT;
INSERT INTO audit_head SELECT 1, coalesce(max(seq), 0) FROM audit_entries;
CREATE TRIGGER audit_head_follows AFTER INSERT ON audit_entries
BEGIN
  UPDATE audit_head SET seq = new.seq WHERE seq < new.seq;
END;

-- Signed by the installations that had the log open; each keeps its newest in its keychain as well.
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
`;
