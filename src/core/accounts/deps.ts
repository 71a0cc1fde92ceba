import type { EntryFrame } from '../audit/log-store.ts';
import type { AnyDb } from '../db/schema.ts';
import type { PasswordHasher } from './password-hash.ts';

/** What the services of this folder work with. */
export interface AccountDeps {
  readonly db: AnyDb;
  readonly now: () => number;
  readonly hasher: PasswordHasher;
}

/** The frame of an entry that is written before, or without, an actor. */
export function desktopFrame(
  now: number,
  sessionId: string | null,
  tenantId: number | null = null,
): EntryFrame {
  return { time: now, origin: 'desktop', sessionId, tenantId, actor: null };
}
