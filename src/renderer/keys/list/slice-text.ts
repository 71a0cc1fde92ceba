import type { KeySlice } from '../../../shared/key-view.ts';
import { t } from '../../../shared/language/t.ts';
import { formatDay, formatDays } from '../../ui/format.ts';

/** What a slice shows of the keys, as a filter says it. */
export function sliceText(slice: KeySlice): string {
  if (slice.by === 'never-used') return t('Never used');
  const { by, after, until } = slice;
  const [verb, since] = by === 'expiry' ? [t('Expires'), 'after'] : [t('Secret'), 'since'];
  if (after === null && until === null) return t('{verb} at any time', { verb });
  if (until === null) return `${verb} ${since} ${formatDay(after ?? 0)}`;
  if (after === null) return t('{verb} until {until}', { verb, until: formatDay(until) });
  return `${verb} ${by === 'secret' ? 'of ' : ''}${formatDays(after + 1, until)}`;
}
