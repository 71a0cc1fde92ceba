import { parentPort, workerData } from 'node:worker_threads';
import type { ReportFormat } from '../../../shared/report-words.ts';
import { speak, type Spoken } from '../../../shared/language/t.ts';
import { AppError } from '../../../shared/rpc.ts';
import { openStore } from '../../db/open.ts';
import type { ReportRequest } from '../request.ts';
import { makeReport, type ReportHead } from './make-report.ts';

/** Makes one report in a thread of its own, over a connection of its own: piece by piece, each only when it is asked for. */

export interface ReportWorkerData {
  readonly storePath: string;
  readonly nativeBinding: string | undefined;
  readonly request: ReportRequest;
  readonly format: ReportFormat;
  /** For why there is no report; what stands in one is English. */
  readonly spoken: Spoken;
}

export type FromReportWorker =
  /** The store is open: from here on the thread may be ended at any time. */
  | { readonly says: 'ready' }
  | { readonly says: 'progress'; readonly done: number; readonly of: number }
  | { readonly says: 'head'; readonly head: ReportHead }
  | { readonly says: 'piece'; readonly piece: Uint8Array }
  | { readonly says: 'end' }
  | { readonly says: 'failed'; readonly code: string; readonly message: string };

/** Bytes of one message, so that there are few of them. */
const PIECE = 256 * 1024;

const { storePath, nativeBinding, request, format, spoken } = workerData as ReportWorkerData;
speak(spoken);
const tell = (message: FromReportWorker): void => parentPort?.postMessage(message);
let wanted: () => void = () => undefined;
parentPort?.on('message', () => wanted());
/** Whoever reads says when they have room for more. */
const asked = (): Promise<void> =>
  new Promise((resolve) => {
    wanted = resolve;
  });

try {
  const store = await openStore({ path: storePath, mode: 'read', nativeBinding, now: Date.now });
  tell({ says: 'ready' });
  const { head, bytes } = await makeReport(store, request, format, {
    onProgress: (done, of) => tell({ says: 'progress', done, of }),
  });
  let more = asked();
  tell({ says: 'head', head });
  for await (const piece of gathered(bytes)) {
    await more;
    more = asked();
    tell({ says: 'piece', piece });
  }
  await more;
  tell({ says: 'end' });
  await store.close();
} catch (error) {
  if (!(error instanceof AppError)) throw error;
  tell({ says: 'failed', code: error.code, message: error.message });
} finally {
  parentPort?.close();
}

async function* gathered(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let waiting: Uint8Array[] = [];
  let length = 0;
  for await (const piece of pieces) {
    waiting.push(piece);
    length += piece.length;
    if (length < PIECE) continue;
    yield Buffer.concat(waiting);
    waiting = [];
    length = 0;
  }
  if (length > 0) yield Buffer.concat(waiting);
}
