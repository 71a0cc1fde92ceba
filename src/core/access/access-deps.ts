import type { AnyDb } from '../db/schema.ts';

/** What the services of this folder work with. */
export interface AccessDeps {
  readonly db: AnyDb;
  /** Epoch milliseconds. */
  readonly now: () => number;
}
