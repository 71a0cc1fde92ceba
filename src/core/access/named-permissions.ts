import type { ReadDb } from '../db/schema.ts';
import { unknownPermission } from './access-errors.ts';
import { permissionNames } from './permission-store.ts';

/** Permissions that somebody has chosen: once each, by resource and action, with their names for the log. */
export interface NamedPermissions {
  readonly ids: readonly number[];
  readonly names: readonly string[];
}

/** @throws AppError `UNKNOWN_PERMISSION` when the tenant lacks one of them */
export async function namePermissions(
  db: ReadDb,
  tenantId: number,
  ids: readonly number[],
): Promise<NamedPermissions> {
  const known = await permissionNames(db, tenantId);
  const wanted = new Set(ids);
  for (const id of wanted) if (!known.has(id)) throw unknownPermission();
  const chosen = [...known].filter(([id]) => wanted.has(id));
  return { ids: chosen.map(([id]) => id), names: chosen.map(([, name]) => name) };
}
