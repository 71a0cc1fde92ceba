/** What **Overview** looks at. In a file of its own, without zod, for the renderer. */

/** Weeks in which expiries are shown; the last one is cut where the days end. */
export const WEEKS = 13;
export const EXPIRY_DAYS = 90;
/** Days of use that can be looked at. */
export const USE_SPANS = [30, 90] as const;
export type UseSpan = (typeof USE_SPANS)[number];
/** The last whole day of each age of a secret but the last, which is open. */
export const AGE_DAYS = [30, 90, 180, 365] as const;
