import type { KeyRow, KeyUsage } from '../../../shared/key-row.ts';
import type { KeyView } from '../../../shared/key-view.ts';
import { type Actor, requireAuthority } from '../../actor.ts';
import type { KeyDeps } from '../key-deps.ts';
import { readRows, readTenant } from '../key-rows.ts';
import { pageOfView } from './page-of-view.ts';

export interface KeyPage {
  readonly rows: KeyRow[];
  /** The cursor of the last row; `null`: nothing follows. */
  readonly end: string | null;
  readonly usage: KeyUsage;
  /** Keys of the tenant that are not removed. */
  readonly all: number;
  readonly expiringSoonDays: number;
  readonly validityDays: number;
}

/**
 * One page of a view of the actor's tenant.
 * @throws AppError `FORBIDDEN`, or `INVALID_INPUT` for a cursor that is none
 */
export async function listKeys(
  { db, now }: Pick<KeyDeps, 'db' | 'now'>,
  actor: Actor,
  { view, after, limit }: { readonly view: KeyView; readonly after: string | null; readonly limit: number },
): Promise<KeyPage> {
  requireAuthority(actor, 'view');
  const { tenantId } = actor;
  const time = now();
  const { ids, end } = await pageOfView(db, tenantId, view, { after, limit }, time);
  const tenant = await readTenant(db, tenantId);
  return {
    rows: await readRows(db, tenantId, ids, time),
    end,
    usage: { counted: tenant.counted_keys, limit: tenant.key_limit },
    all: tenant.listed_keys,
    expiringSoonDays: tenant.expiring_soon_days,
    validityDays: tenant.validity_days,
  };
}
