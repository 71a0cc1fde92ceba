import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { openStore, type Store } from '../../core/db/open.ts';
import { writePrivately } from '../../core/private-file.ts';
import { questionOf } from '../../core/reports/ask-report.ts';
import { listTenants } from '../../core/tenants/tenant-store.ts';
import { REPORT_FORMATS, REPORT_KINDS, type ReportFormat } from '../../shared/report-words.ts';
import { type ReportWish, reportWish } from '../../shared/reports.ts';
import { AppError } from '../../shared/rpc.ts';
import { comparable } from '../../shared/text.ts';
import { parseOptions, storePathOf } from '../options.ts';
import { type ExitCode, type Surroundings, UsageError, type Verb } from '../verb.ts';

const help = `Usage: latchkey audit report KIND [OPTION …]

Writes a report of a tenant: inventory, findings, activity, or access-review,
which says who could reach what at a moment, rebuilt from the activity log. The
same store and date give the same bytes. Changes nothing.

  --format pdf|html|csv|json
                 (default: by the name of --output, else json)
  --output FILE  where to; without it to standard output
  --as-of DATE   inventory, findings, access-review: at the end of that day
                 (default: now)
  --from DATE --to DATE
                 activity: from the beginning of one day to the end of the other
  --permission NAME | --operation "METHOD PATH" | --scope NAME
                 access-review: only who could reach this
  --tenant NAME  which tenant, where there are several
  --store PATH   the store to read (default: the desktop program's)
  --json         with --output: tell as JSON what was written
  --help         this text

A DATE is a day of UTC, 2026-03-31, or a moment, 2026-03-31T12:00Z. The report
is not signed: the signing key is in the keychain, which the desktop program
alone reaches. Where a signature of the same report is there already, it holds
for these bytes too: see latchkey audit verify.

Exit status: 0 the report was written, 2 it was not.
`;

/** `latchkey audit report`: what there is, what happened, and who could reach what, as a file. */
export const report: Verb = { summary: 'Write a report as PDF, HTML, CSV or JSON', help, run };

const OPTIONS = {
  format: { type: 'string' },
  output: { type: 'string' },
  'as-of': { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  permission: { type: 'string' },
  operation: { type: 'string' },
  scope: { type: 'string' },
  tenant: { type: 'string' },
  store: { type: 'string' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

type Values = ReturnType<typeof parseOptions<typeof OPTIONS>>['values'];

async function run(args: readonly string[], around: Surroundings): Promise<ExitCode> {
  const { values, positionals } = parseOptions(args, OPTIONS);
  if (values.help) {
    around.out(help);
    return 0;
  }
  const [kind, ...more] = positionals;
  if (kind === undefined || more.length > 0) {
    throw new UsageError('Say which report: inventory, findings, activity or access-review.');
  }
  const { output, json } = values;
  if (output === '') throw new UsageError('--output needs the name of a file.');
  if (json && output === undefined) throw new UsageError('--json tells what was written: it needs --output.');
  const format = formatOf(values.format, output);
  const question = asked(wishOf(kind, values), around.now());
  const store = await openStore({ path: storePathOf(values.store, around), mode: 'read', now: around.now });
  try {
    const request = { ...question, tenantId: await tenantOf(store, values.tenant) };
    // What is large is loaded by who asks for it.
    const { makeReport } = await import('../../core/reports/file/make-report.ts');
    const { head, bytes: pieces } = await makeReport(store, request, format);
    const bytes = untilStopped(pieces, around);
    if (output === undefined) {
      for await (const piece of bytes) {
        around.out(piece);
        await around.drained();
      }
      return 0;
    }
    const path = resolve(output);
    const sha256 = await write(path, bytes, store.path);
    const date = new Date(head.date).toISOString();
    around.out(
      json
        ? `${JSON.stringify({ path, report: kind, format, date, rows: head.rows, sha256, log: { entries: head.position.seq, head: head.position.hash }, signature: null })}\n`
        : `${head.rows} ${head.rows === 1 ? 'row' : 'rows'} in ${path}\n  As of        ${date}\n  Fingerprint  ${sha256}\n  Not signed: the desktop program signs what it exports.\n`,
    );
    return 0;
  } finally {
    await store.close();
  }
}

/** A signal ends it between two pieces, so that nothing of the file is left. */
async function* untilStopped(
  pieces: AsyncIterable<Uint8Array>,
  { stopped }: Surroundings,
): AsyncGenerator<Uint8Array> {
  const stop = { asked: false };
  void stopped().then(() => (stop.asked = true));
  for await (const piece of pieces) {
    if (stop.asked) throw new AppError('CANCELLED', 'The report was stopped. No file was written.');
    yield piece;
  }
}

async function write(path: string, bytes: AsyncIterable<Uint8Array>, storePath: string): Promise<string> {
  const sum = createHash('sha256');
  async function* summed(): AsyncGenerator<Uint8Array> {
    for await (const piece of bytes) {
      sum.update(piece);
      yield piece;
    }
  }
  try {
    await writePrivately(path, summed(), undefined, storePath);
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error && 'code' in error)) throw error;
    throw new AppError(
      'SAVE_FAILED',
      `${path} was not written (${String(error.code)}). Choose another place.`,
    );
  }
  return sum.digest('hex');
}

function formatOf(format: string | undefined, output: string | undefined): ReportFormat {
  const wanted = format ?? /\.([a-z]+)$/i.exec(output ?? '')?.[1]?.toLowerCase() ?? 'json';
  const found = REPORT_FORMATS.find((one) => one === wanted);
  if (found === undefined) throw new UsageError('--format needs pdf, html, csv or json.');
  return found;
}

/** @throws UsageError for options that belong to another report, or are missing or misspelt */
function wishOf(kind: string, values: Values): ReportWish {
  if (!REPORT_KINDS.some((one) => one === kind)) {
    throw new UsageError('There is no such report: it is inventory, findings, activity or access-review.');
  }
  const isActivity = kind === 'activity';
  const question = reachOf(values);
  if (question !== null && kind !== 'access-review') {
    throw new UsageError('--permission, --operation and --scope are for access-review.');
  }
  if (isActivity ? values['as-of'] !== undefined : (values.from ?? values.to) !== undefined) {
    throw new UsageError('activity takes --from and --to, the other reports take --as-of.');
  }
  if (isActivity && (values.from === undefined || values.to === undefined)) {
    throw new UsageError('activity needs --from and --to.');
  }
  const wish = reportWish.safeParse({
    kind,
    ...(isActivity ? { from: values.from, to: values.to } : { asOf: values['as-of'] ?? null }),
    ...(kind === 'access-review' && { question }),
  });
  if (wish.success) return wish.data;
  const [issue] = wish.error.issues;
  throw new UsageError(`${optionOf(String(issue?.path[0]))}: ${issue?.message ?? 'This is not understood.'}`);
}

function reachOf({ permission, operation, scope }: Values) {
  if ([permission, operation, scope].filter((value) => value !== undefined).length > 1) {
    throw new UsageError('--permission, --operation and --scope exclude each other.');
  }
  if (permission !== undefined) return { by: 'permission', permission } as const;
  if (scope !== undefined) return { by: 'data-scope', scope } as const;
  if (operation === undefined) return null;
  const [, method, target] = /^([A-Za-z]+) +(\/\S*)$/.exec(operation.trim()) ?? [];
  if (method === undefined || target === undefined) {
    throw new UsageError('--operation needs a method and a path, for example "GET /v1/orders/7".');
  }
  return { by: 'operation', method: method.toUpperCase(), target } as const;
}

function asked(wish: ReportWish, now: number) {
  try {
    return questionOf(wish, now);
  } catch (error) {
    if (!(error instanceof AppError) || error.field === undefined) throw error;
    throw new UsageError(`${optionOf(error.field)}: ${error.message}`);
  }
}

const OPTION_OF: Readonly<Record<string, string>> = {
  asOf: 'as-of',
  method: 'operation',
  target: 'operation',
};
const optionOf = (field: string): string => `--${OPTION_OF[field] ?? field}`;

async function tenantOf({ db }: Pick<Store, 'db'>, name: string | undefined): Promise<number> {
  const tenants = await listTenants(db);
  if (name !== undefined) {
    const found = tenants.find((tenant) => comparable(tenant.name) === comparable(name));
    if (!found) throw new AppError('TENANT_NOT_FOUND', 'There is no tenant of that name in this store.');
    return found.id;
  }
  const open = tenants.filter(({ archivedAt }) => archivedAt === null);
  const [only] = open;
  if (only === undefined || open.length > 1) {
    throw new UsageError('Say by --tenant which one: there are several.');
  }
  return only.id;
}
