import { readBackupState } from '../backup/backup-store.ts';
import { isOverdue } from '../backup/schedule.ts';
import type { ReadDb } from '../db/schema.ts';
import { readEndpoint } from '../settings/endpoint-store.ts';
import { DAY } from '../../shared/duration.ts';
import { type Trouble, trouble } from './trouble.ts';

/** What is around a store: its backups and its endpoint. */

const MONTH = 30 * DAY;

export async function backupTroubles(db: ReadDb, now: number): Promise<Trouble[]> {
  const state = await readBackupState(db);
  const { failure, lastBackup, schedule } = state;
  const cure = 'Make one now: latchkey backup FILE, or Settings → Store.';
  const found: Trouble[] = [];
  if (failure)
    found.push(trouble('BACKUP_FAILED', `The last scheduled backup failed: ${failure.message}`, cure));
  if (lastBackup === null) {
    found.push(trouble('NO_BACKUP', 'No backup was ever made of this store.', cure));
  } else if (isOverdue(state, now)) {
    found.push(
      trouble(
        'BACKUP_OVERDUE',
        `Backups are to be made ${schedule.every}, and the newest is of ${new Date(lastBackup.at).toISOString()}.`,
        `Leave Latchkey open for longer. ${cure}`,
      ),
    );
  } else if (schedule.every === 'off' && now - lastBackup.at > MONTH) {
    found.push(
      trouble(
        'BACKUP_OVERDUE',
        `The newest backup is of ${new Date(lastBackup.at).toISOString()}, and none are scheduled.`,
        cure,
      ),
    );
  }
  return found;
}

/** How long the endpoint may take to answer. Milliseconds. */
const ANSWERS_WITHIN = 2_000;

export async function endpointTrouble(db: ReadDb): Promise<Trouble | null> {
  const { address, startWithLatchkey } = await readEndpoint(db);
  let answer: Response;
  try {
    answer = await fetch(`http://${address}/healthz`, {
      signal: AbortSignal.timeout(ANSWERS_WITHIN),
      redirect: 'error',
    });
  } catch {
    if (!startWithLatchkey) return null;
    return trouble(
      'ENDPOINT_SILENT',
      `Nothing answers at ${address}, where the verification endpoint is to run.`,
      'Start Latchkey, or latchkey serve. Until then gateways let nobody in.',
    );
  }
  const body: unknown = await answer.json().catch(() => null);
  const status = typeof body === 'object' && body !== null && 'status' in body ? body.status : null;
  if (answer.status === 200 && status === 'ok') return null;
  if (answer.status === 503 && status === 'store unavailable') {
    return trouble(
      'ENDPOINT_UNHEALTHY',
      `The verification endpoint at ${address} runs and cannot use its store: it lets nobody in.`,
      'Look at what else is wrong here, and at the log of the endpoint.',
    );
  }
  return trouble(
    'ENDPOINT_TAKEN',
    `Something else answers at ${address}, where the verification endpoint is to listen.`,
    'Stop that program, or choose another address in Settings → Verification endpoint.',
  );
}
