import type { IntegrityReport } from '../../shared/store.ts';
import { type Actor, frameOf } from '../actor.ts';
import { change } from '../audit/change.ts';
import type { AnyDb } from '../db/schema.ts';
import { requireMayManageStore } from './back-up.ts';

interface Deps {
  readonly db: AnyDb;
  readonly now: () => number;
}

/** Writes down that the store was looked at from end to end, and what came out. */
export async function noteChecked({ db, now }: Deps, actor: Actor, report: IntegrityReport): Promise<void> {
  requireMayManageStore(actor);
  const { faults, logFault } = report;
  const details = { faults: faults.length, logFault: logFault && { ...logFault } };
  await change(db, frameOf(actor, now()), () =>
    Promise.resolve({ result: undefined, entries: [{ action: 'store.check', details }] }),
  );
}

/** Writes down that somebody says of a restored log that it is right. */
export async function noteAccepted({ db, now }: Deps, actor: Actor): Promise<void> {
  requireMayManageStore(actor);
  await change(db, frameOf(actor, now()), () =>
    Promise.resolve({ result: undefined, entries: [{ action: 'store.accept-log' }] }),
  );
}
