import { DAY, MINUTE } from './duration.ts';

/** How many requests a key may make: per second, per minute, per day; each is off until it is set. */
export const RATE_UNITS = ['second', 'minute', 'day'] as const;
export type RateUnit = (typeof RATE_UNITS)[number];

export interface RateLimit {
  readonly unit: RateUnit;
  readonly requests: number;
}

export const RATE_MAX = 1_000_000_000;
/** Milliseconds. */
export const RATE_SPAN: Readonly<Record<RateUnit, number>> = { second: 1_000, minute: MINUTE, day: DAY };
const LETTERS: Readonly<Record<RateUnit, string>> = { second: 's', minute: 'm', day: 'd' };

/** As they are kept: `10/s,600/m,50000/d`, in this order; empty: no limit. */
export const rateLimitsText = (limits: readonly RateLimit[]): string =>
  RATE_UNITS.flatMap((unit) => limits.find((limit) => limit.unit === unit) ?? [])
    .map(({ unit, requests }) => `${requests}/${LETTERS[unit]}`)
    .join(',');

/** Reads what `rateLimitsText` writes; whatever else stands there (a damaged store) lets no request through. */
export function readRateLimits(text: string): readonly RateLimit[] {
  if (text === '') return [];
  return text.split(',').map((part) => {
    const unit = RATE_UNITS.find((one) => part.endsWith(`/${LETTERS[one]}`)) ?? 'day';
    const requests = Number(part.slice(0, -2));
    return { unit, requests: Number.isSafeInteger(requests) && requests > 0 ? requests : 0 };
  });
}
