import { compileAllowlist } from '../../shared/allowlist.ts';
import { compileOperations, matchesAny, type Operation } from '../../shared/api-pattern.ts';
import { remember } from './remember.ts';
import { type RateLimit, readRateLimits } from '../../shared/rate-limit.ts';

/** What a key's policy text says, see migration 0005. */
export interface PolicyText {
  readonly groupId: number | null;
  readonly apiAccess: 'all' | 'selected';
  readonly roleIds: readonly number[];
  readonly apiSetIds: readonly number[];
  readonly excludedIds: readonly number[];
  readonly rateLimits: string;
  readonly allowlist: readonly string[];
}

/** What the store knows about the ids of a policy. */
export interface PolicyFacts {
  /** Names of roles, sorted. */
  readonly roles: readonly string[];
  readonly group: string | null;
  readonly apiSets: readonly string[];
  readonly operations: readonly Pick<Operation, 'method' | 'path'>[];
  /** As `invoices:read`, sorted, without what is withheld. */
  readonly permissions: readonly string[];
}

/** A policy made ready for many requests; keys with equal texts share one. */
export interface Policy extends PolicyFacts {
  readonly text: PolicyText;
  readonly granted: ReadonlySet<string>;
  readonly limits: readonly RateLimit[];
  readonly admits: (address: string | null) => boolean;
  /** `null`: every operation. */
  readonly allows: ((method: string, target: string) => boolean) | null;
}

/** One key's policy cannot be read; the others can. */
export class PolicyError extends Error {}

const PARTS = 7;

/** @throws PolicyError when a text is not one that the store writes: a damaged store lets nobody in */
export function readPolicy(policy: string): PolicyText {
  const [group = '', access, roles = '', sets = '', excluded = '', rateLimits = '', allowlist = '', ...rest] =
    policy.split('|');
  const parts = policy.split('|').length;
  if (parts !== PARTS || rest.length > 0 || (access !== 'all' && access !== 'selected')) {
    throw new PolicyError('A policy in the store cannot be read: its keys are refused.');
  }
  return {
    groupId: group === '' ? null : Number(group),
    apiAccess: access,
    roleIds: numbers(roles),
    apiSetIds: numbers(sets),
    excludedIds: numbers(excluded),
    rateLimits,
    allowlist: allowlist === '' ? [] : allowlist.split('\n'),
  };
}

/** The text that `readPolicy` reads; ids in their order. The store makes it in SQL, see `keys/scope-store.ts`. */
export function writePolicy(policy: PolicyText): string {
  const { groupId, apiAccess, roleIds, apiSetIds, excludedIds, rateLimits, allowlist } = policy;
  const ids = (list: readonly number[]) => list.toSorted((one, other) => one - other).join(',');
  const parts = [groupId ?? '', apiAccess, ids(roleIds), ids(apiSetIds), ids(excludedIds), rateLimits];
  return [...parts, allowlist.join('\n')].join('|');
}

const numbers = (list: string): readonly number[] => (list === '' ? [] : list.split(',').map(Number));

/** Clients come again and again, and reading an address costs as much as a lookup. */
function admitting(allowlist: readonly string[]): Policy['admits'] {
  const admits = compileAllowlist(allowlist);
  if (allowlist.length === 0) return admits;
  const known = remember(admits, 1_000);
  return (address) => (address === null ? admits(null) : known(address));
}

export function compilePolicy(text: PolicyText, facts: PolicyFacts): Policy {
  const operations = text.apiAccess === 'all' ? null : compileOperations(facts.operations);
  return {
    ...facts,
    text,
    granted: new Set(facts.permissions),
    limits: readRateLimits(text.rateLimits),
    admits: admitting(text.allowlist),
    allows: operations && ((method, target) => matchesAny(operations, method, target)),
  };
}
