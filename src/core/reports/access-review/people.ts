import { english } from '../../../shared/language/t.ts';
import { AUTHORITIES, AUTHORITY_NAMES } from '../../../shared/authorities.ts';
import { comparable } from '../../../shared/text.ts';
import { column, compareText } from '../cells.ts';
import type { Cell, ReportSection } from '../document.ts';
import type { AccessState, AccountState } from '../replay/state.ts';
import type { Answering } from './answer.ts';
import { dataGroupsOf, onceForEach, permissionsBy, rolesOf, scopesBy } from './reach.ts';

/** People of the tenant as they were then: accounts that sign in, which API-only ones never do. */

interface Person {
  readonly id: number;
  readonly account: AccountState;
  readonly paths: readonly string[];
}

/** @param answering only who could reach it, and was not shut out; `null`: all */
export function peopleOf(state: AccessState, answering: Answering | null): readonly Person[] {
  const people: (Person & { readonly order: string })[] = [];
  for (const [id, account] of state.accounts.byId) {
    if (account.removed || account.apiOnly || !account.whole) continue;
    const paths = answering === null ? [] : (answering.ofPerson(account)?.paths ?? []);
    const shutOut = !account.enabled || state.tenant.archived;
    if (answering !== null && (paths.length === 0 || shutOut)) continue;
    people.push({ id, account, paths, order: comparable(account.name) });
  }
  return people.sort((one, other) => compareText(one.order, other.order) || one.id - other.id);
}

export function peopleSection(
  state: AccessState,
  people: readonly Person[],
  asked: string | null,
): ReportSection {
  const held = onceForEach<readonly Cell[]>();
  return {
    id: 'people',
    heading: asked === null ? 'People' : `People who could reach ${asked}`,
    note: 'Accounts of this tenant that sign in. People of other tenants with the authority Manage Tenants could open this one too; they are in the reviews of their own tenants.',
    columns: [
      column('id', 'Id', 1),
      column('username', 'Username', 3),
      column('displayName', 'Display name', 3),
      column('status', 'Status', 1.5),
      ...(asked === null ? [] : [column('through', 'Through', 5)]),
      column('roles', 'Roles', 3),
      column('authorities', 'Authorities in Latchkey', 4),
      column('permissions', 'Permissions', 4),
      column('dataScopes', 'Data scopes', 3),
    ],
    rows: people.map(({ id, account, paths }): readonly Cell[] => [
      id,
      account.name,
      account.displayName,
      account.enabled ? 'active' : 'disabled',
      ...(asked === null ? [] : [paths]),
      ...held([account.roles, account.dataGroups], () => heldCells(state, account)),
    ]),
  };
}

function heldCells(state: AccessState, account: AccountState): readonly Cell[] {
  const roles = rolesOf(state, account);
  return [
    roles.map(({ name }) => name),
    authoritiesBy(roles.flatMap(({ thing }) => thing?.authorities ?? [])),
    permissionsBy(roles),
    scopesBy(dataGroupsOf(state, account)),
  ];
}

/** In their order, those of a newer Latchkey last. */
export function authoritiesBy(held: readonly string[]): readonly string[] {
  const known: readonly string[] = AUTHORITIES;
  return [
    ...AUTHORITIES.filter((authority) => held.includes(authority)).map((each) =>
      english(AUTHORITY_NAMES[each]),
    ),
    ...[...new Set(held)].filter((authority) => !known.includes(authority)).sort(),
  ];
}
