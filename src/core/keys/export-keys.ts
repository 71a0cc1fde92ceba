import { expiryState } from '../../shared/expiry.ts';
import type { KeySelection } from '../../shared/key-view.ts';
import { type Actor, frameOf, requireAuthority } from '../actor.ts';
import { change } from '../audit/change.ts';
import { breathe } from '../breathe.ts';
import { idsOf } from './batch.ts';
import { csvLine } from './csv.ts';
import type { KeyDeps } from './key-deps.ts';
import { readRows, readTenant } from './key-rows.ts';

const CHUNK = 500;
const HEADINGS = [
  'Id',
  'Name',
  'Description',
  'Key',
  'Owner',
  'Authorization group',
  'Status',
  'Expires',
  'Expiration',
  'Last used',
  'Created',
];

/** The selected keys as CSV (RFC 4180, UTF-8, times in ISO 8601), without anything that signs in or verifies. */
export async function keysAsCsv(
  { db, now }: KeyDeps,
  actor: Actor,
  selection: KeySelection,
): Promise<{ readonly text: string; readonly keys: number }> {
  requireAuthority(actor, 'export');
  const time = now();
  const { expiring_soon_days } = await readTenant(db, actor.tenantId);
  const ids = await idsOf(db, actor.tenantId, selection, time);
  const lines = [csvLine(HEADINGS)];
  for (let start = 0; start < ids.length; start += CHUNK) {
    await breathe();
    for (const row of await readRows(db, actor.tenantId, ids.slice(start, start + CHUNK), time)) {
      lines.push(
        csvLine([
          String(row.id),
          row.name,
          row.description,
          row.hint,
          row.owner?.username ?? 'Tenant',
          row.authorizationGroup?.name ?? '',
          row.revocation === null ? 'active' : `revoked ${row.revocation}`,
          moment(row.expiresAt),
          expiryState(row.expiresAt, time, expiring_soon_days),
          moment(row.lastUsedAt),
          moment(row.createdAt),
        ]),
      );
    }
  }
  return { text: lines.join(''), keys: lines.length - 1 };
}

/** Notes that keys left the program in a file. */
export function noteExport({ db, now }: KeyDeps, actor: Actor, keys: number): Promise<void> {
  return change(db, frameOf(actor, now()), () =>
    Promise.resolve({ result: undefined, entries: [{ action: 'keys.export', details: { keys } }] }),
  );
}

const moment = (time: number | null): string => (time === null ? '' : new Date(time).toISOString());
