import type { Identification } from '../../shared/leak-scan.ts';
import { type Actor, requireAuthority } from '../actor.ts';
import type { ReadDb } from '../db/schema.ts';
import { hashKey, keyHint } from '../keys/key-format.ts';
import { findKeys, type Wrapping } from './find-keys.ts';
import { matchOf } from './leak-scan.ts';
import { findSecrets, hexOf } from './match-store.ts';
import { whyNoKey } from './why-no-key.ts';

const SHOWN = 20;

export interface IdentifyDeps {
  readonly db: ReadDb;
  readonly now: () => number;
}

/** Which keys a text is or contains, in whatever form, or why there is none. Nothing of the text is kept. */
export function identify(deps: IdentifyDeps, actor: Actor, text: string): Promise<Identification> {
  requireAuthority(actor, 'view');
  return identifyFor(deps, actor.tenantId, text);
}

/** @param tenantId whose keys are told by name; `null`: all */
export async function identifyFor(
  { db, now }: IdentifyDeps,
  tenantId: number | null,
  text: string,
): Promise<Identification> {
  const bytes = Buffer.from(text);
  const different = new Map<
    string,
    { readonly hash: Buffer; readonly hint: string; readonly written: Wrapping[] }
  >();
  findKeys(bytes, 0, bytes.length, (key, _place, wrappings) => {
    const hash = hashKey(key);
    if (!different.has(hexOf(hash))) {
      different.set(hexOf(hash), { hash, hint: keyHint(key), written: [...wrappings] });
    }
  });
  if (different.size === 0) return { keys: [], count: 0, why: whyNoKey(text) };
  const shown = [...different].slice(0, SHOWN);
  const known = await findSecrets(
    db,
    shown.map(([, { hash }]) => hash),
    now(),
  );
  const keys = shown.map(([hex, { hint, written }]) => {
    const match = matchOf(known.get(hex), tenantId);
    return { hint: match.of === 'other-tenant' ? null : hint, written, match };
  });
  return { keys, count: different.size, why: null };
}
