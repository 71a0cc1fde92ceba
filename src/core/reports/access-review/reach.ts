import { compareText } from '../cells.ts';
import type { AccessState, KeyState } from '../replay/state.ts';
import type { Ref, Things } from '../replay/things.ts';

/** What somebody could do, by what gave it. */

/** One thing that gives something: `role “Reporting”`. */
export interface Source<Thing> {
  /** `role`, `authorization group`, `API set`, `data access group`. */
  readonly kind: string;
  readonly name: string;
  /** `undefined`: the log tells no more of it than that it was there. */
  readonly thing: Thing | undefined;
}

export const sourceText = ({ kind, name }: Pick<Source<unknown>, 'kind' | 'name'>): string =>
  `${kind} “${name}”`;

interface Granting {
  readonly permissions: readonly string[] | null;
}

/** What grants permissions to a key: its group first, then its roles by name. */
export const grantersOf = (state: AccessState, key: KeyState): readonly Source<Granting>[] => [
  ...(key.group === null ? [] : sources(state.groups, [key.group], 'authorization group')),
  ...sources(state.roles, key.roles, 'role'),
];

/** The sets that a key is limited to, by name; `all`: to none. */
export const setsOf = (state: AccessState, { apiSets }: KeyState) =>
  apiSets === 'all' ? 'all' : sources(state.apiSets, apiSets, 'API set');

export const rolesOf = (state: AccessState, { roles }: { readonly roles: readonly Ref[] }) =>
  sources(state.roles, roles, 'role');

export const dataGroupsOf = (state: AccessState, { dataGroups }: { readonly dataGroups: readonly Ref[] }) =>
  sources(state.dataGroups, dataGroups, 'data access group');

/** Group ∪ roles − what is withheld, in order: rule 7 of the product. */
export function permissionsBy(
  granters: readonly Source<Granting>[],
  withheld: readonly string[] = [],
): readonly string[] {
  const all = new Set(granters.flatMap(({ thing }) => thing?.permissions ?? []));
  for (const name of withheld) all.delete(name);
  return [...all].sort();
}

/** The data scopes of the groups, in order. */
export const scopesBy = (
  groups: readonly Source<{ readonly scopes: readonly string[] | null }>[],
): readonly string[] => [...new Set(groups.flatMap(({ thing }) => thing?.scopes ?? []))].sort();

/**
 * Works out what follows from the same things once for all who have them: 125,000 keys with 200 permissions each have few
 * lists that differ, and each of their own would take some hundred MB.
 */
export function onceForEach<Result>(): (things: readonly unknown[], work: () => Result) => Result {
  const known = new Map<string, Result>();
  return (things, work) => {
    const name = JSON.stringify(things);
    const before = known.get(name);
    if (before !== undefined) return before;
    const result = work();
    known.set(name, result);
    return result;
  };
}

/** Those of which the log does not say what they give. */
export const unsaid = <Thing>(
  all: readonly Source<Thing>[],
  contents: (thing: Thing) => readonly string[] | null,
): readonly Source<Thing>[] => all.filter(({ thing }) => thing === undefined || contents(thing) === null);

/** The name of what is referred to, as it was then. */
export const nameOf = (things: Things<{ name: string }>, ref: Ref): string =>
  things.get(ref)?.name ?? (typeof ref === 'number' ? `no. ${ref}` : ref);

const sources = <Thing extends { name: string }>(
  things: Things<Thing>,
  refs: readonly Ref[],
  kind: string,
): readonly Source<Thing>[] =>
  refs
    .map((ref) => ({ kind, name: nameOf(things, ref), thing: things.get(ref) }))
    .sort((one, other) => compareText(one.name, other.name));
