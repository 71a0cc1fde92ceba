import { Worker } from 'node:worker_threads';
import type { Actor } from '../../../src/core/actor.ts';
import type { Store } from '../../../src/core/db/open.ts';
import { listKeys } from '../../../src/core/keys/list/list-keys.ts';
import { countOfView, surveyView } from '../../../src/core/keys/list/survey.ts';
import { KEY_PAGE } from '../../../src/shared/key-view.ts';
import type { Case, Ids } from './cases.ts';

/** How long the core takes for one case, in one store. */

export interface Measured {
  /** Medians of the rounds' percentiles. Milliseconds. */
  readonly p50: number;
  readonly p95: number;
}

export interface Subject {
  readonly store: Store;
  readonly actor: Actor;
  readonly now: number;
}

const ROUNDS = 5;
const TURNS = { page: 30, refresh: 40, count: 6, survey: 1 } as const;

/** The tenant's own ids, and somebody who may see its keys. */
export function subjectOf(store: Store, tenantId: number, now: number): { subject: Subject; ids: Ids } {
  const all = (table: string) =>
    store.sqlite.prepare(`SELECT id FROM ${table} WHERE tenant_id = ?`).pluck().all(tenantId) as number[];
  const ids = {
    groups: all('authorization_groups'),
    accounts: all('accounts'),
    roles: all('roles'),
    apiSets: all('api_sets'),
  };
  const actor: Actor = {
    accountId: ids.accounts[0] ?? 0,
    username: 'bench',
    tenantId,
    authorities: new Set(['view']),
    sessionId: null,
    origin: 'desktop',
  };
  return { subject: { store, actor, now }, ids };
}

export async function measure(subject: Subject, one: Case): Promise<Measured> {
  const ask = await question(subject, one);
  const stop = one.what === 'refresh' ? await startWriting(subject) : undefined;
  try {
    for (let turn = 0; turn < Math.min(5, TURNS[one.what]); turn += 1) await ask(turn);
    const rounds: number[][] = [];
    for (let round = 0; round < (one.what === 'survey' ? 3 : ROUNDS); round += 1) {
      const times: number[] = [];
      for (let turn = 0; turn < TURNS[one.what]; turn += 1) {
        const start = performance.now();
        await ask(round * TURNS[one.what] + turn);
        times.push(performance.now() - start);
      }
      rounds.push(times.sort((first, second) => first - second));
    }
    return {
      p50: median(rounds.map((times) => at(times, 0.5))),
      p95: median(rounds.map((times) => at(times, 0.95))),
    };
  } finally {
    await stop?.();
  }
}

/** What is asked in each turn. */
async function question(
  { store, actor, now }: Subject,
  one: Case,
): Promise<(turn: number) => Promise<unknown>> {
  const { db } = store;
  const { tenantId } = actor;
  if (one.what === 'count') return (turn) => countOfView(db, tenantId, one.view(turn), now);
  if (one.what === 'survey') return (turn) => surveyView(db, tenantId, one.view(turn), now);
  let after: string | null = null;
  if (one.at !== undefined) {
    const { marks } = await surveyView(db, tenantId, one.view(0), now);
    after = marks[Math.round((marks.length - 1) * one.at)] ?? null;
  }
  const deps = { db, now: () => now };
  return (turn) => listKeys(deps, actor, { view: one.view(turn), after, limit: KEY_PAGE });
}

/** Another thread with a connection of its own, as another process would: small changes all the time. */
async function startWriting({ store }: Subject): Promise<() => Promise<unknown>> {
  const writer = new Worker(new URL('./writer.ts', import.meta.url), { workerData: store.path });
  await new Promise((resolve) => writer.once('message', resolve));
  return () => writer.terminate();
}

const at = (sorted: readonly number[], part: number): number =>
  sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * part) - 1)] ?? Number.NaN;
const median = (figures: readonly number[]): number =>
  at(
    figures.toSorted((one, other) => one - other),
    0.5,
  );
