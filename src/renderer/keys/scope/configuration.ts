import { allowlistProblem } from '../../../shared/allowlist.ts';
import type { AuthorizationGroup } from '../../../shared/grants.ts';
import type { KeyDetails } from '../../../shared/key-row.ts';
import { t } from '../../../shared/language/t.ts';
import { RATE_FIELDS, type RateField, rateProblem, type RateUnit } from '../../../shared/rate-limit.ts';
import { descriptionProblem, KEY_NAME, nameProblem } from '../../../shared/text.ts';

/** What can be said about a key both when it is generated and later; the names are the contract's. */
export type Configuration = {
  name: string;
  description: string;
  authorizationGroupId: number | null;
  allowlist: string;
  roleIds: readonly number[];
  excludedPermissionIds: readonly number[];
  apiAccess: 'all' | 'selected';
  apiSetIds: readonly number[];
  /** Empty: no limit. */
  requestsPerSecond: number | string;
  requestsPerMinute: number | string;
  requestsPerDay: number | string;
};

export const NOTHING_SAID: Configuration = {
  name: '',
  description: '',
  authorizationGroupId: null,
  allowlist: '',
  roleIds: [],
  excludedPermissionIds: [],
  apiAccess: 'all',
  apiSetIds: [],
  requestsPerSecond: '',
  requestsPerMinute: '',
  requestsPerDay: '',
};

/** The configuration of a key that exists, for a form. */
export const configurationOf = (key: KeyDetails): Configuration => ({
  name: key.row.name,
  description: key.row.description,
  authorizationGroupId: key.row.authorizationGroup?.id ?? null,
  allowlist: key.allowlist,
  roleIds: key.roles.map(({ id }) => id),
  excludedPermissionIds: key.excludedPermissionIds,
  apiAccess: key.apiAccess,
  apiSetIds: key.apiSets.map(({ id }) => id),
  ...rateFields((unit) => key.rateLimits.find((limit) => limit.unit === unit)?.requests ?? ''),
});

/** The same as a call takes it: sets that were selected and then not asked for are left out. */
export const configurationInput = (values: Configuration) => ({
  name: values.name,
  description: values.description,
  authorizationGroupId: values.authorizationGroupId,
  allowlist: values.allowlist,
  roleIds: [...values.roleIds],
  excludedPermissionIds: [...values.excludedPermissionIds],
  apiAccess: values.apiAccess,
  apiSetIds: values.apiAccess === 'all' ? [] : [...values.apiSetIds],
  ...rateFields((unit) => {
    const requests = values[RATE_FIELDS[unit]];
    return requests === '' ? null : Number(requests);
  }),
});

function rateFields<T>(of: (unit: RateUnit) => T): Record<RateField, T> {
  return { requestsPerSecond: of('second'), requestsPerMinute: of('minute'), requestsPerDay: of('day') };
}

/** Whose key it is decides which groups it may have, and whether it needs one. */
export type OwnerType = 'tenant' | 'account';

export const groupType = (owner: OwnerType): AuthorizationGroup['type'] =>
  owner === 'tenant' ? 'Tenant API Key' : 'User';

/** What is wrong with a configuration, field by field. */
export const CONFIGURATION_RULES = {
  name: (text: string) => nameProblem(t('Key Name'), text, KEY_NAME),
  description: descriptionProblem,
  allowlist: allowlistProblem,
  apiSetIds: (ids: readonly number[], { apiAccess }: Configuration) =>
    apiAccess === 'selected' && ids.length === 0
      ? t('Select at least one API set, or choose All API sets.')
      : null,
  ...rateFields((unit) => (requests: number | string) => rateProblem(unit, requests)),
};

export const groupProblem = (id: number | null, owner: OwnerType): string | null =>
  owner === 'tenant' && id === null
    ? t('Choose an authorization group. It decides what the key may do.')
    : null;
