/** Of refusals, when and from where the last one came; which commits were only about uses. Times are epoch milliseconds (UTC). */
export const refusals = `
ALTER TABLE key_refusals ADD COLUMN last_at INTEGER NOT NULL DEFAULT 0;
-- NULL: not known.
ALTER TABLE key_refusals ADD COLUMN last_address TEXT;
UPDATE key_refusals SET last_at = hour;

-- How many batches of uses verification has written: where this has moved and the log has not, only uses have changed.
CREATE TABLE use_batches (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  written INTEGER NOT NULL
) STRICT;
INSERT INTO use_batches VALUES (1, 0);
`;
