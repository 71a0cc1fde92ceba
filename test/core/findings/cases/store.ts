import { frameOf } from '../../../../src/core/actor.ts';
import { change } from '../../../../src/core/audit/change.ts';
import type { NewEntry } from '../../../../src/core/audit/entry.ts';
import { LogSigner } from '../../../../src/core/audit/integrity/log-signer.ts';
import { editSecurity } from '../../../../src/core/settings/security-service.ts';
import { DEFAULT_SECURITY } from '../../../../src/shared/settings.ts';
import { DAY, MINUTE } from '../../../support/clock.ts';
import type { Case, Scene } from '../scene.ts';

/** Adds entries to the log, as calls of other subjects do. */
export const log = ({ store, ada, clock }: Scene, ...entries: readonly [NewEntry, ...NewEntry[]]) =>
  change(store.db, frameOf(ada, clock.time), () => Promise.resolve({ result: undefined, entries }));

/** Signs the log with a keychain of its own. */
export function signer({ store, clock }: Scene): LogSigner {
  const kept = new Map<string, string>();
  const vault = {
    get: (name: string) => Promise.resolve(kept.get(name) ?? null),
    set: (name: string, value: string) => Promise.resolve(kept.set(name, value).size > 0),
  };
  return new LogSigner(store, vault, clock.now);
}

export const clockSetBack: Case = async (s) => {
  const at = s.clock.time;
  s.clock.pass(-MINUTE);
  return {
    finds: 'clock',
    hit: () => s.clock.pass(-1),
    says: { at },
    mend: () => s.clock.pass(1),
  };
};

/** What a verification that found nothing says. */
const SOUND = { entries: 1, fault: null, signedUpTo: null };

export const logNotVerified: Case = async (s) => {
  s.clock.pass(20 * DAY);
  await log(s, { action: 'audit.verify', details: SOUND });
  const at = s.clock.time;
  s.clock.pass(1);
  // One that finds something is none that can be relied on.
  await log(s, { action: 'audit.verify', details: { fault: { seq: 1, what: 'modified' } } });
  s.clock.pass(-1);
  s.clock.pass(30 * DAY - 1);
  return {
    finds: 'log',
    hit: () => s.clock.pass(1),
    says: { at },
    mend: () => log(s, { action: 'audit.verify', details: SOUND }),
  };
};

export const unsignedLog: Case = async (s) => {
  const signing = signer(s);
  await signing.sign();
  // A size that the log has not got to is no signature, whoever wrote it there.
  s.store.sqlite.exec("INSERT INTO audit_checkpoints VALUES (1000000000, 'x', 'x', x'', 1)");
  const one: NewEntry = { action: 'notices.put-away' };
  await log(s, one, ...Array.from({ length: 4_999 }, () => one));
  return {
    finds: 'log',
    hit: () => log(s, one),
    says: { count: 5_001 },
    mend: () => signing.sign(),
  };
};

export const weakSettings: Case = async (s) => {
  const set = (idleLockMinutes: number) =>
    editSecurity(s.deps, s.ada, { ...DEFAULT_SECURITY, idleLockMinutes });
  await set(30);
  return {
    finds: 'idleLockMinutes',
    hit: () => set(31),
    says: { count: 31 },
    mend: () => set(10),
  };
};
