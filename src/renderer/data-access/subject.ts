import type { AccessRow, Subject } from '../access/subjects.ts';
import type { DataAccessGroup } from '../../shared/data-access.ts';
import { msg, t } from '../../shared/language/t.ts';
import { api } from '../api.ts';
import { counted } from '../ui/counted.ts';
import { DATA_ACCESS as PATH } from './paths.ts';

/** A data access group as the lists of access control show one: its members are the accounts that have it. */
export type DataAccessRow = DataAccessGroup & AccessRow;

export const rowOf = (group: DataAccessGroup): DataAccessRow => ({
  ...group,
  keys: 0,
  accounts: group.members,
});

const list = async (): Promise<readonly DataAccessRow[]> => (await api.dataAccess.list(undefined)).map(rowOf);

/** A group's members, and how many there are: the first 1,000 are named. */
export async function readMembers(id: number) {
  const [groups, members] = await Promise.all([
    api.dataAccess.list(undefined),
    api.dataAccess.members({ id }),
  ]);
  const count = groups.find((group) => group.id === id)?.members ?? members.length;
  return { members, count: Math.max(count, members.length) };
}

export type Member = Awaited<ReturnType<typeof readMembers>>['members'][number];

export const DATA_ACCESS: Subject<DataAccessRow> = {
  title: msg('Data access control'),
  path: PATH,
  one: msg('data access group'),
  many: msg('data access groups'),
  fresh: msg('New data access group'),
  first: msg('Create the first data access group'),
  missing: msg('This data access group does not exist'),
  about: msg(
    'Which data accounts reach. A key hands on the scopes of its owner’s groups; an account in no group reaches no data.',
  ),
  release: msg('Remove them from it first.'),
  list,
  users: async (id) => {
    const { members, count } = await readMembers(id);
    const accounts = members.map(({ id: accountId, username }) => ({ id: accountId, name: username }));
    return { keys: [], keyCount: 0, accounts, accountCount: count };
  },
  remove: (id) => api.dataAccess.remove({ id }),
  use: {
    column: msg('Members'),
    count: ({ accounts = 0 }) => (accounts === 0 ? null : counted(accounts, 'member')),
    nobody: msg('None'),
    who: (name) => t('Members of “{name}”', { name }),
    inUse: (name, count) => t('“{name}” has {count}.', { name, count }),
  },
};
