import type { DataAccessGroup } from '../../../../shared/data-access.ts';

/** What an account that is in these groups reaches no longer once it is out of one of them. */
export function lostScopes(
  groups: readonly Pick<DataAccessGroup, 'id' | 'scopes'>[],
  leaving: Pick<DataAccessGroup, 'id' | 'scopes'>,
): readonly string[] {
  const kept = new Set(groups.filter(({ id }) => id !== leaving.id).flatMap(({ scopes }) => scopes));
  return leaving.scopes.filter((scope) => !kept.has(scope));
}
