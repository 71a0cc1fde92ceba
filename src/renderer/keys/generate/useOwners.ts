import { EVERYTHING } from '../../../shared/everything.ts';
import { t } from '../../../shared/language/t.ts';
import { type Reading, useReading } from '../../access/useReading.ts';
import { api } from '../../api.ts';

/** Somebody for whom a key can be generated. */
export interface OwnerChoice {
  /** `tenant`, or the account's id. */
  readonly value: string;
  readonly label: string;
}

export interface Owners {
  readonly choices: readonly OwnerChoice[];
  /** How long an account's key is valid unless something else is said. Days. */
  readonly validityDays: number;
}

export const TENANT = 'tenant';

async function readOwners(): Promise<Owners> {
  const [owners, { validityDays }] = await Promise.all([
    api.keys.owners(undefined),
    api.keys.list({ view: EVERYTHING, after: null, limit: 1 }),
  ]);
  const accounts = owners.accounts
    .filter(({ mayGenerate }) => mayGenerate)
    .map(({ accountId, username }) => ({ value: String(accountId), label: username }))
    .toSorted((one, other) => one.label.localeCompare(other.label));
  return {
    choices: [...(owners.tenant ? [{ value: TENANT, label: t('Tenant') }] : []), ...accounts],
    validityDays,
  };
}

/** For whom the person may generate a key. */
export const useOwners = (): Reading<Owners> => useReading(readOwners);
