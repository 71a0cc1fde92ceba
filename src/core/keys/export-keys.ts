import { expiryState } from '../../shared/expiry.ts';
import type { KeyRow } from '../../shared/key-row.ts';
import type { KeySelection } from '../../shared/key-view.ts';
import { type RateUnit, readRateLimits } from '../../shared/rate-limit.ts';
import { type Actor, frameOf, requireAuthority } from '../actor.ts';
import { change } from '../audit/change.ts';
import { breathe } from '../breathe.ts';
import type { ReadDb } from '../db/schema.ts';
import { idsOf } from './batch.ts';
import { csvLine } from './csv.ts';
import { type ExportedScope, readHashes, readScopes } from './export-store.ts';
import { joinNames, writeApiSets, writeStatus } from './import/cells.ts';
import { COLUMNS } from './import/columns.ts';
import type { KeyDeps } from './key-deps.ts';
import { readRows, readTenant } from './key-rows.ts';

const CHUNK = 500;

/** A key as an export tells of it. */
export interface ExportedKey extends ExportedScope {
  readonly row: KeyRow;
  readonly expiration: ReturnType<typeof expiryState>;
  /** Of the current secret, where it is asked for and the actor may have it. */
  readonly sha256: string | null;
}

export interface ExportOptions {
  /** For another Latchkey to import. */
  readonly withSha256: boolean;
}

const PLAIN: ExportOptions = { withSha256: false };

/** Everything about keys of a tenant but their secrets, a few at a time. @param hashed whose hash may be among it */
export async function* exportedKeys(
  db: ReadDb,
  tenantId: number,
  ids: readonly number[],
  now: number,
  hashed: (row: KeyRow) => boolean,
): AsyncGenerator<readonly ExportedKey[]> {
  const { expiring_soon_days } = await readTenant(db, tenantId);
  for (let start = 0; start < ids.length; start += CHUNK) {
    await breathe();
    const rows = await readRows(db, tenantId, ids.slice(start, start + CHUNK), now);
    const scopes = await readScopes(
      db,
      rows.map(({ id }) => id),
    );
    const hashes = await readHashes(
      db,
      rows.filter(hashed).map(({ id }) => id),
    );
    yield rows.flatMap((row) => {
      const scope = scopes.get(row.id);
      const expiration = expiryState(row.expiresAt, now, expiring_soon_days);
      return scope ? [{ ...scope, row, expiration, sha256: hashes.get(row.id) ?? null }] : [];
    });
  }
}

/** The selected keys as CSV (RFC 4180, UTF-8, times in ISO 8601), which an import reads again. */
export async function keysAsCsv(
  { db, now }: KeyDeps,
  actor: Actor,
  selection: KeySelection,
  options: ExportOptions = PLAIN,
): Promise<{ readonly text: string; readonly keys: number }> {
  requireMayExport(actor, options);
  const time = now();
  const ids = await idsOf(db, actor.tenantId, selection, time);
  const hashed = ({ owner }: KeyRow): boolean =>
    options.withSha256 && (owner === null || actor.authorities.has('manage-user-api-key'));
  const lines = [csvHeadings(options)];
  for await (const keys of exportedKeys(db, actor.tenantId, ids, time, hashed)) {
    lines.push(...keys.map((key) => csvOf(key, options)));
  }
  return { text: lines.join(''), keys: lines.length - 1 };
}

/** Notes that keys left the program in a file. */
export function noteExport(
  { db, now }: KeyDeps,
  actor: Actor,
  keys: number,
  { withSha256 }: ExportOptions = PLAIN,
): Promise<void> {
  const details = { keys, ...(withSha256 && { withSha256 }) };
  return change(db, frameOf(actor, now()), () =>
    Promise.resolve({ result: undefined, entries: [{ action: 'keys.export', details }] }),
  );
}

/** With the hashes goes what would make the keys work elsewhere, so more is asked for them. */
export function requireMayExport(actor: Actor, { withSha256 }: ExportOptions): void {
  requireAuthority(actor, 'export');
  if (withSha256) requireAuthority(actor, 'manage-tenant-api-keys');
}

const HEADINGS = [
  'Id',
  COLUMNS.name,
  COLUMNS.description,
  COLUMNS.hint,
  COLUMNS.owner,
  COLUMNS.group,
  COLUMNS.status,
  COLUMNS.expires,
  'Expiration',
  'Last used',
  COLUMNS.created,
  COLUMNS.roles,
  COLUMNS.apiSets,
  COLUMNS.withheld,
  COLUMNS.allowlist,
  COLUMNS.perSecond,
  COLUMNS.perMinute,
  COLUMNS.perDay,
];

/** The first line of an export. */
export const csvHeadings = ({ withSha256 }: ExportOptions): string =>
  csvLine(withSha256 ? [...HEADINGS, COLUMNS.sha256] : HEADINGS);

/** A key as a line of an export. */
export function csvOf(key: ExportedKey, { withSha256 }: ExportOptions): string {
  const { row, roles, apiAccess, apiSets, withheld, allowlist, rateLimits, expiration, sha256 } = key;
  const limits = readRateLimits(rateLimits);
  const limit = (of: RateUnit): string => String(limits.find(({ unit }) => unit === of)?.requests ?? '');
  return csvLine([
    String(row.id),
    row.name,
    row.description,
    row.hint,
    // Empty for the tenant: an account may be called anything.
    row.owner?.username ?? '',
    row.authorizationGroup?.name ?? '',
    writeStatus(row.revocation),
    moment(row.expiresAt),
    expiration,
    moment(row.lastUsedAt),
    moment(row.createdAt),
    joinNames(roles),
    writeApiSets(apiAccess, apiSets),
    joinNames(withheld),
    allowlist.replaceAll('\n', ';'),
    limit('second'),
    limit('minute'),
    limit('day'),
    ...(withSha256 ? [sha256 ?? ''] : []),
  ]);
}

const moment = (time: number | null): string => (time === null ? '' : new Date(time).toISOString());
