import type { Database } from 'better-sqlite3';
import { readHead } from '../audit/integrity/checkpoint-store.ts';
import { type Anchor, verifyLog } from '../audit/integrity/verify-log.ts';
import { checkStore } from '../backup/check-store.ts';
import { logHeadOf } from '../backup/log-head.ts';
import { type Watch } from '../backup/watch.ts';
import { MIGRATIONS } from '../db/migrations/index.ts';
import { openBare } from '../db/open.ts';
import { MINUTE } from '../../shared/duration.ts';
import { RESTORE, type Trouble, trouble } from './trouble.ts';

/** What is wrong inside a store that has the shape of one. */

/** So many entries without a signature are no cause for alarm. */
const FEW_UNSIGNED = 1_000;

/** A schema that this program does not work with; then nothing else can be told. */
export function versionTrouble(sqlite: Database): Trouble | null {
  const version = sqlite.pragma('user_version', { simple: true }) as number;
  if (version > MIGRATIONS.length) {
    return trouble(
      'NEWER',
      `The store was written by a newer Latchkey (schema ${version}, this one knows ${MIGRATIONS.length}).`,
      'Update this Latchkey.',
    );
  }
  if (version < MIGRATIONS.length) {
    return trouble(
      'OLDER',
      `The store was written by an older Latchkey (schema ${version} of ${MIGRATIONS.length}).`,
      'Start the desktop program once: it keeps a copy and brings it up to date.',
    );
  }
  return null;
}

export async function contentTroubles(path: string, watch: Watch): Promise<Trouble[]> {
  const { faults, logFault } = await checkStore(path, { nativeBinding: undefined }, watch);
  const found: Trouble[] = [];
  const schema = faults.find((fault) => fault.startsWith('Its schema'));
  const damage = faults.filter((fault) => fault !== schema);
  if (schema !== undefined)
    found.push(trouble('CHANGED_SCHEMA', schema, `Find out who has changed it. ${RESTORE}`));
  if (damage.length > 0) {
    found.push(
      trouble(
        'DAMAGED',
        `The store is damaged: ${damage.slice(0, 3).join(' ')}${damage.length > 3 ? ' …' : ''}`,
        `Close Latchkey, and keep the file for inspection. ${RESTORE}`,
      ),
    );
  }
  if (logFault) {
    found.push(
      trouble(
        'LOG_BROKEN',
        `The activity log is not what was written: entry ${logFault.seq} was ${logFault.what}.`,
        'Find out who had access to the file. Compare with an exported log or a backup: latchkey audit verify.',
      ),
    );
  }
  return found;
}

export const damagedPages = (): Trouble =>
  trouble(
    'DAMAGED',
    'The store is damaged: some of its pages cannot be read.',
    `Close Latchkey, and keep the file for inspection. ${RESTORE}`,
  );

/** Whether somebody keeps the store locked for longer than any change takes. */
export function busyTrouble(path: string): Trouble | null {
  const sqlite = openBare(path, { readonly: false, nativeBinding: undefined });
  try {
    sqlite.exec('BEGIN IMMEDIATE');
    sqlite.exec('ROLLBACK');
    return null;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (!code.startsWith('SQLITE_BUSY')) throw error;
    return trouble(
      'BUSY',
      'Another program keeps the store locked.',
      'Wait for its end, or end it: it may be a backup program or a tool that has the file open.',
    );
  } finally {
    sqlite.close();
  }
}

export function clockTrouble(sqlite: Database, now: number): Trouble | null {
  const newest = logHeadOf(sqlite)?.time ?? 0;
  if (newest - now <= MINUTE) return null;
  return trouble(
    'CLOCK_SET_BACK',
    `The clock of this computer is behind the newest entry of the log (${new Date(newest).toISOString()}). Keys that expire are refused until then.`,
    'Set the clock right, and let the system keep it so.',
  );
}

const signedUpTo = (sqlite: Database): number =>
  sqlite.prepare<[], number | null>('SELECT max(size) FROM audit_checkpoints').pluck().get() ?? 0;

/** Whether the store says that its log was signed at some time, by whomever. */
export const wasSigned = (sqlite: Database): boolean => signedUpTo(sqlite) > 0;

/** @param anchor what the keychain knows; `null`: nothing, or it did not answer */
export async function signatureTroubles(
  path: string,
  sqlite: Database,
  anchor: Anchor | null,
): Promise<Trouble[]> {
  const { size } = readHead(sqlite);
  const signed = signedUpTo(sqlite);
  const found: Trouble[] = [];
  if (size > 0 && (signed === 0 || size - signed > FEW_UNSIGNED)) {
    found.push(
      trouble(
        'LOG_UNSIGNED',
        signed === 0
          ? 'The activity log was never signed.'
          : `${size - signed} entries of the activity log are not signed.`,
        'Sign in to the desktop program where the keychain works, and verify the log.',
      ),
    );
  }
  if (anchor === null) return found;
  const { fault, anchor: says } = await verifyLog(
    sqlite,
    { storePath: path, nativeBinding: undefined },
    anchor,
  );
  if (says === 'disagrees' || says === 'unreadable') {
    const where = fault ? ` from entry ${fault.seq} on (${fault.what})` : '';
    found.push(
      trouble(
        'LOG_NOT_AS_SIGNED',
        `The activity log is not the one that this computer has signed${where}.`,
        'If somebody has restored a backup with the command line, a super user says so in Settings → Store. If nobody has, find out who had access to the file.',
      ),
    );
  }
  return found;
}
