import { compileOperations, matchesAny, readOperation } from '../../../shared/api-pattern.ts';
import { isKeyManagement } from '../../verification/request.ts';
import { ALL_API_SETS } from '../cells.ts';
import type { AccessState, AccountState, KeyState } from '../replay/state.ts';
import type { ReachQuestion } from '../request.ts';
import { dataGroupsOf, grantersOf, rolesOf, setsOf, type Source, sourceText, unsaid } from './reach.ts';

/** How somebody could reach what was asked for. */
export interface Reach {
  /** What led there; none: nothing that the log tells of. */
  readonly paths: readonly string[];
  /** What may have led there: the log does not say what it gave. */
  readonly perhaps: readonly string[];
}

const NOWHERE: Reach = { paths: [], perhaps: [] };

/** How keys and people could reach one thing. */
export interface Answering {
  /** Whether the key worked is asked elsewhere. */
  readonly ofKey: (key: KeyState) => Reach;
  /** `null`: what was asked for is nothing that limits people. */
  readonly ofPerson: (person: AccountState) => Reach | null;
}

export function answering(state: AccessState, question: ReachQuestion): Answering {
  // What no key may ever, rule 6 of the product, whatever grants it.
  if (isLatchkeysOwn(question)) return { ofKey: () => NOWHERE, ofPerson: () => null };
  switch (question.by) {
    case 'permission': {
      const { permission } = question;
      const grants = (thing: { readonly permissions: readonly string[] | null }) => thing.permissions;
      return {
        ofKey: (key) =>
          key.withheld.includes(permission) ? NOWHERE : through(grantersOf(state, key), grants, permission),
        ofPerson: (person) => through(rolesOf(state, person), grants, permission),
      };
    }
    case 'operation': {
      const matches = matcherOf(question);
      return {
        ofKey: (key) => {
          const sets = setsOf(state, key);
          return sets === 'all' ? { paths: [ALL_API_SETS], perhaps: [] } : throughSets(sets, matches);
        },
        ofPerson: () => null,
      };
    }
    case 'data-scope': {
      const ofPerson = (account: AccountState) =>
        through(dataGroupsOf(state, account), (group) => group.scopes, question.scope);
      return {
        ofKey: ({ owner }) => {
          if (owner === null) return UNLIMITED;
          const account = state.accounts.get(owner);
          return account === undefined ? NOWHERE : ofPerson(account);
        },
        ofPerson,
      };
    }
  }
}

const UNLIMITED: Reach = { paths: ['tenant key, which data access groups do not limit'], perhaps: [] };

export function isLatchkeysOwn(question: ReachQuestion): boolean {
  const operation = question.by === 'operation' ? { method: question.method, target: question.target } : null;
  const permissions = question.by === 'permission' ? [question.permission] : [];
  return isKeyManagement({ address: null, operation, permissions });
}

const through = <Thing>(
  all: readonly Source<Thing>[],
  contents: (thing: Thing) => readonly string[] | null,
  wanted: string,
): Reach => ({
  paths: all
    .filter(({ thing }) => thing !== undefined && contents(thing)?.includes(wanted) === true)
    .map(sourceText),
  perhaps: unsaid(all, contents).map(sourceText),
});

type Sets = readonly Source<{ readonly operations: readonly string[] | null }>[];

const throughSets = (sets: Sets, matches: (pattern: string) => boolean): Reach => ({
  paths: sets.flatMap((set) => {
    const pattern = set.thing?.operations?.find(matches);
    return pattern === undefined ? [] : [`${sourceText(set)}: ${pattern}`];
  }),
  perhaps: unsaid(sets, (set) => set.operations).map(sourceText),
});

/** Reads patterns as verification does, each once. */
function matcherOf({ method, target }: Extract<ReachQuestion, { by: 'operation' }>) {
  const known = new Map<string, boolean>();
  return (pattern: string): boolean => {
    const before = known.get(pattern);
    if (before !== undefined) return before;
    const read = readOperation(pattern);
    const matches = read.ok && matchesAny(compileOperations([read]), method, target);
    known.set(pattern, matches);
    return matches;
  };
}
