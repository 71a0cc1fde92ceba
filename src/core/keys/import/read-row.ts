import { t } from '../../../shared/language/t.ts';
import { readAllowlist } from '../../../shared/allowlist.ts';
import { RATE_UNITS, rateLimitsText, rateProblem, type RateUnit } from '../../../shared/rate-limit.ts';
import { descriptionProblem, KEY_NAME, nameProblem } from '../../../shared/text.ts';
import type { ImportProblem } from '../../../shared/key-import.ts';
import { readApiSets, readMoment, readStatus, splitNames } from './cells.ts';
import { type Column, COLUMN_NAMES } from './columns.ts';
import { readSecret } from './read-secret.ts';
import { type ImportRow, problemIn } from './row.ts';
import { holdsKey } from './shown.ts';

const RATE_COLUMNS: Readonly<Record<RateUnit, Column>> = {
  second: 'perSecond',
  minute: 'perMinute',
  day: 'perDay',
};
const SECRETS: ReadonlySet<Column> = new Set(['key', 'sha256', 'hint']);

/** Reads one row by what its cells say alone, and notes all that is wrong with them. */
export function readRow(row: number, cell: (column: Column) => string, now: number): ImportRow {
  const problems: ImportProblem[] = [];
  const report = (column: Column, message: string): void =>
    void problems.push(problemIn(row, column, message));
  const secret = readSecret(cell, report);
  const misplaced = COLUMN_NAMES.filter((column) => !SECRETS.has(column) && holdsKey(cell(column)));
  for (const column of misplaced) {
    report(column, t('A key stands here. Keys belong into the column Key alone; write something else here.'));
  }
  // Of a text with a key in it nothing more is asked, so that nothing of it is told.
  const text = (column: Column): string => (misplaced.includes(column) ? '' : cell(column));
  const check = (column: Column, problem: string | null): void => {
    if (problem !== null && !misplaced.includes(column)) report(column, problem);
  };
  const name = text('name');
  const description = text('description');
  check('name', nameProblem(t('Key Name'), name, KEY_NAME));
  check('description', descriptionProblem(description));
  const { entries, problems: wrongLines } = readAllowlist(text('allowlist').replaceAll(';', '\n'), 'entry');
  check('allowlist', wrongLines[0]?.message ?? null);
  const status = readStatus(text('status'));
  if (status === undefined) {
    check('status', t('This is no status. Write active, revoked until-reinstated or revoked permanent.'));
  }
  return {
    row,
    problems,
    name,
    description,
    owner: text('owner'),
    group: text('group'),
    roles: splitNames(text('roles')),
    apiSets: readApiSets(text('apiSets')),
    withheld: splitNames(text('withheld')),
    allowlist: entries.join('\n'),
    rateLimits: readRates(text, check),
    revocation: status ?? null,
    ...readTimes(text, check, now, status ?? null),
    secret,
  };
}

type Check = (column: Column, problem: string | null) => void;

function readRates(text: (column: Column) => string, check: Check): string {
  return rateLimitsText(
    RATE_UNITS.flatMap((unit) => {
      const written = text(RATE_COLUMNS[unit]);
      if (written === '') return [];
      const requests = /^\d{1,15}$/.test(written) ? Number(written) : Number.NaN;
      check(RATE_COLUMNS[unit], rateProblem(unit, requests));
      return [{ unit, requests }];
    }),
  );
}

function readTimes(
  text: (column: Column) => string,
  check: Check,
  now: number,
  revocation: ImportRow['revocation'],
): Pick<ImportRow, 'expiresAt' | 'createdAt'> {
  const expires = text('expires');
  const created = text('created');
  // A key works on its last day, as where a day is chosen.
  const expiresAt = expires === '' ? null : readMoment(expires, 'end');
  const createdAt = created === '' ? null : readMoment(created, 'start');
  if (expires !== '' && expiresAt === null)
    check(
      'expires',
      t(
        'This is no date. Write 2027-03-31, or a time such as 2027-03-31T18:00Z, or leave the cell empty for never.',
      ),
    );
  if (created !== '' && createdAt === null)
    check(
      'created',
      t(
        'This is no date. Write 2027-03-31, or a time such as 2027-03-31T18:00Z, or leave the cell empty for now.',
      ),
    );
  if (createdAt !== null && createdAt > now) {
    check('created', t('This lies in the future. Write when the key was made, or leave the cell empty.'));
  }
  if (expiresAt !== null && expiresAt <= (createdAt ?? Number.NEGATIVE_INFINITY)) {
    check('expires', t('This is not after Created. Correct one of the two.'));
  } else if (expiresAt !== null && expiresAt <= now && revocation === null) {
    check(
      'expires',
      t(
        'The key has expired already. Write a later time, or leave the row out; with the status revoked it is kept on record.',
      ),
    );
  }
  return { expiresAt, createdAt };
}
