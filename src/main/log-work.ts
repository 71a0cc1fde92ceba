import { exportedLog, type ExportSignature } from '../core/audit/integrity/export-log.ts';
import { readHead } from '../core/audit/integrity/checkpoint-store.ts';
import type { Signed } from '../core/audit/integrity/log-signer.ts';
import { type LogReport, verifyLog } from '../core/audit/integrity/verify-log.ts';
import type { VerifyWorkerData } from '../core/audit/integrity/verify-worker.ts';
import type { Store } from '../core/db/open.ts';
import type { LogVerdict } from '../shared/activity-log.ts';
import { t } from '../shared/language/t.ts';
import { AppError } from '../shared/rpc.ts';
import type { Batches, Watch } from './batches.ts';
import type { LogKeeper } from './log-keeper.ts';
import type { Ports } from './ports.ts';

/** What is done to the log as a whole, in the window's sight. */
export interface Log {
  readonly keeper: LogKeeper;
  /** One verification or export at a time. */
  readonly work: Batches;
  readonly reading: Store['reading'];
  readonly files: VerifyWorkerData;
}

/** Looks at every entry, has it written down, and signs the log when all is well. @throws AppError `CANCELLED` */
export async function verifyLogNow(
  { keeper, reading, files }: Log,
  note: (report: LogReport) => Promise<void>,
  { onProgress, signal }: Watch,
): Promise<LogVerdict> {
  const anchor = await keeper.anchor();
  const report = await verifyLog(reading, files, anchor, onProgress, signal).catch((error: unknown) => {
    throw signal.aborted ? cancelled('verification') : error;
  });
  if (signal.aborted) throw cancelled('verification');
  await note(report);
  await keeper.verified(report.fault);
  const { entries, fault, checkpoint, root } = report;
  return { entries, fault, anchor: report.anchor, signedUpTo: checkpoint?.size ?? null, root };
}

interface ExportPorts extends Pick<Ports, 'saveFile' | 'now'> {
  /** Asked when the place is known, and again when all is written but not yet at its place. */
  readonly allowed: () => Promise<void>;
  /** Has the export written down. */
  readonly note: () => Promise<void>;
}

/** Asks for a place and writes the log there with its newest signature. @throws AppError `CANCELLED`, `SAVE_FAILED` */
export async function exportLog(
  { keeper, reading }: Log,
  { saveFile, now, allowed, note }: ExportPorts,
  { onProgress, signal }: Watch,
) {
  let size = 0;
  let signed: Signed | null = null;
  async function* content(): AsyncGenerator<string> {
    yield* exportedLog(reading, size, signatureOf(signed), onProgress, signal);
    // Of a long log much may have happened meanwhile: who has locked it or is gone gets no file.
    await allowed();
  }
  const day = new Date(now()).toISOString().slice(0, 10);
  const path = await saveFile(`Latchkey activity log ${day}.jsonl`, content(), async () => {
    await allowed();
    // Before it is written: no file leaves without its entry, and it has that entry too.
    await note();
    signed = await keeper.sign();
    size = 'checkpoint' in signed ? signed.checkpoint.size : readHead(reading).size;
  }).catch((error: unknown) => {
    throw signal.aborted ? cancelled('export') : error;
  });
  return { path, entries: size, unsigned: path === null ? null : unsignedBecause(signed) };
}

const signatureOf = (signed: Signed | null): ExportSignature | null =>
  signed !== null && 'note' in signed ? signed : null;

function unsignedBecause(signed: Signed | null): 'no keychain' | 'in doubt' | null {
  if (signed === null || 'note' in signed) return null;
  return signed.status === 'does not extend' ? 'in doubt' : 'no keychain';
}

const cancelled = (what: 'verification' | 'export'): AppError =>
  new AppError(
    'CANCELLED',
    what === 'export'
      ? t('The export was stopped. No file was written.')
      : t('The verification was stopped. Nothing was changed.'),
  );
