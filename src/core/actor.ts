import { AUTHORITY_NAMES, type Authority, KEY_AUTHORITIES } from '../shared/authorities.ts';
import { t } from '../shared/language/t.ts';
import { AppError } from '../shared/rpc.ts';
import type { Origin } from './audit/entry.ts';
import type { EntryFrame } from './audit/log-store.ts';

/** Who asks the core to do something, as the store knows them at this moment. */
export interface Actor {
  readonly accountId: number;
  readonly username: string;
  readonly tenantId: number;
  readonly authorities: ReadonlySet<Authority>;
  readonly sessionId: string | null;
  readonly origin: Origin;
  /** Of the log in which they have signed in; absent only in tests. */
  readonly epoch?: number;
}

/** Refuses with `FORBIDDEN` unless the actor holds the authority. Every service calls it, whoever asked before. */
export function requireAuthority(actor: Actor, authority: Authority): void {
  if (actor.authorities.has(authority)) return;
  throw new AppError(
    'FORBIDDEN',
    t(
      'You do not have the right permissions: this needs the authority {authority}. Ask an administrator for it.',
      { authority: t(AUTHORITY_NAMES[authority]) },
    ),
  );
}

/** The same for changes of keys as long as it is open whose key it is: either authority over keys will do. */
export function requireSomeKeyAuthority(actor: Actor): void {
  if (KEY_AUTHORITIES.some((authority) => actor.authorities.has(authority))) return;
  requireAuthority(actor, KEY_AUTHORITIES[0]);
}

/** The part of a log entry that is the same for all that an actor does. */
export function frameOf(actor: Actor, now: number): EntryFrame {
  return {
    time: now,
    origin: actor.origin,
    sessionId: actor.sessionId,
    tenantId: actor.tenantId,
    actor: { accountId: actor.accountId, username: actor.username },
    ...(actor.epoch !== undefined && { epoch: actor.epoch }),
  };
}
