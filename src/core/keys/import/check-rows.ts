import { t } from '../../../shared/language/t.ts';
import { type Actor, requireSomeKeyAuthority } from '../../actor.ts';
import { breathe } from '../../breathe.ts';
import type { ReadDb } from '../../db/schema.ts';
import type { BatchWatch } from '../batch.ts';
import { batchCancelled } from '../key-errors.ts';
import { isCounted } from '../key-life.ts';
import { readTenant } from '../key-rows.ts';
import { findOwners, readCatalogue } from './catalogue.ts';
import { type KnownSecret, knownSecrets, takenNames } from './known-store.ts';
import { type ResolvedRow, resolveRow } from './resolve-row.ts';
import { type ImportRow, problemIn } from './row.ts';
import { shown } from './shown.ts';

const CHUNK = 250;

/** Rows, sorted into those that could be imported at this moment and those that could not. */
export interface CheckedRows {
  readonly ready: readonly ReadyRow[];
  readonly wrong: readonly ResolvedRow[];
  readonly usage: { readonly counted: number; readonly limit: number };
}
export type ReadyRow = ResolvedRow & { readonly secret: NonNullable<ImportRow['secret']> };

/** True when the key of a row counts towards the tenant's limit. */
export const counts = ({ by, revocation }: ResolvedRow): boolean =>
  isCounted({ owner: by, revocation, deletedAt: null });

/**
 * Asks of every row whether it could be imported now, by the same rules as generating. A dry run and an import ask here.
 * @throws AppError `CANCELLED`, `FORBIDDEN`
 */
export async function checkRows(
  db: ReadDb,
  actor: Actor,
  rows: readonly ImportRow[],
  { onProgress, signal }: BatchWatch,
): Promise<CheckedRows> {
  requireSomeKeyAuthority(actor);
  const { tenantId } = actor;
  const catalogue = await readCatalogue(db, tenantId);
  const owners = await findOwners(
    db,
    tenantId,
    rows.flatMap(({ owner }) => (owner === '' ? [] : [owner])),
  );
  const { key_limit: limit, counted_keys: counted } = await readTenant(db, tenantId);
  const names = new Map<string, number>();
  const secrets = new Map<string, number>();
  const ready: ReadyRow[] = [];
  const wrong: ResolvedRow[] = [];
  let room = limit - counted;
  for (let start = 0; start < rows.length; start += CHUNK) {
    onProgress(start, rows.length);
    await breathe();
    if (signal.aborted) throw batchCancelled();
    const some = rows.slice(start, start + CHUNK).map((row) => resolveRow(actor, row, catalogue, owners));
    const taken = await takenNames(
      db,
      tenantId,
      some.map(({ nameKey }) => nameKey),
    );
    const known = await knownSecrets(
      db,
      some.flatMap(({ secret }) => (secret ? [secret.hash] : [])),
    );
    for (const row of some) {
      checkName(row, taken, names);
      checkSecret(row, tenantId, known, secrets);
      const { secret } = row;
      if (row.problems.length === 0 && counts(row) && (room -= 1) < 0) {
        row.problems.push({ row: row.row, column: '', message: noRoom(limit, counted) });
      }
      if (secret !== null && row.problems.length === 0) ready.push({ ...row, secret });
      else wrong.push(row);
    }
  }
  return { ready, wrong, usage: { counted, limit } };
}

function noRoom(limit: number, counted: number): string {
  const left = limit - counted;
  return t(
    'The tenant may have {limit} tenant keys and has {counted}, so {left, plural, =0 {none fits} one {# more fits} other {# more fit}}. Leave the row out, or ask a super user to raise the limit.',
    { limit, counted, left: Math.max(0, left) },
  );
}

function checkName(
  { row, name, nameKey, problems }: ResolvedRow,
  taken: ReadonlySet<string>,
  names: Map<string, number>,
) {
  if (nameKey === '') return;
  const before = names.get(nameKey);
  if (before !== undefined) {
    problems.push(
      problemIn(
        row,
        'name',
        t('Row {before} has the same name. Write another name in one of them.', { before }),
      ),
    );
    return;
  }
  names.set(nameKey, row);
  if (taken.has(nameKey)) {
    problems.push(
      problemIn(
        row,
        'name',
        t('There is already a key named {name}. Write another name.', { name: shown(name) }),
      ),
    );
  }
}

function checkSecret(
  { row, secret, problems }: ResolvedRow,
  tenantId: number,
  known: ReadonlyMap<string, KnownSecret>,
  secrets: Map<string, number>,
) {
  if (secret === null) return;
  const id = secret.hash.toString('hex');
  const column = secret.from;
  const before = secrets.get(id);
  if (before !== undefined) {
    problems.push(
      problemIn(row, column, t('Row {before} has the same key. Delete one of the two rows.', { before })),
    );
    return;
  }
  secrets.set(id, row);
  const there = known.get(id);
  if (there)
    problems.push(problemIn(row, column, t('{whose} Leave the row out.', { whose: whose(there, tenantId) })));
}

function whose({ name, standing, tenantId }: KnownSecret, here: number): string {
  if (tenantId !== here) return t('Another tenant has this key already, and no secret can belong to two.');
  switch (standing) {
    case 'current':
      return t('The key “{name}” has this secret already.', { name });
    case 'earlier':
      return t('This is an earlier secret of the key “{name}”, which was rotated.', { name });
    case 'removed':
      return t('This is a secret of the key “{name}”, which was removed; its like is never valid again.', {
        name,
      });
  }
}
