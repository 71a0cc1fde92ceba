import { readFile, realpath } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import packageJson from '../../../package.json' with { type: 'json' };
import { openStore } from '../../core/db/open.ts';
import { isOfStore, requireNotStore } from '../../core/db/store-files.ts';
import { type Baseline, baselineText, parseBaseline } from '../../core/leak-scan/baseline.ts';
import { NO_GIT } from '../../core/leak-scan/git-scan.ts';
import { LeakScan } from '../../core/leak-scan/leak-scan.ts';
import { insideText, matchText, reportText } from '../../core/leak-scan/report.ts';
import { shownName } from '../../core/leak-scan/shown.ts';
import { writePrivately } from '../../core/private-file.ts';
import { SCAN_ROWS, writtenAs } from '../../shared/leak-scan-words.ts';
import type { ScanRow, ScanTrouble } from '../../shared/leak-scan.ts';
import { AppError } from '../../shared/rpc.ts';
import { parseOptions, storePathOf } from '../options.ts';
import { type ExitCode, type Surroundings, UsageError, type Verb } from '../verb.ts';

const help = `Usage: latchkey audit scan [OPTION …] PATH …

Looks for keys in files and folders: plain, in base64, in UTF-16, and in zip,
tar and gzip archives; with --git also in all objects of the repositories there.
A key is found by its prefix and checksum, whatever its prefix, and then looked
up in the store. No secret is ever printed.

  --git            read the history of repositories too
  --baseline FILE  places that are known already, which are passed over
  --write-baseline FILE
                   write all places that are found as a baseline
  --threads N      (default: the processor's, at most 4)
  --store PATH     the store to ask (default: the desktop program's)
  --json           JSON instead of text
  --sarif          SARIF 2.1.0 instead of text
  --help           this text

Exit status: 0 no key was found, or all were written as a baseline, 1 a key was
found, 2 the scan could not be done or was stopped, also of what was named or
its history, while nothing was found elsewhere.
`;

/** `latchkey audit scan`: where keys leaked to. */
export const scan: Verb = { summary: 'Look for keys in files, archives and repositories', help, run };

const TOLD_EVERY = 250;
const TROUBLES_TOLD = 20;

async function run(args: readonly string[], around: Surroundings): Promise<ExitCode> {
  const options = await parse(args, around);
  if (options === null) {
    around.out(help);
    return 0;
  }
  const { paths, baseline, format, git, threads } = options;
  const store = await openStore({ path: options.storePath, mode: 'read', now: around.now });
  try {
    const controller = new AbortController();
    void around.stopped().then(() => controller.abort());
    const { signal } = controller;
    const { db } = store;
    const work = {
      db,
      now: around.now,
      tenantId: null,
      baseline,
      paths,
      storePath: options.storePath,
      threads,
      archives: true,
      git,
      signal,
    };
    const scanning = new LeakScan(work);
    const how = await watched(scanning, around);
    const complete = how === 'finished';
    const { rows } = await scanning.rows('all', 0, SCAN_ROWS);
    const troubles = shownTroubles(scanning);
    if (format === 'text') await tellText(scanning, rows, troubles, around);
    else {
      const report = { version: packageJson.version, endedAt: around.now(), paths: paths.map(shownName) };
      const { total: found, ignored } = scanning;
      around.out(reportText({ ...report, complete, found, ignored, rows, troubles }, format));
    }
    if (!complete) {
      around.err('latchkey: the scan was stopped before its end.\n');
      return 2;
    }
    if (scanning.total === 0 && missedAsked(scanning, options)) {
      around.err('latchkey: what was to be scanned was not, so nothing can be said of it.\n');
      return 2;
    }
    if (options.writeTo === null) return scanning.total > 0 ? 1 : 0;
    await writeBaseline(scanning, options.writeTo, store.path);
    return 0;
  } finally {
    await store.close();
  }
}

/** Whether something that was asked for by name was not looked at, rather than something below it. */
const missedAsked = ({ scan }: LeakScan, { paths, storePath }: Options): boolean =>
  paths.some((path) => isOfStore(path, storePath)) ||
  scan
    .troubles()
    .some(
      ({ kind, path, inside, detail }) =>
        (kind === 'unreadable' && inside.length === 0 && paths.includes(path)) ||
        (kind === 'git' &&
          (detail === NO_GIT || [path, dirname(path)].some((folder) => paths.includes(folder)))),
    );

/** Shows on a terminal how far it has come. */
async function watched(scanning: LeakScan, { progress }: Surroundings): Promise<'finished' | 'stopped'> {
  if (!progress) return scanning.ended();
  const timer = setInterval(() => {
    const { files, bytes } = scanning.scan.counts();
    progress(`\r\u001b[K${files} files, ${Math.round(bytes / 1e6)} MB, ${scanning.total} found`);
  }, TOLD_EVERY);
  try {
    return await scanning.ended();
  } finally {
    clearInterval(timer);
    progress('\r\u001b[K');
  }
}

async function tellText(
  { scan, total, ignored }: LeakScan,
  rows: readonly ScanRow[],
  troubles: readonly ScanTrouble[],
  { out, drained, err }: Surroundings,
): Promise<void> {
  for (const row of rows) {
    const within = insideText(row);
    const place = [row.path, row.line, row.column].filter((part) => part !== null).join(':');
    const about = [within && `in ${within}`, row.written.length > 0 && `as ${writtenAs(row.written)}`];
    const where = about.filter(Boolean).join(', ');
    out(`${place}: ${row.hint} ${matchText(row.match)}${where && `, ${where}`}\n`);
    await drained();
  }
  const { files, bytes, links, special, own, troubles: count } = scan.counts();
  for (const { kind, path, inside, detail } of troubles.slice(0, TROUBLES_TOLD)) {
    err(`latchkey: ${kind}: ${[path, ...inside].join(' › ')}${detail && ` (${detail})`}\n`);
  }
  if (count > TROUBLES_TOLD) err(`latchkey: and ${count - TROUBLES_TOLD} more that were not read whole\n`);
  const passed = [
    ignored > 0 && `${ignored} known from the baseline`,
    links > 0 && `${links} links not followed`,
    special > 0 && `${special} that are no files`,
    own > 0 && `${own} of the store itself`,
  ];
  err(
    [`${total} found in ${files} files, ${(bytes / 1e6).toFixed(1)} MB`, ...passed]
      .filter(Boolean)
      .join('; ') + '\n',
  );
}

const shownTroubles = ({ scan }: LeakScan): ScanTrouble[] =>
  scan.troubles().map(({ kind, path, inside, detail }) => ({
    kind,
    path: shownName(path),
    inside: inside.map(shownName),
    detail: shownName(detail),
  }));

async function writeBaseline(scanning: LeakScan, path: string, storePath: string): Promise<void> {
  if (scanning.total > SCAN_ROWS) {
    throw new AppError(
      'TOO_MANY_PLACES',
      `There are more than ${SCAN_ROWS} places, too many for a baseline. Scan a smaller folder.`,
    );
  }
  const text = baselineText(scanning.places, path);
  await writePrivately(path, text, undefined, storePath).catch((error: unknown) => {
    if (error instanceof AppError) throw error;
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    throw new AppError('SAVE_FAILED', `The baseline was not written${code}. Choose another place for it.`);
  });
}

interface Options {
  readonly paths: readonly string[];
  readonly baseline: Baseline | null;
  readonly writeTo: string | null;
  readonly git: boolean;
  readonly threads: number;
  readonly format: 'text' | 'json' | 'sarif';
  readonly storePath: string;
}

const OPTIONS = {
  git: { type: 'boolean', default: false },
  baseline: { type: 'string' },
  'write-baseline': { type: 'string' },
  threads: { type: 'string' },
  store: { type: 'string' },
  json: { type: 'boolean', default: false },
  sarif: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

async function parse(args: readonly string[], around: Surroundings): Promise<Options | null> {
  const { values, positionals } = parseOptions(args, OPTIONS);
  if (values.help) return null;
  if (positionals.length === 0) throw new UsageError('Name the files or folders to scan.');
  if (values.json && values.sarif) throw new UsageError('--json and --sarif exclude each other.');
  const threads = Number(values.threads ?? Math.min(4, availableParallelism()));
  if (!Number.isSafeInteger(threads) || threads < 1 || threads > 64) {
    throw new UsageError('--threads needs a whole number from 1 to 64.');
  }
  const paths: string[] = [];
  for (const path of positionals) {
    const real = await realpath(path).catch(() => {
      throw new AppError('PATH_NOT_FOUND', `${shownName(path)} is not there, or may not be read.`);
    });
    paths.push(real);
  }
  const storePath = storePathOf(values.store, around);
  const writeTo = values['write-baseline'] === undefined ? null : await realPlace(values['write-baseline']);
  // Now already: nobody is to scan for minutes in vain.
  if (writeTo !== null) requireNotStore(writeTo, storePath, 'SAVE_FAILED');
  return {
    paths,
    baseline: values.baseline === undefined ? null : await readBaseline(await realPlace(values.baseline)),
    writeTo,
    git: values.git,
    threads,
    format: values.json ? 'json' : values.sarif ? 'sarif' : 'text',
    storePath,
  };
}

/** A file in its real folder, as the files of a scan are in theirs: what a baseline names is relative to that. */
async function realPlace(path: string): Promise<string> {
  const folder = dirname(resolve(path));
  return join(await realpath(folder).catch(() => folder), basename(path));
}

async function readBaseline(path: string): Promise<Baseline> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new AppError('BASELINE_UNREADABLE', `${shownName(path)} cannot be read. Choose another file.`);
  });
  return parseBaseline(path, text);
}
