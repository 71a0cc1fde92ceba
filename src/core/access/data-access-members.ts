import type { DataAccessGroup } from '../../shared/data-access.ts';
import { type Actor, frameOf, requireAuthority } from '../actor.ts';
import { change } from '../audit/change.ts';
import type { NewEntry } from '../audit/entry.ts';
import type { WriteDb } from '../db/schema.ts';
import type { AccessDeps } from './access-deps.ts';
import { unknownAccount } from './access-errors.ts';
import { deleteMembers, findCandidates, insertMembers, readMembers } from './data-access-member-store.ts';
import { requireDataAccessGroup, targetOf } from './data-access-service.ts';
import { groupsOfAccounts } from './data-access-store.ts';

/** How many members a screen names. */
const MEMBERS_SHOWN = 1_000;

export interface MembersInput {
  readonly id: number;
  readonly accountIds: readonly number[];
}

interface Account {
  readonly id: number;
  readonly username: string;
}

/** The accounts of a group by username, the first 1,000. @throws AppError `NOT_FOUND` */
export async function membersOf({ db }: AccessDeps, actor: Actor, id: number) {
  requireAuthority(actor, 'view');
  await requireDataAccessGroup(db, actor.tenantId, id);
  return readMembers(db, id, MEMBERS_SHOWN);
}

/** Adds accounts to a group; those that are in it already stay. @throws AppError `NOT_FOUND`, `UNKNOWN_ACCOUNT` */
export const addMembers = (deps: AccessDeps, actor: Actor, input: MembersInput): Promise<DataAccessGroup> =>
  moveMembers(deps, actor, input, {
    action: 'data-access.add-members',
    said: 'added',
    moves: (account) => !account.inGroup,
    move: insertMembers,
  });

/** Takes accounts out of a group; those that are not in it are passed over. @throws AppError as `addMembers` */
export const removeMembers = (
  deps: AccessDeps,
  actor: Actor,
  input: MembersInput,
): Promise<DataAccessGroup> =>
  moveMembers(deps, actor, input, {
    action: 'data-access.remove-members',
    said: 'removed',
    moves: (account) => account.inGroup,
    move: deleteMembers,
  });

async function moveMembers(
  { db, now }: AccessDeps,
  actor: Actor,
  input: MembersInput,
  way: {
    readonly action: string;
    readonly said: 'added' | 'removed';
    readonly moves: (account: { readonly inGroup: boolean }) => boolean;
    readonly move: (write: WriteDb, groupId: number, accountIds: readonly number[]) => Promise<void>;
  },
): Promise<DataAccessGroup> {
  requireAuthority(actor, 'manage-access-control');
  const { tenantId } = actor;
  const wanted = [...new Set(input.accountIds)];
  return change(db, frameOf(actor, now()), async (write) => {
    const group = await requireDataAccessGroup(write, tenantId, input.id);
    const accounts = await findCandidates(write, tenantId, group.id, wanted);
    if (accounts.length !== wanted.length) throw unknownAccount();
    const moved = accounts.filter(way.moves);
    const ids = moved.map((account) => account.id);
    const before = await groupsOfAccounts(write, ids);
    await way.move(write, group.id, ids);
    const after = await groupsOfAccounts(write, ids);
    const names = moved.map((account) => account.username);
    return {
      result: await requireDataAccessGroup(write, tenantId, group.id),
      entries: [
        { action: way.action, target: targetOf(group), details: { [way.said]: names } },
        ...moved.map((account) => entryOf(account, before, after)),
      ],
    };
  });
}

type Groups = Awaited<ReturnType<typeof groupsOfAccounts>>;

const namesOf = (groups: Groups, id: number): readonly string[] =>
  (groups.get(id) ?? []).map((group) => group.name);

/** On the account's own page too it must be seen which data its keys have come to reach. */
const entryOf = ({ id, username }: Account, before: Groups, after: Groups): NewEntry => ({
  action: 'accounts.data-access',
  target: { type: 'account', id, name: username },
  details: {
    before: { dataAccessGroups: namesOf(before, id) },
    after: { dataAccessGroups: namesOf(after, id) },
    ids: { dataAccessGroups: (after.get(id) ?? []).map((group) => group.id) },
  },
});
