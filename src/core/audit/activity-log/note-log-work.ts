import { type Actor, frameOf, requireAuthority } from '../../actor.ts';
import type { AnyDb } from '../../db/schema.ts';
import { change } from '../change.ts';
import type { NewEntry } from '../entry.ts';
import type { LogReport } from '../integrity/verify-log.ts';

interface Deps {
  readonly db: AnyDb;
  readonly now: () => number;
}

/** Who may verify the log of all tenants. */
export const requireMayVerify = (actor: Actor): void => requireAuthority(actor, 'manage-tenants');

/** Who may take the log of all tenants out of the program. */
export function requireMayExport(actor: Actor): void {
  requireAuthority(actor, 'manage-tenants');
  requireAuthority(actor, 'export');
}

/** Writes down that the log was verified, and what came out. */
export function noteVerified({ db, now }: Deps, actor: Actor, report: LogReport): Promise<void> {
  requireMayVerify(actor);
  const { entries, fault, anchor, checkpoint } = report;
  const details = {
    entries,
    fault: fault && { seq: fault.seq, what: fault.what },
    anchor,
    signedUpTo: checkpoint?.size ?? null,
  };
  return note({ db, now }, actor, { action: 'audit.verify', details });
}

/** Writes down that the log leaves the program in a file. */
export function noteLogExport(deps: Deps, actor: Actor): Promise<void> {
  requireMayExport(actor);
  return note(deps, actor, { action: 'audit.export' });
}

const note = ({ db, now }: Deps, actor: Actor, entry: NewEntry): Promise<void> =>
  change(db, frameOf(actor, now()), () => Promise.resolve({ result: undefined, entries: [entry] }));
