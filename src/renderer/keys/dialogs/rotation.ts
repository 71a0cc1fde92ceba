import type { RotateInput } from '../../../shared/key-input.ts';
import { type Message, msg, t } from '../../../shared/language/t.ts';
import { type Overlap, OVERLAPS } from '../../../shared/overlap.ts';
import { formatClock, formatLongDay } from '../../ui/format.ts';

/** In the words of the dialog. */
export const OVERLAP_NAMES: Readonly<Record<Overlap, Message>> = {
  none: msg('No time'),
  '15-minutes': msg('15 minutes'),
  '1-hour': msg('1 hour'),
  '24-hours': msg('24 hours'),
  '7-days': msg('7 days'),
};

export type NewExpiry = 'keep' | 'date' | 'days' | 'never';

/**
 * What a rotation does to those who use the current key.
 * @param before when the key expires now; `null`: never. Epoch milliseconds
 * @param after when it will expire: no secret outlives either
 */
export function rotationWarning(
  overlap: Overlap,
  before: number | null,
  after: number | null,
  now: number,
): string {
  if (before !== null && before <= now)
    return t('This key has expired, so no application has access. Only the new secret will work.');
  if (overlap === 'none')
    return t('All applications using the current key will immediately lose access. This cannot be undone.');
  const end = now + OVERLAPS[overlap];
  const until = Math.min(end, before ?? end, after ?? end);
  const when = `${formatLongDay(until)}, ${formatClock(until)}`;
  if (until < end)
    return t(
      'Applications using the current key keep access until the key expires: {when}. A key never works past its expiry.',
      { when },
    );
  return t(
    'Applications using the current key keep access for {span}, until {when}. All that have not changed to the new key by then will lose access.',
    { span: t(OVERLAP_NAMES[overlap]), when },
  );
}

/** What the call takes; `at` is the typed date, or the end of the typed days. */
export function rotateInputOf(
  id: number,
  overlap: Overlap,
  expiry: NewExpiry,
  at: number | null,
): RotateInput {
  return { id, overlap, ...(expiry !== 'keep' && { expiresAt: expiry === 'never' ? null : at }) };
}
