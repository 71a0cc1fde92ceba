import type { ActivityEntry } from '../../shared/activity.ts';
import { DAY } from '../../shared/duration.ts';
import type { UseSpan } from '../../shared/overview-choices.ts';
import type { KeyFigures, MostUsed, UseFigures } from '../../shared/overview.ts';
import { type Actor, requireAuthority } from '../actor.ts';
import { shownEntries } from '../audit/activity.ts';
import { entriesOfTenant } from '../audit/log-store.ts';
import type { KeyDeps } from '../keys/key-deps.ts';
import type { OverviewThread } from './overview-thread.ts';
import { countStrays, readLastUsed, sumsByDay } from './use-figures-store.ts';

/** What **Overview** shows of the actor's tenant, one function a panel. */

type Deps = Pick<KeyDeps, 'db' | 'now'>;

/** Keys and entries that are named. */
const NAMED = 5;
const ENTRIES = 10;

/** Keys by state, by the weeks of their expiry and by the age of their current secret. */
export async function keyFigures(
  { now }: Pick<Deps, 'now'>,
  thread: OverviewThread,
  actor: Actor,
  weeks: readonly number[],
): Promise<KeyFigures> {
  requireAuthority(actor, 'view');
  return thread.keys({ tenantId: actor.tenantId, weeks, now: now() });
}

/** Uses and refusals day by day, and the keys that were used last. */
export async function useFigures({ db, now }: Deps, actor: Actor, days: UseSpan): Promise<UseFigures> {
  requireAuthority(actor, 'view');
  const since = firstDay(now(), days);
  const known = new Map((await sumsByDay(db, actor.tenantId, since)).map((sum) => [sum.day, sum]));
  return {
    days: Array.from({ length: days }, (_, index) => {
      const day = since + index * DAY;
      return known.get(day) ?? { day, uses: 0, refusals: 0 };
    }),
    // They belong to no tenant: only who sees all tenants is told of them.
    strays: actor.authorities.has('manage-tenants') ? await countStrays(db, since) : null,
    lastUsed: await readLastUsed(db, actor.tenantId, NAMED),
  };
}

/** The keys that were used most in so many days, today one of them. */
export async function mostUsedKeys(
  { now }: Pick<Deps, 'now'>,
  thread: OverviewThread,
  actor: Actor,
  days: UseSpan,
): Promise<MostUsed> {
  requireAuthority(actor, 'view');
  return thread.mostUsed({ tenantId: actor.tenantId, since: firstDay(now(), days), limit: NAMED });
}

/** What happened last in the tenant. */
export async function lastActivity({ db }: Pick<Deps, 'db'>, actor: Actor): Promise<ActivityEntry[]> {
  requireAuthority(actor, 'view-activity');
  return shownEntries(await entriesOfTenant(db, actor.tenantId, ENTRIES));
}

const firstDay = (now: number, days: UseSpan): number => now - (now % DAY) - (days - 1) * DAY;
