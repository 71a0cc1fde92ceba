import { z } from 'zod';
import type { Access } from './authorities.ts';
import { checked } from './checked.ts';
import { DAY } from './duration.ts';
import { type Message, msg, t } from './language/t.ts';
import { REPORT_FORMATS } from './report-words.ts';
import type { Call } from './rpc.ts';

/** Reports as files: what is asked of them. Days are of UTC, as the times in a report are. */

/**
 * From where to where, the end not included, a text reaches: a day, `2026-03-31`, or a moment, `2026-03-31T12:00Z`. Epoch
 * milliseconds; `null`: it is neither.
 */
export function spanOf(text: string): { readonly start: number; readonly end: number } | null {
  const pattern = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?Z)?$/;
  const [day, time] = pattern.exec(text) ?? [];
  if (day === undefined) return null;
  const start = Date.parse(time === undefined ? `${day}T00:00:00Z` : text);
  // The 31st of February would be a day of March.
  if (!(start >= 0) || !new Date(start).toISOString().startsWith(text.slice(0, 10))) return null;
  return { start, end: start + (time === undefined ? DAY : 1) };
}

const day = z
  .string()
  .refine((text) => spanOf(text) !== null, { error: () => t('This is not a day. Type it as 2026-03-31.') });

const said = (what: Message) =>
  checked((text) => {
    if (text.trim() === '') return t('{label} is required.', { label: t(what) });
    return text.length > 2_000 ? t('{label} is too long.', { label: t(what) }) : null;
  });

/** Who could reach this? */
const reach = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('permission'), permission: said(msg('Permission')) }),
  z.strictObject({ by: z.literal('operation'), method: said(msg('Method')), target: said(msg('Path')) }),
  z.strictObject({ by: z.literal('data-scope'), scope: said(msg('Data scope')) }),
]);

/** What a report is asked for. `asOf`: the end of that day; `null`: now. */
export const reportWish = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('findings'), asOf: day.nullable() }),
  z.strictObject({ kind: z.literal('inventory'), asOf: day.nullable() }),
  /** Both days to their ends. */
  z.strictObject({ kind: z.literal('activity'), from: day, to: day }),
  z.strictObject({ kind: z.literal('access-review'), asOf: day.nullable(), question: reach.nullable() }),
]);
export type ReportWish = z.infer<typeof reportWish>;

/** Why a report has no signature. */
const unsigned = z.enum(['no keychain', 'in doubt']);
export type Unsigned = z.infer<typeof unsigned>;

export const savedReport = z.object({
  path: z.string(),
  rows: z.number().int(),
  /** Of the file's bytes, hex. */
  sha256: z.string(),
  /** The file beside it and whose signature is in it, or why there is none. */
  signature: z.union([z.object({ path: z.string(), verifierKey: z.string() }), z.object({ unsigned })]),
});
export type SavedReport = z.infer<typeof savedReport>;

export const reports = {
  /**
   * Writes a report of the tenant that is open to a place that the person chooses, and its signature beside it; `null`:
   * cancelled. Tells of its progress by the event `report-progress`. Activity asks for View Activity as well.
   */
  export: {
    input: z.strictObject({ report: reportWish, format: z.enum(REPORT_FORMATS) }),
    output: z.object({ saved: savedReport.nullable() }),
    authority: 'export',
  },
  /** Stops the report that is under way. */
  cancel: { input: z.undefined(), output: z.object({}), authority: 'export' },
} as const satisfies Record<string, Call<Access>>;
