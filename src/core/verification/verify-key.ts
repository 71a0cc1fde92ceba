import { dataScopesOf } from '../access/data-access-store.ts';
import type { ReadDb } from '../db/schema.ts';
import { hashKey, parseKey } from '../keys/key-format.ts';
import { findSecret, type SecretRecord } from './secret-store.ts';
import { decide, type VerificationCode } from './verify.ts';

/** An answer; `record` is there when the secret is one of this store, whatever the answer. */
export interface Verification {
  readonly code: VerificationCode;
  readonly record?: SecretRecord;
  /**
   * Of a valid key: the data scopes of the account that owns it, sorted; none: it reaches no data. `null` for a tenant
   * key, which data access control does not limit. Nothing is cached: a change of a group holds at once.
   */
  readonly dataScopes?: readonly string[] | null;
}

/** Verifies what a client presented. Malformed keys are refused without a lookup. */
export async function verifyKey(db: ReadDb, presented: string, now: number): Promise<Verification> {
  if (presented === '') return { code: 'MISSING' };
  if (parseKey(presented) === null) return { code: 'MALFORMED' };
  const record = await findSecret(db, hashKey(presented));
  if (!record) return { code: 'NOT_FOUND' };
  const code = decide(record, now);
  if (code !== 'VALID') return { code, record };
  const { owner } = record;
  return { code, record, dataScopes: owner === null ? null : await dataScopesOf(db, owner.accountId) };
}
