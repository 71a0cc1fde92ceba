import type { KeySlice } from '../../../shared/key-view.ts';
import { formatDay, formatDays } from '../../ui/format.ts';

/** What a slice shows of the keys, as a filter says it. */
export function sliceText(slice: KeySlice): string {
  if (slice.by === 'never-used') return 'Never used';
  const { by, after, until } = slice;
  const [verb, since] = by === 'expiry' ? ['Expires', 'after'] : ['Secret', 'since'];
  if (after === null && until === null) return `${verb} at any time`;
  if (until === null) return `${verb} ${since} ${formatDay(after ?? 0)}`;
  if (after === null) return `${verb} until ${formatDay(until)}`;
  return `${verb} ${by === 'secret' ? 'of ' : ''}${formatDays(after + 1, until)}`;
}
