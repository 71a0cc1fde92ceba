/** One thing that is wrong with the store or around it, and what to do about it. */
export interface Trouble {
  /** Stable and in upper case: scripts may rely on it. */
  readonly code: TroubleCode;
  readonly what: string;
  readonly cure: string;
}

export type TroubleCode =
  | 'MISSING'
  | 'EMPTY'
  | 'NOT_A_FILE'
  | 'UNREADABLE'
  | 'FOREIGN'
  | 'TRUNCATED'
  | 'DAMAGED'
  | 'CHANGED_SCHEMA'
  | 'NEWER'
  | 'OLDER'
  | 'FOREIGN_LOG'
  | 'READ_ONLY_DISK'
  | 'READ_ONLY_FILE'
  | 'READ_ONLY_FOLDER'
  | 'WRONG_OWNER'
  | 'OPEN_TO_OTHERS'
  | 'DISK_FULL'
  | 'DISK_ALMOST_FULL'
  | 'BUSY'
  | 'LOG_BROKEN'
  | 'LOG_UNSIGNED'
  | 'LOG_NOT_AS_SIGNED'
  | 'CLOCK_SET_BACK'
  | 'LEFTOVERS'
  | 'NO_BACKUP'
  | 'BACKUP_OVERDUE'
  | 'BACKUP_FAILED'
  | 'ENDPOINT_SILENT'
  | 'ENDPOINT_UNHEALTHY'
  | 'ENDPOINT_TAKEN';

/** Something that could not be looked at, why, and what would help: nothing is known to be wrong there. */
export interface Unseen {
  readonly code: UnseenCode;
  readonly what: string;
  readonly cure: string;
}

export type UnseenCode =
  'INSIDE' | 'KEYCHAIN_LOCKED' | 'KEYCHAIN_ABSENT' | 'KEYCHAIN_SILENT' | 'KEYCHAIN_FAILED' | 'KEYCHAIN_EMPTY';

export const trouble = (code: TroubleCode, what: string, cure: string): Trouble => ({ code, what, cure });

export const RESTORE = 'Restore a backup: latchkey restore FILE, or Settings → Store of the desktop program.';
