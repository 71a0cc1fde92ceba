import type { KeySlice } from '../../../shared/key-view.ts';
import { t } from '../../../shared/language/t.ts';
import { formatDay, formatDays } from '../../ui/format.ts';

/** What a slice shows of the keys, as a filter says it. */
export function sliceText(slice: KeySlice): string {
  if (slice.by === 'never-used') return t('Never used');
  const { by, after, until } = slice;
  const expiry = by === 'expiry';
  if (after === null && until === null) return expiry ? t('Expires at any time') : t('Secret at any time');
  if (until === null) {
    const day = formatDay(after ?? 0);
    return expiry ? t('Expires after {day}', { day }) : t('Secret since {day}', { day });
  }
  if (after === null) {
    const day = formatDay(until);
    return expiry ? t('Expires until {day}', { day }) : t('Secret until {day}', { day });
  }
  const days = formatDays(after + 1, until);
  return expiry ? t('Expires {days}', { days }) : t('Secret of {days}', { days });
}
