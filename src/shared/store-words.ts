import { msg } from './language/t.ts';

/** What is done to the store as a whole: words and limits that the window's forms share with the core. */

/** What long work on a store is at. */
export const STORE_STAGES = [
  'copying',
  'checking',
  'verifying the log',
  'encrypting',
  'decrypting',
  'comparing',
  'keeping a copy',
  'replacing',
] as const;
export type StoreStage = (typeof STORE_STAGES)[number];

export const BACKUP_PERIODS = ['off', 'daily', 'weekly'] as const;
export type BackupPeriod = (typeof BACKUP_PERIODS)[number];

/** How many scheduled backups stay. */
export const KEPT_BACKUPS = { label: msg('The number of backups'), min: 1, max: 365 } as const;

export const DEFAULT_SCHEDULE = { every: 'off', folder: null, keep: 7, encrypted: false } as const;

/** The end of a backup's name. */
export const BACKUP_ENDING = '.lkbackup';

/** Names that a preview lists; beyond them it counts. */
export const LISTED_NAMES = 50;

/** What is wrong with a store in whose place a backup may be put: its file is no use as it is. */
export const MAY_RESTORE_OVER: ReadonlySet<string> = new Set([
  'STORE_FOREIGN',
  'STORE_DAMAGED',
  'STORE_NEWER',
]);
