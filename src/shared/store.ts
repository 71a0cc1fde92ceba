import { z } from 'zod';
import type { Access } from './authorities.ts';
import type { Call } from './rpc.ts';
import { t } from './language/t.ts';
import { PASSWORD } from './text.ts';
import { BACKUP_PERIODS, KEPT_BACKUPS, STORE_STAGES } from './store-words.ts';
import { whole } from './checked.ts';
import { FAULTS } from './activity-log.ts';
import { time } from './time.ts';

/** The store as a whole: its file, its backups, and putting one back. Of all tenants, so for those who manage them. */

const count = z.number().int().min(0);
/** How many, and the first of their names. */
const named = z.object({ count, names: z.array(z.string()) });

const fault = z.object({ seq: z.number().int(), what: z.enum(FAULTS) });

/** What a restore would change. `…Since`: what happened after the backup, and would be undone. */
export const storeDifference = z.object({
  /** How the backup's log stands to the present one: `parted` when each has entries that the other has not. */
  history: z.enum(['same', 'earlier', 'later', 'parted']),
  /** Keys that would work again. */
  revokedSince: named,
  removedSince: named,
  /** Keys whose secret of then would work again, and that of now would not. */
  rotatedSince: named,
  /** Keys that would be gone. */
  madeSince: named,
  /** Keys that would be revoked or removed again. */
  reinstatedSince: named,
  /** Accounts that would be active again. */
  leftSince: named,
  /** Accounts that would be gone. */
  joinedSince: named,
  /** Accounts whose password of then would be theirs again. */
  passwordsSince: named,
});
export type StoreDifference = z.infer<typeof storeDifference>;

/** A backup that was chosen, before anybody has looked into it. */
export const chosenBackup = z.object({ path: z.string(), size: count, encrypted: z.boolean() });
export type ChosenBackup = z.infer<typeof chosenBackup>;

export const backupPreview = chosenBackup.extend({
  /** `null`: it does not say. */
  madeAt: time.nullable(),
  tenants: z.array(z.object({ name: z.string(), keys: count, accounts: count })),
  keys: count,
  accounts: count,
  newest: z.object({ seq: z.number().int(), time }).nullable(),
  /** The migrations that it has had, and those that this program knows. */
  version: count,
  newestVersion: count,
  /** Something is wrong with its activity log. */
  logFault: fault.nullable(),
  /** What is at the store's place now. */
  present: z.enum(['same store', 'other store', 'unusable', 'missing', 'empty']),
  difference: storeDifference.nullable(),
  /** Whether this computer can go on signing the log with the key that it has for it. */
  signing: z.enum(['same key', 'new key', 'no keychain']),
});
export type BackupPreview = z.infer<typeof backupPreview>;

export const restoredBackup = z.object({
  /** Where what was there is kept; `null`: there was nothing. */
  kept: z.string().nullable(),
});
export type RestoredBackup = z.infer<typeof restoredBackup>;

/** Longer than any passphrase may be, so that scrypt never chews on a megabyte. */
const passphrase = z.string().max(PASSWORD.max * 4, { error: () => t('This passphrase is too long.') });

const backupRun = z.object({
  at: time,
  path: z.string(),
  size: count,
  encrypted: z.boolean(),
});
const backupFailure = z.object({ at: time, code: z.string(), message: z.string() });

export const backupSchedule = z.object({
  every: z.enum(BACKUP_PERIODS),
  folder: z.string().nullable(),
  keep: whole(KEPT_BACKUPS),
  encrypted: z.boolean(),
});
export type BackupSchedule = z.infer<typeof backupSchedule>;

export const storeState = z.object({
  path: z.string(),
  /** With what is not folded into the file yet. */
  size: count,
  /** Of the disk; `null`: nobody says. */
  free: count.nullable(),
  schedule: backupSchedule,
  /** Of any kind. */
  lastBackup: backupRun.nullable(),
  lastScheduled: backupRun.nullable(),
  /** Of the last scheduled one, when that did not work. */
  failure: backupFailure.nullable(),
  /** When the next scheduled one is due. */
  nextAt: time.nullable(),
  overdue: z.boolean(),
  /** The log was put back without this computer's keychain: nothing is signed before somebody says that it is right. */
  unsignedRestore: z.boolean(),
});
export type StoreState = z.infer<typeof storeState>;

export const integrityReport = z.object({
  /** What is wrong with the file; empty: nothing. */
  faults: z.array(z.string()),
  logFault: fault.nullable(),
  entries: count,
  keys: count,
  tookMilliseconds: z.number(),
});
export type IntegrityReport = z.infer<typeof integrityReport>;

export const storeProgress = z.object({ stage: z.enum(STORE_STAGES), done: count, of: count });
export type StoreProgress = z.infer<typeof storeProgress>;

export const store = {
  state: { input: z.undefined(), output: storeState, authority: 'manage-tenants' },
  /**
   * Asks for a place and makes a verified backup there; `null`: the person cancelled. Tells of its progress by the event
   * `store-progress`.
   */
  backUp: {
    input: z.strictObject({ passphrase: passphrase.nullable() }),
    output: z
      .object({
        path: z.string(),
        size: count,
        sha256: z.string(),
        entries: count,
        logFault: fault.nullable(),
        /** Whether the store could write down that it was made. */
        noted: z.boolean(),
      })
      .nullable(),
    authority: 'manage-tenants',
  },
  /** Looks at every page of the file and every entry of the log. Tells of its progress by `store-progress`. */
  checkIntegrity: { input: z.undefined(), output: integrityReport, authority: 'manage-tenants' },
  /** Stops what is under way. */
  cancel: { input: z.undefined(), output: z.object({}), authority: 'manage-tenants' },
  /** Opens the system's dialog for a backup to restore. The window names no paths. `null`: cancelled. */
  choose: { input: z.undefined(), output: chosenBackup.nullable(), authority: 'manage-tenants' },
  /** Looks at the chosen one from end to end and says what it would change; nothing is changed yet. */
  preview: {
    input: z.strictObject({ passphrase: passphrase.nullable() }),
    output: backupPreview,
    authority: 'manage-tenants',
  },
  /** Puts the one of the preview back. Everybody is signed out. */
  restore: { input: z.strictObject({}), output: restoredBackup, authority: 'manage-tenants' },
  /** Forgets what was chosen. */
  forget: { input: z.undefined(), output: z.object({}), authority: 'manage-tenants' },
  /** Opens the system's dialog for the folder of scheduled backups; `null`: cancelled. */
  chooseFolder: {
    input: z.undefined(),
    output: z.object({ folder: z.string().nullable() }),
    authority: 'manage-tenants',
  },
  /** `passphrase`: a new one, for the keychain; `null`: the one that is there stays. */
  editSchedule: {
    input: z.strictObject({
      every: z.enum(BACKUP_PERIODS),
      folder: z.string().max(4096).nullable(),
      keep: whole(KEPT_BACKUPS),
      encrypted: z.boolean(),
      passphrase: passphrase.nullable(),
    }),
    output: storeState,
    authority: 'manage-tenants',
  },
  /** Says that a log which was restored without the keychain is right, and signs it from here on. */
  acceptLog: { input: z.undefined(), output: z.object({}), authority: 'manage-tenants' },
} as const satisfies Record<string, Call<Access>>;

/** The same for where nobody can sign in: before the set-up, and when the store cannot be opened. Refused otherwise. */
export const recovery = {
  choose: { input: z.strictObject({}), output: chosenBackup.nullable(), authority: 'anyone' },
  preview: {
    input: z.strictObject({ passphrase: passphrase.nullable() }),
    output: backupPreview,
    authority: 'anyone',
  },
  restore: { input: z.strictObject({}), output: restoredBackup, authority: 'anyone' },
  cancel: { input: z.strictObject({}), output: z.object({}), authority: 'anyone' },
} as const satisfies Record<string, Call<Access>>;
