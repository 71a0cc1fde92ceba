import type { ImportProblem } from '../../../shared/key-import.ts';
import type { Revocation } from './cells.ts';
import { type Column, COLUMNS } from './columns.ts';

/** A row of the file as its cells say it, before anybody has asked whether the tenant has what it names. */
export interface ImportRow {
  /** As a spreadsheet counts: the headings are in row 1. */
  readonly row: number;
  readonly problems: ImportProblem[];
  readonly name: string;
  readonly description: string;
  /** A username; empty: the tenant. */
  readonly owner: string;
  readonly group: string;
  readonly roles: readonly string[];
  readonly apiSets: 'all' | readonly string[];
  readonly withheld: readonly string[];
  /** Canonical, one entry a line. */
  readonly allowlist: string;
  readonly rateLimits: string;
  readonly revocation: Revocation;
  readonly expiresAt: number | null;
  /** `null`: the moment of the import. */
  readonly createdAt: number | null;
  /** Nothing else is left of a key that was written plainly. */
  readonly secret: { readonly hash: Buffer; readonly hint: string; readonly from: 'key' | 'sha256' } | null;
}

/** What is wrong with a cell, and how to mend it. */
export const problemIn = (row: number, column: Column, message: string): ImportProblem => ({
  row,
  column: COLUMNS[column],
  message,
});
