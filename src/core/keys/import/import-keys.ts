import { t } from '../../../shared/language/t.ts';
import { rateInWords, readRateLimits } from '../../../shared/rate-limit.ts';
import type { ImportResult } from '../../../shared/key-import.ts';
import { AppError } from '../../../shared/rpc.ts';
import { type Actor, frameOf } from '../../actor.ts';
import { change } from '../../audit/change.ts';
import type { NewEntry } from '../../audit/entry.ts';
import { breathe } from '../../breathe.ts';
import type { BatchWatch } from '../batch.ts';
import type { KeyDeps } from '../key-deps.ts';
import { batchCancelled } from '../key-errors.ts';
import { readUsage } from '../key-rows.ts';
import { checkRows, type ReadyRow } from './check-rows.ts';
import { insertRows } from './insert-store.ts';
import type { ImportRow } from './row.ts';

const CHUNK = 100;

export interface ImportInput {
  /** What the file is called, for the log. */
  readonly file: string;
  readonly rows: readonly ImportRow[];
  /** Imports what is right when something is wrong; otherwise nothing is imported then. */
  readonly partial: boolean;
  /** How many keys the person expects to import; any other number undoes everything. */
  readonly expected: number;
}

/**
 * Imports the keys of a file, in one transaction with its log entries.
 * @throws AppError `ROWS_WRONG` unless `partial`, `COUNT_CHANGED`, `CANCELLED`, `FORBIDDEN`
 */
export async function importKeys(
  { db, now }: KeyDeps,
  actor: Actor,
  { file, rows, partial, expected }: ImportInput,
  { onProgress, signal }: BatchWatch,
): Promise<ImportResult> {
  const time = now();
  // Looking at a row takes a fraction of what writing it does; both are half of the progress.
  const of = rows.length * 2;
  return change(
    db,
    () => frameOf(actor, now()),
    async (write) => {
      const look = { onProgress: (done: number) => onProgress(done, of), signal };
      const { ready, wrong } = await checkRows(write, actor, rows, look);
      if (wrong.length > 0 && !partial) throw rowsWrong(wrong.length);
      if (ready.length !== expected) throw countChanged(expected, ready.length);
      const entries: NewEntry[] = [];
      for (let start = 0; start < ready.length; start += CHUNK) {
        onProgress(rows.length + start, of);
        await breathe();
        if (signal.aborted) throw batchCancelled();
        const some = ready.slice(start, start + CHUNK);
        const ids = await insertRows(write, actor, some, time);
        entries.push(...some.map((row, at) => entryOf(row, ids[at] ?? 0, time)));
      }
      if (signal.aborted) throw batchCancelled();
      onProgress(of, of);
      const [imported, refused] = [ready.length, wrong.length];
      return {
        result: { imported, refused, usage: await readUsage(write, actor.tenantId) },
        entries: [
          { action: 'keys.import', details: { file, rows: rows.length, imported, refused } },
          ...entries,
        ],
      };
    },
  );
}

const entryOf = (row: ReadyRow, id: number, time: number): NewEntry => ({
  action: 'keys.generate',
  target: { type: 'key', id, name: row.name },
  details: { imported: true, after: describe(row, row.createdAt ?? time), ids: identify(row) },
});

/** As `identifyConfiguration` does of a key that is read. */
const identify = (row: ReadyRow) => ({
  owner: row.by?.accountId ?? null,
  authorizationGroup: row.authorizationGroup?.id ?? null,
  roles: row.roleRows.map(({ id }) => id),
  apiSets: row.apiSets === 'all' ? 'all' : row.apiSetRows.map(({ id }) => id),
});

/** The same as generating writes down, and what else a file can say of a key. */
const describe = (row: ReadyRow, createdAt: number) => ({
  name: row.name,
  description: row.description,
  authorizationGroup: row.authorizationGroup?.name ?? null,
  allowlist: row.allowlist === '' ? [] : row.allowlist.split('\n'),
  rateLimits: readRateLimits(row.rateLimits).map(rateInWords),
  roles: row.roleRows.map(({ name }) => name),
  apiSets: row.apiSets === 'all' ? 'all' : row.apiSetRows.map(({ name }) => name),
  withheld: row.withheldRows.map(({ name }) => name),
  hint: row.secret.hint,
  owner: row.by?.username ?? 'tenant',
  expiresAt: row.expiresAt,
  createdAt,
  revocation: row.revocation,
});

const rowsWrong = (count: number): AppError =>
  new AppError(
    'ROWS_WRONG',
    t(
      'Nothing was imported: {count, plural, one {one row has} other {# rows have}} something wrong. Correct the file, or import only the rows that are right.',
      { count },
    ),
  );

const countChanged = (expected: number, actual: number): AppError =>
  new AppError(
    'COUNT_CHANGED',
    t(
      'Keys have changed meanwhile: this would now import {actual} keys instead of {expected}. Nothing was done; look again and confirm.',
      { actual, expected },
    ),
  );
