import { EVERYTHING } from '../../../src/shared/everything.ts';
import { KEY_COLUMNS, type KeyColumn, type KeyView } from '../../../src/shared/key-view.ts';

/** What is measured: views, and the place in each that is asked for. */

/** What the keys of the measured tenant refer to. */
export interface Ids {
  readonly groups: readonly number[];
  readonly accounts: readonly number[];
  readonly roles: readonly number[];
  readonly apiSets: readonly number[];
}

export interface Case {
  readonly family: string;
  readonly name: string;
  /** 95 of 100 must be answered in this time. Milliseconds; `null`: reported without a goal. */
  readonly goal: number | null;
  readonly what: 'page' | 'count' | 'survey' | 'refresh';
  /** A page at this part of the list instead of the first; 1: the last. */
  readonly at?: number;
  /** The view of the turn: mostly another value each time, so that nothing is measured that only was asked before. */
  readonly view: (turn: number) => KeyView;
}

const PAGE_GOAL = 10;
const COMBINED_GOAL = 30;
const COUNT_GOAL = 150;

const of = <T>(list: readonly T[], turn: number): T => {
  const value = list[turn % list.length];
  if (value === undefined) throw new RangeError('Nothing to choose from.');
  return value;
};
const view = (changes: Partial<KeyView>): KeyView => ({ ...EVERYTHING, ...changes });
const by = (column: KeyColumn, descending = false) => ({ sort: { column, descending } });

/** Common: in one of twenty keys and more. In between: in one of a thousand to one of fifty. Rare: in fewer. */
const SEARCHES: Record<string, readonly string[]> = {
  '3 characters, common': ['inv', 'ort', 'ber', 'rch', 'sub', 'ack'],
  '3 characters, in between': ['777', 'a1b', 'k…q', '00…', 'w12', '42 '],
  '3 characters, rare': ['zq7', '9x0', 'q8z', '0kv', 'wz4', 'jx3'],
  '10 characters, common': [
    'integratio',
    'subscripti',
    'reconcilia',
    'inventory ',
    'production',
    'migration ',
  ],
  '10 characters, in between': [
    'göteborg w',
    'order webh',
    'voucher im',
    'porto cont',
    'staging pa',
    'search 123',
  ],
  '10 characters, rare': ['export 123', 'svc.lk.123', 'import 777', 'webhook 42', 'audit 9999', 'no such ke'],
  '1 character at the start': ['g', 'p', 'z', 'ł', 'r', 'm'],
  '2 characters at the start': ['gö', 'po', 'zü', 'ro', 'må', 'by'],
  'the start of a hint': ['lk_abc', 'lk_Zz9', 'lk_07q', 'lk_A1b', 'lk_xYz', 'lk_9kP'],
  'the end of a hint': ['kQx7', 'A1b2', 'zZ9q', '0kvm', 'Qq1w', '77ab'],
  'an id': ['#500', '#77', '#12345', '#999', '4242', '12345'],
};

const SURVEYS: Record<string, Partial<KeyView>> = {
  everything: {},
  'everything, by name': by('name'),
  'everything, by owner': by('owner'),
  active: { status: 'active' },
  'active, by name': { status: 'active', ...by('name') },
  'common text, by hint': { search: 'inv', ...by('key') },
};

export function cases(ids: Ids): Case[] {
  const filters: Record<string, (turn: number) => Partial<KeyView>> = {
    'status active': () => ({ status: 'active' }),
    'status revoked': () => ({ status: 'revoked' }),
    'expiration valid': () => ({ expiration: 'valid' }),
    'expiration expiring soon': () => ({ expiration: 'expiring-soon' }),
    'expiration expired': () => ({ expiration: 'expired' }),
    'expiration never': () => ({ expiration: 'never' }),
    'owner tenant': () => ({ owner: 'tenant' }),
    'owner an account': (turn) => ({ owner: { accountId: of(ids.accounts, turn * 7) } }),
    'authorization group': (turn) => ({ authorizationGroupId: of(ids.groups, turn) }),
    role: (turn) => ({ roleId: of(ids.roles, turn) }),
    'API set': (turn) => ({ apiSetId: of(ids.apiSets, turn) }),
  };
  const combined: Record<string, (turn: number) => Partial<KeyView>> = {
    'revoked + role': (turn) => ({ status: 'revoked', roleId: of(ids.roles, turn) }),
    'active + group, by name': (turn) => ({
      status: 'active',
      authorizationGroupId: of(ids.groups, turn),
      ...by('name'),
    }),
    'expired + revoked + tenant, by last use': () => ({
      expiration: 'expired',
      status: 'revoked',
      owner: 'tenant',
      ...by('last-used', true),
    }),
    'role + API set, by expiry': (turn) => ({
      roleId: of(ids.roles, turn),
      apiSetId: of(ids.apiSets, turn),
      ...by('expires'),
    }),
    'group + role + API set + soon, by name': (turn) => ({
      authorizationGroupId: of(ids.groups, turn),
      roleId: of(ids.roles, turn),
      apiSetId: of(ids.apiSets, turn),
      expiration: 'expiring-soon',
      ...by('name'),
    }),
    'common text + active + valid, by hint': (turn) => ({
      search: of(SEARCHES['3 characters, common'] ?? [], turn),
      status: 'active',
      expiration: 'valid',
      ...by('key'),
    }),
    'long common text + role, by owner': (turn) => ({
      search: of(SEARCHES['10 characters, common'] ?? [], turn),
      roleId: of(ids.roles, turn),
      ...by('owner'),
    }),
    'rare text + active, by expiry': (turn) => ({
      search: of(SEARCHES['10 characters, rare'] ?? [], turn),
      status: 'active',
      ...by('expires', true),
    }),
    'common text + group + revoked + never, by group': (turn) => ({
      search: of(SEARCHES['3 characters, common'] ?? [], turn),
      authorizationGroupId: of(ids.groups, turn),
      status: 'revoked',
      expiration: 'never',
      ...by('authorization-group'),
    }),
    'account + expired, by name': (turn) => ({
      owner: { accountId: of(ids.accounts, turn * 3) },
      expiration: 'expired',
      ...by('name'),
    }),
    'common text + account, newest first': (turn) => ({
      search: of(SEARCHES['3 characters, common'] ?? [], turn),
      owner: { accountId: of(ids.accounts, turn * 5) },
    }),
    'start of name + revoked + role, by last use': (turn) => ({
      search: of(SEARCHES['1 character at the start'] ?? [], turn),
      status: 'revoked',
      roleId: of(ids.roles, turn),
      ...by('last-used'),
    }),
  };
  const page = (family: string, name: string, goal: number, made: Case['view'], at?: number): Case => ({
    family,
    name,
    goal,
    what: 'page',
    view: made,
    ...(at !== undefined && { at }),
  });
  const filterEntries = Object.entries(filters);
  const searchEntries = Object.entries(SEARCHES);
  return [
    page('first page', 'everything', PAGE_GOAL, () => view({})),
    ...filterEntries.map(([name, filter]) =>
      page('one filter', name, PAGE_GOAL, (turn) => view(filter(turn))),
    ),
    ...filterEntries.map(([name, filter]) =>
      page('one filter, by name', name, PAGE_GOAL, (turn) => view({ ...filter(turn), ...by('name') })),
    ),
    ...KEY_COLUMNS.flatMap((column) =>
      [false, true].map((descending) =>
        page('one order', `${column} ${descending ? 'descending' : 'ascending'}`, PAGE_GOAL, () =>
          view(by(column, descending)),
        ),
      ),
    ),
    ...KEY_COLUMNS.flatMap((column) =>
      [0.25, 0.5, 0.9, 1].map((at) =>
        page('deep', `${column} at ${at * 100} %`, PAGE_GOAL, () => view(by(column)), at),
      ),
    ),
    ...searchEntries.map(([name, texts]) =>
      page('search, newest first', name, PAGE_GOAL, (turn) => view({ search: of(texts, turn) })),
    ),
    ...(['key', 'name', 'expires', 'owner'] as const).flatMap((column) =>
      searchEntries.map(([name, texts]) =>
        page(`search, by ${column}`, name, PAGE_GOAL, (turn) =>
          view({ search: of(texts, turn), ...by(column) }),
        ),
      ),
    ),
    ...Object.entries(combined).map(([name, filter]) =>
      page('combined', name, COMBINED_GOAL, (turn) => view(filter(turn))),
    ),
    ...[...filterEntries, ...Object.entries(combined)].map(([name, filter]): Case => ({
      family: 'count',
      name,
      goal: COUNT_GOAL,
      what: 'count',
      view: (turn) => view(filter(turn)),
    })),
    ...searchEntries.map(([name, texts]): Case => ({
      family: 'count',
      name,
      goal: COUNT_GOAL,
      what: 'count',
      view: (turn) => view({ search: of(texts, turn) }),
    })),
    ...Object.entries(SURVEYS).map(([name, changes]): Case => ({
      family: 'survey',
      name,
      goal: null,
      what: 'survey',
      view: () => view(changes),
    })),
    {
      family: 'refresh',
      name: 'everything, while another process writes',
      goal: PAGE_GOAL,
      what: 'refresh',
      view: () => view({}),
    },
    {
      family: 'refresh',
      name: 'common text, by name, while another process writes',
      goal: PAGE_GOAL,
      what: 'refresh',
      view: () => view({ search: 'inv', ...by('name') }),
    },
  ];
}
