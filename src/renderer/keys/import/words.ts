import type { ImportPreview } from '../../../shared/key-import.ts';
import { t } from '../../../shared/language/t.ts';
import { formatNumber } from '../../ui/format.ts';

/** How many rows are right, how many are not, and where the tenant's limit would stand. */
export function countsText({ rows, ready, wrong, counted: adds, usage }: ImportPreview): string {
  const all =
    wrong === 0
      ? rows === 1
        ? t('The only row can be imported.')
        : t('All {rows} rows can be imported.', { rows: formatNumber(rows) })
      : ready === 0
        ? t(
            '{rows, plural, one {The only row has something wrong.} other {All # rows have something wrong.}} Correct the file and check again.',
            { rows },
          )
        : t(
            '{ready, number} of {rows, number} rows can be imported; {wrong, plural, one {# has something wrong.} other {# have something wrong.}}',
            { ready, rows, wrong },
          );
  if (adds === 0) return all;
  return t('{all} The tenant would then have {counted}/{limit} keys.', {
    all,
    counted: formatNumber(usage.counted + adds),
    limit: formatNumber(usage.limit),
  });
}

/** What cannot be known of keys of which only the hash is there; `null` when there are none. */
export const hashesText = (hashes: number): string | null =>
  hashes === 0
    ? null
    : t(
        '{hashes, plural, one {# row brings a SHA-256 alone.} other {# rows bring a SHA-256 alone.}} Only keys in Latchkey’s format can verify, and a hash does not say whether its key is one: others stay refused as malformed.',
        { hashes },
      );

/** The columns that are passed over; `null` when there are none. */
export const ignoredText = (ignored: readonly string[]): string | null =>
  ignored.length === 0
    ? null
    : t('{count, plural, one {Not read: the column {ignored}.} other {Not read: the columns {ignored}.}}', {
        count: ignored.length,
        ignored: ignored.join(', '),
      });
