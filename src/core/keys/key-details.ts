import { t } from '../../shared/language/t.ts';
import type { KeyDetails, KeyImpact } from '../../shared/key-row.ts';
import { readRateLimits } from '../../shared/rate-limit.ts';
import { type Actor, requireAuthority } from '../actor.ts';
import type { ReadDb } from '../db/schema.ts';
import { EXPLANATIONS, type VerificationCode } from '../verification/codes.ts';
import type { KeyDeps } from './key-deps.ts';
import { keyNotFound, keyRemoved } from './key-errors.ts';
import { readRows } from './key-rows.ts';
import { readAddresses, refusalsByCode, refusalsSince, usesByDay, usesSince } from './key-use-store.ts';
import { readScope } from './scope-store.ts';
import { DAY } from '../../shared/duration.ts';

/** A code that only a newer endpoint knows stands for itself. */
const explain = (code: string): string =>
  code in EXPLANATIONS ? t(EXPLANATIONS[code as VerificationCode]) : code;

const DAYS_OF_USE = 90;
const SHOWN_ADDRESSES = 20;

/** Everything about a key but its secrets. @throws AppError `KEY_REMOVED`, `KEY_NOT_FOUND` */
export async function readDetails({ db, now }: KeyDeps, actor: Actor, id: number): Promise<KeyDetails> {
  requireAuthority(actor, 'view');
  const time = now();
  const key = await readColumns(db, actor.tenantId, id);
  const [row] = await readRows(db, actor.tenantId, [id], time);
  if (!row) throw keyNotFound();
  const { roles, apiSets, excluded } = await readScope(db, id);
  const secrets = await db
    .selectFrom('secrets')
    .select(['hint', 'created_at as createdAt', 'ends_at as endsAt', 'last_used_at as lastUsedAt'])
    .where('key_id', '=', id)
    .orderBy('created_at', 'desc')
    .limit(100)
    .execute();
  return {
    row,
    allowlist: key.allowlist,
    rateLimits: [...readRateLimits(key.rate_limits)],
    roles,
    excludedPermissionIds: excluded.map((permission) => permission.id),
    apiAccess: key.api_access,
    apiSets,
    // Made in the same millisecond as the one before it, the current one still stands first.
    secrets: secrets.sort((one, other) => Number(other.endsAt === null) - Number(one.endsAt === null)),
    createdBy: key.created_by_name,
    revokedAt: key.revoked_at,
    rotatedAt: key.rotated_at,
    // Today is one of them.
    uses: await usesByDay(db, id, time - (DAYS_OF_USE - 1) * DAY),
    refusals: (await refusalsByCode(db, id, time - (DAYS_OF_USE - 1) * DAY)).map(
      ({ code, refusals, lastAt, lastAddress }) => ({
        code,
        explanation: explain(code),
        refusals,
        lastAt,
        lastAddress,
      }),
    ),
  };
}

/** What cutting a key off would hit, from what verification has recorded. */
export async function readImpact({ db, now }: KeyDeps, actor: Actor, id: number): Promise<KeyImpact> {
  requireAuthority(actor, 'view');
  const key = await readColumns(db, actor.tenantId, id);
  return {
    lastUsedAt: key.last_used_at,
    usesInLastDay: await usesSince(db, [id], now() - DAY),
    refusedInLastDay: await refusalsSince(db, id, now() - DAY),
    ...(await readAddresses(db, id, SHOWN_ADDRESSES)),
  };
}

async function readColumns(db: ReadDb, tenantId: number, id: number) {
  const key = await db
    .selectFrom('keys')
    .innerJoin('accounts as creator', 'creator.id', 'keys.created_by')
    .select([
      'keys.name',
      'keys.allowlist',
      'keys.rate_limits',
      'keys.api_access',
      'keys.revoked_at',
      'keys.rotated_at',
      'keys.last_used_at',
      'keys.deleted_at',
      'creator.username as created_by_name',
    ])
    .where('keys.id', '=', id)
    .where('keys.tenant_id', '=', tenantId)
    .executeTakeFirst();
  if (!key) throw keyNotFound();
  if (key.deleted_at !== null) throw keyRemoved(key.name);
  return key;
}
