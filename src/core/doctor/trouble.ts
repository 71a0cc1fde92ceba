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
  | 'FOREIGN'
  | 'TRUNCATED'
  | 'DAMAGED'
  | 'CHANGED_SCHEMA'
  | 'NEWER'
  | 'OLDER'
  | 'FOREIGN_LOG'
  | 'READ_ONLY_FILE'
  | 'READ_ONLY_FOLDER'
  | 'WRONG_OWNER'
  | 'OPEN_TO_OTHERS'
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

export const trouble = (code: TroubleCode, what: string, cure: string): Trouble => ({ code, what, cure });

export const RESTORE = 'Restore a backup: latchkey restore FILE, or Settings → Store of the desktop program.';
