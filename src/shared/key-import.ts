import { z } from 'zod';
import { PROBLEMS_TOLD, PREVIEW_ROWS } from './key-import-limits.ts';
import { keyUsage } from './key-row.ts';
import { time } from './time.ts';

/** What is wrong with a row of a file, and how to mend it. */
export const importProblem = z.object({
  /** As a spreadsheet counts: the headings are in row 1. */
  row: z.number().int(),
  /** The heading of the cell's column; empty when it is about the row as a whole. */
  column: z.string(),
  message: z.string(),
});
export type ImportProblem = z.infer<typeof importProblem>;

/** What an import of a file would do, before it does it. */
export const importPreview = z.object({
  /** Names this look at the file: what is imported is what it has shown. */
  id: z.string(),
  file: z.string(),
  /** Rows below the headings that are not empty. */
  rows: z.number().int(),
  /** Those that would be imported. */
  ready: z.number().int(),
  /** Those that something is wrong with. */
  wrong: z.number().int(),
  problems: z.array(importProblem).max(PROBLEMS_TOLD),
  problemCount: z.number().int(),
  /** Headings of columns that nothing is read of. */
  ignored: z.array(z.string()),
  /** Ready rows that bring only a hash: whether their keys have the format that can verify, nobody can see. */
  hashes: z.number().int(),
  /** Ready rows that count towards the tenant's limit, and how it stands now. */
  counted: z.number().int(),
  usage: keyUsage,
  first: z
    .array(
      z.object({
        row: z.number().int(),
        name: z.string(),
        hint: z.string(),
        /** `null`: the tenant. */
        owner: z.string().nullable(),
        authorizationGroup: z.string().nullable(),
        revoked: z.boolean(),
        expiresAt: time.nullable(),
      }),
    )
    .max(PREVIEW_ROWS),
});
export type ImportPreview = z.infer<typeof importPreview>;

export const importResult = z.object({
  imported: z.number().int(),
  refused: z.number().int(),
  usage: keyUsage,
});
export type ImportResult = z.infer<typeof importResult>;
