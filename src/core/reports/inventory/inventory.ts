import { msg } from '../../../shared/language/t.ts';
import { requireTenant } from '../../tenants/tenant-rules.ts';
import { requireRoom } from '../bounds.ts';
import type { ReportDocument } from '../document.ts';
import { asOfFacts, positionAt } from '../position.ts';
import type { Reading } from '../reading.ts';
import type { ReportWatch, RequestOf } from '../request.ts';
import { countListedKeys } from './inventory-store.ts';
import { keySections } from './keys.ts';
import { readGrants } from './names.ts';
import { accountSection, grantSections } from './others.ts';

/** Everything that a tenant has, as it is in the store; states are told as of a moment. */
export async function collectInventory(
  reading: Reading,
  { tenantId, asOf }: RequestOf<'inventory'>,
  watch: ReportWatch,
): Promise<ReportDocument> {
  const tenant = await requireTenant(reading.db, tenantId);
  const expected = countListedKeys(reading.sqlite, tenantId);
  // Each key is a line in two sections.
  requireRoom(expected * 2, msg('Export the keys as CSV instead.'));
  const grants = await readGrants(reading.db, tenantId);
  const asked = { tenantId, asOf, expiringSoonDays: tenant.expiringSoonDays };
  const { sections, keys, active } = keySections(reading, grants, asked, watch, expected);
  const accounts = accountSection(reading, tenantId);
  return {
    kind: 'inventory',
    title: 'Inventory',
    tenant: tenant.name,
    facts: [
      ...asOfFacts(asOf, positionAt(reading.sqlite, asOf)),
      { id: 'keys', label: 'Keys', value: keys },
      { id: 'activeKeys', label: 'Keys that are not revoked', value: active },
      { id: 'keyLimit', label: 'Key limit', value: tenant.keyLimit },
      { id: 'accounts', label: 'Accounts', value: accounts.rows.length },
    ],
    sections: [...sections, accounts, ...grantSections(reading, tenantId, grants)],
  };
}
