import { msg } from '../../../shared/language/t.ts';
import { readableBody } from '../../audit/read-body.ts';
import { requireTenant } from '../../tenants/tenant-rules.ts';
import { requireRoom, TOLD_EACH } from '../bounds.ts';
import { column } from '../cells.ts';
import type { Cell, ReportDocument } from '../document.ts';
import { positionAt, positionFacts } from '../position.ts';
import type { Reading } from '../reading.ts';
import type { ReportWatch, RequestOf } from '../request.ts';
import { countEntries, entriesWithin } from './activity-store.ts';
import { changesOf, restOf } from './changes.ts';
import { Tally } from './tally.ts';

const COLUMNS = [
  column('seq', 'Entry', 1),
  column('time', 'Time', 2),
  column('actor', 'Who', 2.5),
  column('action', 'Action', 3),
  column('targetType', 'What', 2),
  column('targetId', 'Id', 1),
  column('target', 'Name', 4),
  column('outcome', 'Outcome', 1.5),
  column('changes', 'Before → after', 6),
  column('details', 'Details', 4),
  column('origin', 'From', 1.5),
];

/** Who did what in a tenant between two moments, in the order in which it was written down. */
export async function collectActivity(
  reading: Reading,
  { tenantId, from, to }: RequestOf<'activity'>,
  { onProgress }: ReportWatch,
): Promise<ReportDocument> {
  const { sqlite } = reading;
  const tenant = await requireTenant(reading.db, tenantId);
  const span = { tenantId, from, to };
  const count = countEntries(sqlite, span);
  requireRoom(count, msg('Choose a shorter time, or export the signed log.'));
  const rows: (readonly Cell[])[] = [];
  const tally = new Tally();
  let refused = 0;
  for (const { seq, body } of entriesWithin(sqlite, span)) {
    const entry = readableBody(body);
    if (entry === null) {
      rows.push([seq, null, null, 'cannot be read', null, null, null, null, [], [], null]);
      continue;
    }
    tally.add(entry);
    if (entry.outcome === 'refused') refused += 1;
    const { time, actor, action, target, outcome, origin } = entry;
    rows.push([
      seq,
      { at: time },
      actor?.name ?? null,
      action,
      target?.type ?? null,
      target?.id ?? null,
      target?.name ?? null,
      outcome,
      changesOf(entry),
      restOf(entry),
      origin,
    ]);
    if (rows.length % TOLD_EACH === 0) onProgress(rows.length, count);
  }
  return {
    kind: 'activity',
    title: 'Activity',
    tenant: tenant.name,
    facts: [
      { id: 'from', label: 'From', value: { at: from } },
      { id: 'to', label: 'Before', value: { at: to } },
      ...positionFacts(positionAt(sqlite, to - 1)),
      { id: 'entries', label: 'Entries', value: rows.length },
      { id: 'refused', label: 'Refused attempts', value: refused },
    ],
    sections: [
      ...tally.sections(),
      {
        id: 'entries',
        heading: 'Entries',
        note:
          rows.length === 0
            ? 'Nothing was written down in this time.'
            : 'In the order in which they were written down. Entries of other tenants are in their own reports; those of none, such as a sign-in under an unknown name or what the command line did, are in the signed log alone.',
        columns: COLUMNS,
        rows,
      },
    ],
  };
}
