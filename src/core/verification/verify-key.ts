import type { ReadDb } from '../db/schema.ts';
import { hashKey, parseKey } from '../keys/key-format.ts';
import { findSecret, type SecretRecord } from './secret-store.ts';
import { decide, type VerificationCode } from './verify.ts';

/** An answer; `record` is there when the secret is one of this store, whatever the answer. */
export interface Verification {
  readonly code: VerificationCode;
  readonly record?: SecretRecord;
}

/** Verifies what a client presented. Malformed keys are refused without a lookup. */
export async function verifyKey(db: ReadDb, presented: string, now: number): Promise<Verification> {
  if (presented === '') return { code: 'MISSING' };
  if (parseKey(presented) === null) return { code: 'MALFORMED' };
  const record = await findSecret(db, hashKey(presented));
  if (!record) return { code: 'NOT_FOUND' };
  return { code: decide(record, now), record };
}
