import type { ImportPreview } from '../../../shared/key-import.ts';
import { counted } from '../../ui/counted.ts';
import { formatNumber } from '../../ui/format.ts';

/** How many rows are right, how many are not, and where the tenant's limit would stand. */
export function countsText({ rows, ready, wrong, counted: adds, usage }: ImportPreview): string {
  const all =
    wrong === 0
      ? rows === 1
        ? 'The only row can be imported.'
        : `All ${formatNumber(rows)} rows can be imported.`
      : ready === 0
        ? `${rows === 1 ? 'The only row has' : `All ${formatNumber(rows)} rows have`} something wrong. Correct the file and check again.`
        : `${formatNumber(ready)} of ${formatNumber(rows)} rows can be imported; ${formatNumber(wrong)} ${wrong === 1 ? 'has' : 'have'} something wrong.`;
  if (adds === 0) return all;
  return `${all} The tenant would then have ${formatNumber(usage.counted + adds)}/${formatNumber(usage.limit)} keys.`;
}

/** What cannot be known of keys of which only the hash is there; `null` when there are none. */
export const hashesText = (hashes: number): string | null =>
  hashes === 0
    ? null
    : `${counted(hashes, 'row')} ${hashes === 1 ? 'brings' : 'bring'} a SHA-256 alone. Only keys in Latchkey’s format can verify, and a hash does not say whether its key is one: others stay refused as malformed.`;

/** The columns that are passed over; `null` when there are none. */
export const ignoredText = (ignored: readonly string[]): string | null =>
  ignored.length === 0
    ? null
    : `Not read: the ${ignored.length === 1 ? 'column' : 'columns'} ${ignored.join(', ')}.`;
