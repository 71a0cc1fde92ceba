import { z } from 'zod';

/**
 * An exported log: JSON Lines in UTF-8, `\n` behind each line. First every entry, exactly as it is stored, the oldest
 * first; then one line that says what they are together. See docs/activity-log.md.
 */

const FORMAT = 'latchkey-log-export';

const summary = z.object({
  format: z.literal(FORMAT),
  version: z.literal(1),
  /** Lines before this one. */
  entries: z.number().int().min(1),
  /** Root of the tree over them, hex. */
  root: z.string().regex(/^[0-9a-f]{64}$/),
  /** A C2SP signed note over the same; `null`: nobody could sign. */
  checkpoint: z.string().nullable(),
  /** The key to check it with, `<name>+<key id>+<base64>`. */
  verifierKey: z.string().nullable(),
});
export type ExportSummary = z.infer<typeof summary>;

export const summaryLine = (about: Omit<ExportSummary, 'format' | 'version'>): string =>
  `${JSON.stringify({ format: FORMAT, version: 1, ...about })}\n`;

/** The last line of an export; `null`: it is an entry, or something else. */
export function readSummary(line: string): ExportSummary | null {
  if (!line.startsWith(`{"format":"${FORMAT}"`)) return null;
  try {
    return summary.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    return null;
  }
}
