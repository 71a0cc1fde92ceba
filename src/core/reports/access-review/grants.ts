import { comparable } from '../../../shared/text.ts';
import { column, compareText } from '../cells.ts';
import type { Cell, ReportSection } from '../document.ts';
import type { AccessState } from '../replay/state.ts';
import type { Things } from '../replay/things.ts';
import { authoritiesBy } from './people.ts';

/** What roles, groups and sets gave then. An empty cell: the log does not say. */

const ID = column('id', 'Id', 1);
const NAME = column('name', 'Name', 3);
const PERMISSIONS = column('permissions', 'Permissions', 5);

export function grantSections(state: AccessState): ReportSection[] {
  return [
    {
      id: 'authorizationGroups',
      heading: 'Authorization groups',
      columns: [ID, NAME, column('type', 'Type', 2), PERMISSIONS],
      rows: inOrder(state.groups, ({ name, type, permissions }) => [name, type, sorted(permissions)]),
    },
    {
      id: 'roles',
      heading: 'Roles',
      columns: [ID, NAME, PERMISSIONS, column('authorities', 'Authorities in Latchkey', 4)],
      rows: inOrder(state.roles, ({ name, permissions, authorities }) => [
        name,
        sorted(permissions),
        authorities && authoritiesBy(authorities),
      ]),
    },
    {
      id: 'apiSets',
      heading: 'API sets',
      columns: [ID, NAME, column('operations', 'Operations', 6)],
      rows: inOrder(state.apiSets, ({ name, operations }) => [name, operations]),
    },
    {
      id: 'dataAccessGroups',
      heading: 'Data access groups',
      columns: [ID, NAME, column('scopes', 'Data scopes', 5)],
      rows: inOrder(state.dataGroups, ({ name, scopes }) => [name, scopes]),
    },
  ];
}

const sorted = (names: readonly string[] | null): readonly string[] | null => names && [...names].sort();

function inOrder<Thing extends { name: string }>(
  things: Things<Thing>,
  cells: (thing: Thing) => readonly Cell[],
): (readonly Cell[])[] {
  const row = (id: number, thing: Thing): readonly Cell[] => [id, ...cells(thing)];
  return [...things.byId]
    .map(([id, thing]) => ({ id, thing, order: comparable(thing.name) }))
    .sort((one, other) => compareText(one.order, other.order) || one.id - other.id)
    .map(({ id, thing }) => row(id, thing));
}
