import { msg, t } from '../../../shared/language/t.ts';
import { comparable } from '../../../shared/text.ts';
import { type Actor } from '../../actor.ts';
import { authorityOver, mayHoldSecret, type Owner } from '../key-authority.ts';
import { AUTHORITY_NAMES } from '../../../shared/authorities.ts';
import type { Catalogue, FoundOwner, Named } from './catalogue.ts';
import type { Column } from './columns.ts';
import { type ImportRow, problemIn } from './row.ts';
import { shown } from './shown.ts';

/** A row with what it names found in the tenant. What was not found is noted as its problem. */
export interface ResolvedRow extends ImportRow {
  readonly nameKey: string;
  /** `null`: the tenant. Without meaning when the row has a problem. */
  readonly by: Owner;
  readonly authorizationGroup: Named | null;
  readonly roleRows: readonly Named[];
  readonly apiSetRows: readonly Named[];
  readonly withheldRows: readonly Named[];
}

/** Finds what a row names, and asks whether the actor may bring a key to its owner. */
export function resolveRow(
  actor: Actor,
  read: ImportRow,
  catalogue: Catalogue,
  owners: ReadonlyMap<string, FoundOwner>,
): ResolvedRow {
  // A later look begins with what the cells alone say.
  const row = { ...read, problems: [...read.problems] };
  const report = (column: Column, message: string): void =>
    void row.problems.push(problemIn(row.row, column, message));
  const owner = ownerOf(actor, row, owners, report);
  if (row.apiSets.length === 0) report('apiSets', t('This names no API set. For all of them write *.'));
  return {
    ...row,
    nameKey: comparable(row.name),
    by: owner ?? null,
    authorizationGroup: owner === undefined ? null : groupOf(row, owner, catalogue, report),
    roleRows: foundIn(catalogue.roles, row.roles, 'role', (message) => report('roles', message)),
    apiSetRows: foundIn(catalogue.apiSets, row.apiSets === 'all' ? [] : row.apiSets, 'apiSet', (message) =>
      report('apiSets', t('{message} For all of them write *.', { message })),
    ),
    withheldRows: foundIn(catalogue.permissions, row.withheld, 'permission', (message) =>
      report('withheld', message),
    ),
  };
}

type Report = (column: Column, message: string) => void;

/** What is said of a name that is not there, and of the rest of them. */
const UNKNOWN = {
  role: {
    one: msg('There is no role {name}. Correct the name, or make it in Latchkey first.'),
    more: msg(
      '{count, plural, one {# more name in this cell is of no role.} other {# more names in this cell are of no role.}}',
    ),
  },
  apiSet: {
    one: msg('There is no API set {name}. Correct the name, or make it in Latchkey first.'),
    more: msg(
      '{count, plural, one {# more name in this cell is of no API set.} other {# more names in this cell are of no API set.}}',
    ),
  },
  permission: {
    one: msg('There is no permission {name}. Correct the name, or make it in Latchkey first.'),
    more: msg(
      '{count, plural, one {# more name in this cell is of no permission.} other {# more names in this cell are of no permission.}}',
    ),
  },
} as const;

/** Names of one cell that are told one by one when they are not there. A cell has room for hundreds of thousands. */
const TOLD = 3;

function foundIn(
  there: ReadonlyMap<string, Named>,
  names: readonly string[],
  what: keyof typeof UNKNOWN,
  miss: (message: string) => void,
): readonly Named[] {
  const found = new Map<number, Named>();
  let missing = 0;
  for (const name of names) {
    const one = there.get(comparable(name));
    if (one) found.set(one.id, one);
    else if ((missing += 1) <= TOLD) miss(t(UNKNOWN[what].one, { name: shown(name) }));
  }
  if (missing > TOLD) miss(t(UNKNOWN[what].more, { count: missing - TOLD }));
  return [...found.values()];
}

/** `undefined`: it cannot be the owner, which is reported. */
function ownerOf(
  actor: Actor,
  row: ImportRow,
  owners: ReadonlyMap<string, FoundOwner>,
  report: Report,
): Owner | undefined {
  const held = (owner: Owner): boolean => {
    if (mayHoldSecret(actor, owner)) return true;
    const authority = authorityOver(owner);
    report(
      'owner',
      !actor.authorities.has(authority)
        ? t(
            'You do not have the right permissions: this needs the authority {authority}. Leave the row out, or ask an administrator.',
            { authority: t(AUTHORITY_NAMES[authority]) },
          )
        : t(
            'Only {username} may import a key of their own account. Leave the row out, and ask them to sign in and do it.',
            { username: owner?.username ?? '' },
          ),
    );
    return false;
  };
  if (row.owner === '') return held(null) ? null : undefined;
  const account = owners.get(comparable(row.owner));
  if (!account) {
    report(
      'owner',
      t('There is no account {name}. Correct the username; for a tenant key leave the cell empty.', {
        name: shown(row.owner),
      }),
    );
    return undefined;
  }
  const { accountId, username, apiOnly, active } = account;
  const owner = { accountId, username, apiOnly };
  if (!held(owner)) return undefined;
  if (!active) {
    report(
      'owner',
      t('The account {username} is disabled, so its keys would not work. Enable it first.', { username }),
    );
  }
  return owner;
}

function groupOf(row: ImportRow, owner: Owner, { groups }: Catalogue, report: Report): Named | null {
  const wanted = owner === null ? 'Tenant API Key' : 'User';
  if (row.group === '') {
    if (owner === null) report('group', t('A tenant key needs an authorization group. Write its name.'));
    return null;
  }
  const group = groups.get(comparable(row.group));
  if (!group) {
    report(
      'group',
      t('There is no authorization group {name}. Correct the name, or make it in Latchkey first.', {
        name: shown(row.group),
      }),
    );
    return null;
  }
  if (group.type !== wanted) {
    report(
      'group',
      t('“{name}” is a group of type {type}. Write one of type {wanted}.', {
        name: group.name,
        type: group.type,
        wanted,
      }),
    );
  }
  return group;
}
