import type { GenerateInput } from '../../../shared/key-input.ts';
import { t } from '../../../shared/language/t.ts';
import {
  type Configuration,
  CONFIGURATION_RULES,
  configurationInput,
  groupProblem,
  NOTHING_SAID,
  type OwnerType,
} from '../scope/configuration.ts';
import { endOfDay, expiryProblem, readDay } from './expiry-date.ts';
import { TENANT } from './useOwners.ts';
import { validityProblem, validUntil } from './validity.ts';

/** What the page holds: a tenant's key has a date, an account's key a number of days. */
export type GenerateValues = Configuration & {
  owner: string;
  expiration: string;
  validityDays: number | string;
};

export const EMPTY_KEY: GenerateValues = {
  ...NOTHING_SAID,
  owner: TENANT,
  expiration: '',
  validityDays: 90,
};

export const ownerType = ({ owner }: Pick<GenerateValues, 'owner'>): OwnerType =>
  owner === TENANT ? 'tenant' : 'account';

export const GENERATE_RULES = {
  ...CONFIGURATION_RULES,
  owner: (owner: string) => (owner === '' ? t('Choose an owner.') : null),
  authorizationGroupId: (id: number | null, values: GenerateValues) => groupProblem(id, ownerType(values)),
  expiration: (text: string, values: GenerateValues) =>
    ownerType(values) === 'tenant' ? expiryProblem(text, Date.now()) : null,
  validityDays: (days: number | string, values: GenerateValues) =>
    ownerType(values) === 'account' ? validityProblem(days) : null,
};

/** What the call takes. @param now epoch milliseconds */
export function generateInputOf(values: GenerateValues, now: number): GenerateInput {
  const day = readDay(values.expiration);
  const tenant = ownerType(values) === 'tenant';
  return {
    ...configurationInput(values),
    ownerAccountId: tenant ? null : Number(values.owner),
    expiresAt: tenant ? (day === null ? null : endOfDay(day)) : validUntil(values.validityDays, now),
  };
}

/** The contract's names where the page's differ. */
export const fieldNames = (owner: OwnerType): Readonly<Record<string, string>> => ({
  expiresAt: owner === 'tenant' ? 'expiration' : 'validityDays',
  ownerAccountId: 'owner',
});
