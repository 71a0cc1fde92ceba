import { api } from '../../api.ts';
import { byName } from '../../ui/counted.ts';
import { type Reading, useReading } from '../../access/useReading.ts';
import type { ApiSet } from '../../../shared/api-sets.ts';
import type { AuthorizationGroup, Role } from '../../../shared/grants.ts';

/** What a key can be given, by name. */
export interface Choices {
  readonly groups: readonly AuthorizationGroup[];
  readonly roles: readonly Role[];
  readonly apiSets: readonly ApiSet[];
}

async function readChoices(): Promise<Choices> {
  const [groups, roles, apiSets] = await Promise.all([
    api.authorizationGroups.list(undefined),
    api.roles.list(undefined),
    api.apiSets.list(undefined),
  ]);
  return { groups: byName(groups), roles: byName(roles), apiSets: byName(apiSets) };
}

/** The same, read again when somebody changes the store: what was chosen stays. */
export const useChoices = (): Reading<Choices> => useReading(readChoices);
