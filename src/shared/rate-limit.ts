import { DAY, MINUTE } from './duration.ts';
import { t } from './language/t.ts';

/** How many requests a key may make: per second, per minute, per day; each is off until it is set. */
export const RATE_UNITS = ['second', 'minute', 'day'] as const;
export type RateUnit = (typeof RATE_UNITS)[number];

export interface RateLimit {
  readonly unit: RateUnit;
  readonly requests: number;
}

/** More than any endpoint answers. */
export const RATE_MAX = 1_000_000_000;
/** What a form calls the limit of each unit, and the contract. */
export const RATE_FIELDS = {
  second: 'requestsPerSecond',
  minute: 'requestsPerMinute',
  day: 'requestsPerDay',
} as const satisfies Record<RateUnit, string>;
export type RateField = (typeof RATE_FIELDS)[RateUnit];
/** Milliseconds. */
export const RATE_SPAN: Readonly<Record<RateUnit, number>> = { second: 1_000, minute: MINUTE, day: DAY };
const LETTERS: Readonly<Record<RateUnit, string>> = { second: 's', minute: 'm', day: 'd' };

/** What is wrong with a limit as it stands in its field, or `null`; an empty field is none. */
export function rateProblem(unit: RateUnit, requests: number | string | null): string | null {
  if (requests === null || requests === '') return null;
  return typeof requests === 'number' && Number.isInteger(requests) && requests >= 1 && requests <= RATE_MAX
    ? null
    : t(
        '{unit, select, second {Requests per second} minute {Requests per minute} other {Requests per day}} must be a whole number from 1 to {most, number}. Leave it empty for no limit.',
        { unit, most: RATE_MAX },
      );
}

/** The limits that the fields of a form or of a call say, in their order. */
export const rateLimitsOf = (fields: Readonly<Record<RateField, number | null>>): readonly RateLimit[] =>
  RATE_UNITS.flatMap((unit) => {
    const requests = fields[RATE_FIELDS[unit]];
    return requests === null ? [] : { unit, requests };
  });

/** Of limits of which one can never be reached, because one of a longer span allows no more: which, and why. */
export function pointlessRate(limits: readonly RateLimit[]): string | null {
  for (const limit of limits) {
    const longer = limits.find(
      ({ unit, requests }) => RATE_SPAN[unit] > RATE_SPAN[limit.unit] && requests <= limit.requests,
    );
    if (longer)
      return t('{limit} changes nothing: {longer} is reached first.', {
        limit: rateText(limit),
        longer: rateText(longer),
      });
  }
  return null;
}

/** "10 per second": a limit as the log writes it. */
export const rateInWords = ({ unit, requests }: RateLimit): string =>
  `${requests.toLocaleString('en')} per ${unit}`;

/** The same for people, in their language. */
export const rateText = ({ unit, requests }: RateLimit): string =>
  t(
    '{unit, select, second {{most, number} per second} minute {{most, number} per minute} other {{most, number} per day}}',
    { unit, most: requests },
  );

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
