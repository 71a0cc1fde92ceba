import type { LogEntry, LogEntryFacts, LogFilter } from '../../../shared/activity-log.ts';
import { t } from '../../../shared/language/t.ts';
import { AppError } from '../../../shared/rpc.ts';
import { type Actor, requireAuthority } from '../../actor.ts';
import type { ReadDb } from '../../db/schema.ts';
import { logHead } from '../log-store.ts';
import { readableBody } from '../read-body.ts';
import { actorsOf, findEntry, type LogQuestion } from './activity-log-store.ts';
import { type Found, walkBack } from './walk.ts';

/** A page is looked for so long; then it is handed out as it is. Milliseconds. */
const PATIENCE = 150;
/** Newer entries are counted up to here. */
const COUNTED = 1_000;

interface Deps {
  readonly db: ReadDb;
}

/**
 * One page of the log, newest first: of the actor's tenant, or of all for those who manage tenants.
 * @throws AppError `FORBIDDEN`
 */
export async function listLog(
  { db }: Deps,
  actor: Actor,
  input: { readonly filter: LogFilter; readonly before: number | null; readonly limit: number },
): Promise<{ readonly entries: LogEntry[]; readonly next: number | null; readonly newest: number }> {
  const question = questionOf(actor, input.filter);
  const newest = (await logHead(db))?.seq ?? 0;
  const entries: LogEntry[] = [];
  const deadline = performance.now() + PATIENCE;
  const next = await walkBack(
    db,
    question,
    { from: 1, before: Math.min(input.before ?? newest + 1, newest + 1) },
    (found) => entries.push(shown(found)) < input.limit,
    () => performance.now() < deadline,
  );
  return { entries, next, newest };
}

/** How many entries have come since, up to 1,000. */
export async function countNewer(
  { db }: Deps,
  actor: Actor,
  { filter, after }: { readonly filter: LogFilter; readonly after: number },
): Promise<number> {
  const question = questionOf(actor, filter);
  const newest = (await logHead(db))?.seq ?? 0;
  let count = 0;
  const deadline = performance.now() + PATIENCE;
  await walkBack(
    db,
    question,
    { from: after + 1, before: newest + 1 },
    () => ++count < COUNTED,
    () => performance.now() < deadline,
  );
  return count;
}

/** What stands in an entry beside its sentence. @throws AppError `ENTRY_NOT_FOUND`, `ENTRY_UNREADABLE` */
export async function readEntry({ db }: Deps, actor: Actor, seq: number): Promise<LogEntryFacts> {
  requireAuthority(actor, 'view-activity');
  const found = await findEntry(db, actor.authorities.has('manage-tenants') ? null : actor.tenantId, seq);
  if (!found) throw new AppError('ENTRY_NOT_FOUND', t('There is no such entry. Look at the list again.'));
  const body = readableBody(found.body);
  if (!body) {
    throw new AppError(
      'ENTRY_UNREADABLE',
      t('This entry cannot be read: somebody has changed it. Verify the log, and keep a copy of the store.'),
    );
  }
  const { epoch, origin, session, previous } = body;
  return { seq, epoch, origin, session, previous, hash: Buffer.from(found.hash).toString('hex') };
}

/** Who has entries in the actor's tenant, by name. */
export async function readActors({ db }: Deps, actor: Actor) {
  requireAuthority(actor, 'view-activity');
  return { actors: await actorsOf(db, actor.tenantId) };
}

function questionOf(actor: Actor, { everywhere, search, ...filter }: LogFilter): LogQuestion {
  requireAuthority(actor, 'view-activity');
  if (everywhere) requireAuthority(actor, 'manage-tenants');
  return { ...filter, search: search.trim(), tenantId: everywhere ? null : actor.tenantId };
}

function shown({ seq, body }: Found): LogEntry {
  const { time, actor, action, target, outcome, details } = body;
  return {
    seq,
    time,
    actor: actor?.name ?? null,
    actorId: actor?.id ?? null,
    action,
    target: target?.name ?? null,
    about: target,
    outcome,
    details: details as LogEntry['details'],
  };
}
