import { comparable } from '../../../shared/text.ts';
import { ALL_API_SETS, column, compareText, moment } from '../cells.ts';
import type { Cell, ReportSection } from '../document.ts';
import type { AccessState, KeyState } from '../replay/state.ts';
import type { Answering } from './answer.ts';
import {
  dataGroupsOf,
  grantersOf,
  nameOf,
  onceForEach,
  permissionsBy,
  rolesOf,
  scopesBy,
  setsOf,
} from './reach.ts';
import { workingOf } from './working.ts';

/** Keys as they were then, sorted by whether they worked and whether they could reach what was asked for. */

export interface SortedKeys {
  readonly reaching: readonly { readonly key: KeyState; readonly paths: readonly string[] }[];
  /** With why they did not work. */
  readonly shut: readonly { readonly key: KeyState; readonly why: string }[];
  /** With what the log does not say. */
  readonly unknown: readonly { readonly key: KeyState; readonly what: string }[];
}

/** @param answering `null`: whatever they could reach */
export function sortKeys(state: AccessState, asOf: number, answering: Answering | null): SortedKeys {
  const reaching: { key: KeyState; paths: readonly string[] }[] = [];
  const shut: { key: KeyState; why: string }[] = [];
  const unknown: { key: KeyState; what: string }[] = [];
  for (const key of inOrder(state)) {
    const working = workingOf(state, key, asOf);
    if (working.works === false) {
      shut.push({ key, why: working.why });
      continue;
    }
    const { paths, perhaps } = answering?.ofKey(key) ?? ANYTHING;
    if (working.works === null) unknown.push({ key, what: working.why });
    else if (answering === null || paths.length > 0) reaching.push({ key, paths });
    else if (perhaps.length > 0) unknown.push({ key, what: `what was in the ${perhaps.join(', the ')}` });
  }
  return { reaching, shut, unknown };
}

const ANYTHING = { paths: [], perhaps: [] };

/** Removed keys are in no review. */
function inOrder({ keys }: AccessState): readonly KeyState[] {
  const named = [...keys.values()]
    .filter(({ removed }) => !removed)
    .map((key) => ({ key, name: comparable(key.name) }));
  return named
    .sort((one, other) => compareText(one.name, other.name) || one.key.id - other.key.id)
    .map(({ key }) => key);
}

const ID = column('id', 'Id', 1);
const NAME = column('name', 'Key name', 4);
const HINT = column('hint', 'Key', 3);
const OWNER = column('owner', 'Owner', 2.5);

export const ownerName = (state: AccessState, { owner }: KeyState): string | null =>
  owner === null ? null : nameOf(state.accounts, owner);

/** As they were called then. */
const creatorName = (state: AccessState, { createdBy }: KeyState): string | null =>
  createdBy && (state.accounts.byId.get(createdBy.id)?.name ?? createdBy.name);

/** @param asked there is a question, so that the path is told */
export function workingSection(
  state: AccessState,
  asOf: number,
  { reaching }: SortedKeys,
  asked: string | null,
): ReportSection {
  return {
    id: 'keys',
    heading: asked === null ? 'Keys that worked' : `Keys that could reach ${asked}`,
    note:
      asked === null
        ? 'Not revoked, not expired, and of an enabled owner. A key without an owner is a tenant key.'
        : 'Those of them that worked, each with all that led there. A key without an owner is a tenant key.',
    columns: [
      ID,
      NAME,
      HINT,
      OWNER,
      ...(asked === null ? [] : [column('through', 'Through', 5)]),
      column('expires', 'Expires', 2),
      column('allowlist', 'IP allowlist', 3),
      column('rateLimits', 'Rate limits', 2),
      column('created', 'Created', 2),
      column('createdBy', 'Created by', 2.5),
      column('rotated', 'Rotated', 2),
      column('oldSecretUntil', 'Old secret works until', 2),
    ],
    rows: reaching.map(({ key, paths }): readonly Cell[] => [
      key.id,
      key.name,
      key.hint,
      ownerName(state, key),
      ...(asked === null ? [] : [paths]),
      moment(key.expiresAt),
      key.allowlist,
      key.rateLimits,
      moment(key.createdAt),
      creatorName(state, key),
      moment(key.rotatedAt),
      moment(key.previous !== null && key.previous.endsAt > asOf ? key.previous.endsAt : null),
    ]),
  };
}

export function reachSection(state: AccessState, { reaching }: SortedKeys): ReportSection {
  const granted = onceForEach<readonly Cell[]>();
  const owned = onceForEach<readonly Cell[]>();
  return {
    id: 'reach',
    heading: 'What these keys could reach',
    note: 'Permissions: what authorization group and roles granted, without what was withheld. Data scopes: those of the owner’s data access groups; tenant keys are not limited by them.',
    columns: [
      ID,
      NAME,
      column('authorizationGroup', 'Authorization group', 3),
      column('roles', 'Roles', 3),
      column('permissions', 'Permissions', 5),
      column('withheld', 'Withheld permissions', 3),
      column('apiSets', 'API sets', 3),
      column('dataAccessGroups', 'Data access groups', 3),
      column('dataScopes', 'Data scopes', 3),
    ],
    rows: reaching.map(({ key }): readonly Cell[] => [
      key.id,
      key.name,
      ...granted([key.group, key.roles, key.withheld, key.apiSets], () => grantedCells(state, key)),
      ...owned([key.owner], () => dataCells(state, key)),
    ]),
  };
}

function grantedCells(state: AccessState, key: KeyState): readonly Cell[] {
  const sets = setsOf(state, key);
  return [
    key.group === null ? null : nameOf(state.groups, key.group),
    rolesOf(state, key).map(({ name }) => name),
    permissionsBy(grantersOf(state, key), key.withheld),
    key.withheld,
    sets === 'all' ? ALL_API_SETS : sets.map(({ name }) => name),
  ];
}

function dataCells(state: AccessState, key: KeyState): readonly Cell[] {
  const owner = key.owner === null ? undefined : state.accounts.get(key.owner);
  const groups = owner === undefined ? null : dataGroupsOf(state, owner);
  return [groups && groups.map(({ name }) => name), groups && scopesBy(groups)];
}

export const shutSection = (state: AccessState, { shut }: SortedKeys): ReportSection => ({
  id: 'shutKeys',
  heading: 'Keys that did not work',
  note: 'They were there and not removed.',
  columns: [ID, NAME, HINT, OWNER, column('why', 'Why', 4)],
  rows: shut.map(({ key, why }) => [key.id, key.name, key.hint, ownerName(state, key), why]),
});
