import { readVerifierKey } from '../../core/audit/integrity/checkpoint.ts';
import { readSummary } from '../../core/audit/integrity/export-format.ts';
import { type ExportReport, verifyExport } from '../../core/audit/integrity/verify-export.ts';
import { type LogReport, verifyLog } from '../../core/audit/integrity/verify-log.ts';
import { openStore } from '../../core/db/open.ts';
import { openPlainFile } from '../../core/plain-file.ts';
import { SIGNATURE_SUFFIX } from '../../core/reports/signature/report-note.ts';
import { AppError } from '../../shared/rpc.ts';
import { linesOf } from './lines.ts';
import { helping, parseOptions, storePathOf } from '../options.ts';
import { reportInText, signatureOf, verifyReport } from './verify-report.ts';
import { type ExitCode, type Surroundings, UsageError, type Verb } from '../verb.ts';

const help = `Usage: latchkey audit verify [OPTION …] [FILE]

Looks at every entry and how they hang together: of the store, or of FILE, a log
that Latchkey has exported. When FILE is a report with its signature, FILE.sig,
beside it, looks whether it is as it was signed. A FILE needs no store.

  --key KEY      the verifier key that was kept elsewhere; without it a FILE is
                 checked with the key that it names itself
  --checkpoint FILE
                 an earlier checkpoint or export: finds a log that was put back
                 or written anew since then
  --json         JSON instead of text
  --store PATH   the store to ask (default: the desktop program's)
  --help         this text

Exit status: 0 nothing is wrong, 1 something is, 2 it could not be answered.
`;

/** `latchkey audit verify`: looks at the log of the store, or at an exported one. */
export const verify: Verb = helping({
  summary: 'Look whether the activity log or a report is what was written',
  help,
  run,
});

async function run(args: readonly string[], around: Surroundings): Promise<ExitCode> {
  const { values, positionals } = parseOptions(args, OPTIONS);
  if (positionals.length > 1) throw new UsageError('verify takes one FILE, or none for the store.');
  const { key, json } = values;
  if (key !== undefined && !readVerifierKey(key)) {
    throw new UsageError('--key needs a verifier key, as Latchkey shows it: latchkey/…+…+…');
  }
  const checkpoint = values.checkpoint === undefined ? undefined : await noteIn(values.checkpoint);
  const [file] = positionals;
  if (file === undefined && checkpoint !== undefined && key === undefined) {
    throw new UsageError('--checkpoint needs --key as well: a store says nothing about its own key.');
  }
  const signature = file === undefined ? null : await signatureOf(file);
  if (signature !== null) {
    if (checkpoint !== undefined) throw new UsageError('--checkpoint is for a log: a report has none.');
    const { report, note } = signature;
    const verdict = await reading(report, () => verifyReport(report, note, key));
    around.out(json ? `${JSON.stringify(verdict)}\n` : reportInText(verdict));
    return verdict.ok ? 0 : 1;
  }
  const answer =
    file === undefined
      ? await ofStore(storePathOf(values.store, around), key, checkpoint, around)
      : await ofFile(file, key, checkpoint);
  around.out(json ? `${JSON.stringify(answer)}\n` : inText(answer));
  return answer.ok ? 0 : 1;
}

const OPTIONS = {
  store: { type: 'string' },
  key: { type: 'string' },
  checkpoint: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const;

interface Verdict {
  readonly ok: boolean;
  readonly entries: number;
  readonly fault: { readonly seq: number; readonly what: string } | null;
  readonly fingerprint: string | null;
  readonly verifierKey: string | null;
  readonly signature: ExportReport['signature'] | null;
  readonly checkpoint: 'agrees' | 'disagrees' | 'none' | 'unreadable';
  /** What this cannot show, in sentences. */
  readonly notProven: readonly string[];
}

const REWRITTEN =
  'Whether the log was put back or written anew as a whole: that needs --key and --checkpoint, kept elsewhere.';
const UNSIGNED = 'Who wrote it: there is no signature.';
const OWN_KEY = 'Whose key it is: compare it with the one that was kept elsewhere, or give that as --key.';

async function ofStore(
  path: string,
  key: string | undefined,
  note: string | undefined,
  around: Surroundings,
): Promise<Verdict> {
  const store = await openStore({ path, mode: 'read', now: around.now });
  try {
    const anchor = key === undefined ? null : { verifierKey: key, note: note ?? null };
    const report: LogReport = await verifyLog(
      store.sqlite,
      { storePath: path, nativeBinding: undefined },
      anchor,
    );
    return {
      ok: report.fault === null && (report.anchor === 'agrees' || report.anchor === 'none'),
      entries: report.entries,
      fault: report.fault,
      fingerprint: report.root,
      verifierKey: key ?? null,
      signature: null,
      checkpoint: report.anchor,
      notProven: report.fault === null && report.anchor === 'none' ? [REWRITTEN] : [],
    };
  } finally {
    await store.close();
  }
}

async function ofFile(path: string, key: string | undefined, note: string | undefined): Promise<Verdict> {
  const report = await reading(path, () => verifyExport(linesOf(path), { key, checkpoint: note }));
  if (!report) {
    throw new AppError(
      'NOT_AN_EXPORT',
      `This file is no activity log that Latchkey has exported, and no report with its signature (${SIGNATURE_SUFFIX}) beside it.`,
    );
  }
  const { entries, fault, signature, verifierKey, earlier } = report;
  // Who names a key wants to see its signature.
  const isSigned = signature === 'good' || (signature === 'none' && key === undefined);
  return {
    ok: fault === null && isSigned && (earlier === 'agrees' || earlier === 'none'),
    entries,
    fault,
    fingerprint: fault === null ? report.root : null,
    verifierKey,
    signature,
    checkpoint: earlier,
    notProven: [
      ...(signature === 'none' ? [UNSIGNED] : []),
      ...(signature === 'good' && key === undefined ? [OWN_KEY] : []),
      ...(earlier === 'none' ? [REWRITTEN] : []),
    ],
  };
}

/** A checkpoint's note, or that of an export. */
async function noteIn(path: string): Promise<string> {
  return reading(path, async () => {
    const file = await openPlainFile(path, null);
    if (file === null) throw notACheckpoint();
    try {
      const start = (await file.read(Buffer.alloc(1), 0, 1, 0)).buffer.toString();
      const { size } = await file.stat();
      if (start !== '{') {
        if (size > LONGEST) throw notACheckpoint();
        return (await file.readFile('utf8')).replaceAll('\r\n', '\n');
      }
      const tail = Buffer.alloc(Math.min(size, LONGEST));
      await file.read(tail, 0, tail.length, size - tail.length);
      const note = readSummary(tail.toString().trimEnd().split('\n').at(-1) ?? '')?.checkpoint;
      if (note == null) throw notACheckpoint();
      return note;
    } finally {
      await file.close();
    }
  });
}

/** A summary, or a checkpoint with some signatures, is far shorter. Bytes. */
const LONGEST = 64 * 1024;

const notACheckpoint = (): AppError =>
  new AppError(
    'NOT_A_CHECKPOINT',
    'The file of --checkpoint holds neither a checkpoint nor a signed export.',
  );

async function reading<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AppError) throw error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw new AppError('FILE_UNREADABLE', `${path} cannot be read${code === '' ? '' : ` (${code})`}.`);
  }
}

const WRONG: Readonly<Record<string, string>> = {
  modified: 'was changed after it was written',
  deleted: 'was taken out',
  inserted: 'was put in',
  reordered: 'is not at its place',
  truncated: 'and all behind it were cut off',
  'rolled back': 'and all behind it are missing, though they were signed: an older copy was put back',
  forked: 'or one behind it was written anew: the log is not the one that was signed',
  altered:
    'and all behind it cannot be trusted: the tables of the store do not keep the log as Latchkey made them',
};

function inText(answer: Verdict): string {
  const { entries, fault, fingerprint, verifierKey, signature, checkpoint, notProven } = answer;
  const lines = [answer.ok ? `OK  ${entries} entries, nothing wrong.` : `WRONG  ${entries} entries.`];
  if (fault) lines.push(`  Entry ${fault.seq} ${WRONG[fault.what] ?? fault.what}.`);
  if (signature === 'wrong' && !fault) lines.push('  The signature is not by this key, or of another log.');
  if (signature === 'none' && !answer.ok && !fault)
    lines.push('  There is no signature, though a key was named.');
  if (checkpoint === 'unreadable')
    lines.push('  The earlier checkpoint is not by this key, or of another log.');
  if (signature === 'good') lines.push('  Signature    good');
  if (checkpoint === 'agrees') lines.push('  Checkpoint   agrees');
  if (fingerprint !== null) lines.push(`  Fingerprint  ${fingerprint}`);
  if (verifierKey !== null) lines.push(`  Key          ${verifierKey}`);
  if (notProven.length > 0) lines.push('  Not shown by this:');
  for (const sentence of notProven) lines.push(`  - ${sentence}`);
  return `${lines.join('\n')}\n`;
}
