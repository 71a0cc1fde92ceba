import type { Permission } from '../../shared/permissions.ts';
import { contains } from '../ui/counted.ts';

export interface MatrixRow {
  readonly resource: string;
  /** One for each action, in their order; `null` where the catalogue has no such permission. */
  readonly cells: readonly (Permission | null)[];
}

/** Permissions as a table: a row for each resource, a column for each action that any of them has. */
export interface Matrix {
  readonly actions: readonly string[];
  readonly rows: readonly MatrixRow[];
}

export type Mark = 'all' | 'some' | 'none';

/** The customary ones first, in the order in which one learns them; the others by name. */
const CUSTOMARY = ['read', 'list', 'create', 'write', 'update', 'edit', 'delete'];

function byCustom(one: string, other: string): number {
  const [first, second] = [CUSTOMARY.indexOf(one), CUSTOMARY.indexOf(other)];
  if (first >= 0 && second >= 0) return first - second;
  if (first >= 0 || second >= 0) return first >= 0 ? -1 : 1;
  return one.localeCompare(other);
}

export function matrixOf(permissions: readonly Permission[]): Matrix {
  const actions = [...new Set(permissions.map(({ action }) => action))].toSorted(byCustom);
  const byName = new Map(permissions.map((permission) => [nameOf(permission), permission]));
  const rows = [...new Set(permissions.map(({ resource }) => resource))]
    .toSorted((one, other) => one.localeCompare(other, undefined, { numeric: true }))
    .map((resource) => ({
      resource,
      cells: actions.map((action) => byName.get(nameOf({ resource, action })) ?? null),
    }));
  return { actions, rows };
}

export const nameOf = ({ resource, action }: Pick<Permission, 'resource' | 'action'>): string =>
  `${resource}:${action}`;

/** The rows in which the resource or any permission has what was typed in its name or description. */
export function rowsWith(rows: readonly MatrixRow[], typed: string): readonly MatrixRow[] {
  if (typed.trim() === '') return rows;
  return rows.filter(({ cells }) =>
    cells.some((cell) => cell !== null && contains(typed, nameOf(cell), cell.description)),
  );
}

export const idsOf = (cells: readonly (Permission | null)[]): readonly number[] =>
  cells.flatMap((cell) => (cell === null ? [] : [cell.id]));

export function markOf(ids: readonly number[], ticked: ReadonlySet<number>): Mark {
  const count = ids.filter((id) => ticked.has(id)).length;
  return count === 0 ? 'none' : count === ids.length ? 'all' : 'some';
}

/** Some of the ids ticked or unticked; sorted, so that a tick taken back leaves no change. */
export function withTicks(value: readonly number[], ids: readonly number[], on: boolean): number[] {
  const kept = value.filter((id) => !ids.includes(id));
  return (on ? [...kept, ...ids] : kept).toSorted((one, other) => one - other);
}
