import { availableParallelism } from 'node:os';
import type { Actor } from '../core/actor.ts';
import type { AnyDb } from '../core/db/schema.ts';
import { type Baseline, baselineText } from '../core/leak-scan/baseline.ts';
import { LeakScan } from '../core/leak-scan/leak-scan.ts';
import { reportText } from '../core/leak-scan/report.ts';
import { noteBaseline, noteEnd, noteReport, noteStart } from '../core/leak-scan/scan-log.ts';
import { shownName } from '../core/leak-scan/shown.ts';
import { t } from '../shared/language/t.ts';
import { type MatchKind, SCAN_ROWS, type ScanFormat } from '../shared/leak-scan-words.ts';
import type { ScanProgress, ScanRun, ScanState } from '../shared/leak-scan.ts';
import { AppError } from '../shared/rpc.ts';
import type { Ports } from './ports.ts';
import { readBaseline } from './read-baseline.ts';

export interface LeakScanDeps {
  readonly db: AnyDb;
  readonly storePath: string;
  readonly ports: Pick<Ports, 'now' | 'emit' | 'choosePaths' | 'saveFile' | 'about' | 'onInternalError'>;
  /** The session that is there now, locked or not; `null`: none. */
  readonly sessionId: () => string | null;
}

/** More threads than this wait for the disk, and take the processor from the window. */
const THREADS = Math.max(1, Math.min(4, availableParallelism()));
const TOLD_EVERY = 250;

interface Run {
  readonly scan: LeakScan;
  readonly controller: AbortController;
  readonly paths: readonly string[];
  readonly git: boolean;
  readonly startedAt: number;
  /** Of the clock that only goes forward. */
  readonly begun: number;
  ended: {
    readonly status: 'finished' | 'stopped' | 'failed';
    readonly at: number;
    readonly took: number;
  } | null;
}

/** What one session has chosen and found. */
interface Desk {
  readonly owner: string;
  chosen: readonly string[];
  baseline: Baseline | null;
  run: Run | null;
}

const ownerOf = ({ sessionId, tenantId }: Actor): string => `${sessionId} ${tenantId}`;

/** The leak scan of the window: one at a time, of one session and tenant, forgotten with them. */
export class LeakScans {
  readonly #deps: LeakScanDeps;
  #desk: Desk | null = null;
  /** Never fails. Nobody waits for it but the end of the program: a scan must not keep the window open. */
  #following: Promise<void> = Promise.resolve();

  constructor(deps: LeakScanDeps) {
    this.#deps = deps;
  }

  state(actor: Actor): ScanState {
    const { chosen, baseline, run } = this.#deskOf(actor);
    return {
      chosen: chosen.map(shownName),
      baseline: baseline && shownName(baseline.path),
      run: run && this.#runState(run),
    };
  }

  async choose(actor: Actor, what: 'files' | 'folders', allowed: () => Promise<void>): Promise<ScanState> {
    const paths = await this.#deps.ports.choosePaths(what);
    await allowed();
    this.#add(actor, paths ?? []);
    return this.state(actor);
  }

  /** Takes what somebody has dropped on the window. */
  dropped(actor: Actor, paths: readonly string[]): void {
    this.#add(actor, paths);
    this.#tell(null);
  }

  unchoose(actor: Actor, place: number): ScanState {
    const desk = this.#deskOf(actor);
    desk.chosen = desk.chosen.filter((_, at) => at !== place);
    return this.state(actor);
  }

  async chooseBaseline(actor: Actor, allowed: () => Promise<void>): Promise<ScanState> {
    const [path] = (await this.#deps.ports.choosePaths('baseline')) ?? [];
    await allowed();
    if (path !== undefined) this.#deskOf(actor).baseline = await readBaseline(path, this.#deps.storePath);
    return this.state(actor);
  }

  forgetBaseline(actor: Actor): ScanState {
    this.#deskOf(actor).baseline = null;
    return this.state(actor);
  }

  async start(actor: Actor, git: boolean): Promise<ScanState> {
    const { db, storePath, ports } = this.#deps;
    const desk = this.#deskOf(actor);
    const { chosen: paths, baseline } = desk;
    requireNone(desk);
    if (paths.length === 0) throw new AppError('NOTHING_CHOSEN', t('Choose files or folders to scan first.'));
    const log = { db, now: ports.now };
    const controller = new AbortController();
    const { signal } = controller;
    const options = { db, now: ports.now, tenantId: actor.tenantId, baseline, paths, storePath, git, signal };
    await noteStart(log, actor, { paths, git, baseline: baseline?.path ?? null });
    requireNone(desk);
    const scan = new LeakScan({ ...options, threads: THREADS, archives: true });
    const run: Run = {
      scan,
      controller,
      paths,
      git,
      startedAt: ports.now(),
      begun: performance.now(),
      ended: null,
    };
    desk.run = run;
    this.#following = this.#follow(actor, run);
    return this.state(actor);
  }

  cancel(actor: Actor): ScanState {
    this.#deskOf(actor).run?.controller.abort();
    return this.state(actor);
  }

  async results(actor: Actor, of: MatchKind | 'all', after: number, limit: number) {
    const { run } = this.#deskOf(actor);
    return run === null ? { rows: [], more: false } : run.scan.rows(of, after, limit);
  }

  async export(actor: Actor, format: ScanFormat, allowed: () => Promise<void>) {
    const { ports, db } = this.#deps;
    const run = this.#endedRun(actor);
    const { rows } = await run.scan.rows('all', 0, SCAN_ROWS);
    const text = reportText(
      {
        version: ports.about.version,
        endedAt: run.ended?.at ?? ports.now(),
        paths: run.paths.map(shownName),
        complete: run.ended?.status === 'finished',
        found: run.scan.total,
        ignored: run.scan.ignored,
        rows,
        troubles: troublesOf(run),
      },
      format,
    );
    const path = await ports.saveFile(`Leak scan.${format}`, text, async () => {
      await allowed();
      await noteReport({ db, now: ports.now }, actor, format, rows.length);
    });
    return { path, places: rows.length };
  }

  async writeBaseline(actor: Actor, allowed: () => Promise<void>) {
    const { ports, db } = this.#deps;
    const { scan } = this.#endedRun(actor);
    if (scan.total > SCAN_ROWS) {
      throw new AppError(
        'TOO_MANY_PLACES',
        t('There are more than {most} places, too many for a baseline. Scan a smaller folder.', {
          most: SCAN_ROWS,
        }),
      );
    }
    const places = scan.places.length;
    // Names in it are relative to where it will be, which nobody knows before the person has chosen.
    const path = await ports.saveFile(
      'latchkey-baseline.json',
      (chosen) => baselineText(scan.places, chosen),
      async () => {
        await allowed();
        await noteBaseline({ db, now: ports.now }, actor, places);
      },
    );
    return { path, places };
  }

  /** Ends the scan, if there is one, and forgets all. */
  forget(): void {
    this.#desk?.run?.controller.abort();
    this.#desk = null;
  }

  /** Ends the scan before the store is closed. */
  async close(): Promise<void> {
    this.forget();
    await this.#following;
  }

  async #follow(actor: Actor, run: Run): Promise<void> {
    const { db, ports, sessionId } = this.#deps;
    const timer = setInterval(() => {
      // Signed out, or somebody else came: nobody waits for it any more.
      if (sessionId() !== actor.sessionId) this.forget();
      else this.#tell(progressOf(run));
    }, TOLD_EVERY);
    let status: 'finished' | 'stopped' | 'failed' = 'failed';
    try {
      status = await run.scan.ended();
    } catch (error) {
      ports.onInternalError('leak-scan', error);
    } finally {
      clearInterval(timer);
      run.ended = { status, at: ports.now(), took: performance.now() - run.begun };
    }
    await noteEnd({ db, now: ports.now }, actor, status, run.scan).catch((error: unknown) => {
      // The log in which it began is no longer there.
      if (!(error instanceof AppError && error.code === 'STORE_RESTORED'))
        ports.onInternalError('leak-scan', error);
    });
    this.#tell(progressOf(run));
  }

  #deskOf(actor: Actor): Desk {
    const owner = ownerOf(actor);
    if (this.#desk?.owner === owner) return this.#desk;
    this.forget();
    return (this.#desk = { owner, chosen: [], baseline: null, run: null });
  }

  #endedRun(actor: Actor): Run {
    const { run } = this.#deskOf(actor);
    if (run?.ended) return run;
    throw new AppError(
      'NO_RESULTS',
      t('There are no results yet. Scan something first, and wait for its end.'),
    );
  }

  #add(actor: Actor, paths: readonly string[]): void {
    const desk = this.#deskOf(actor);
    desk.chosen = [...new Set([...desk.chosen, ...paths])];
  }

  #tell(progress: ScanProgress | null): void {
    this.#deps.ports.emit('leak-scan-changed', { progress });
  }

  #runState(run: Run): ScanRun {
    const { scan, startedAt, ended, paths, git } = run;
    const { links, special, own, troubles } = scan.scan.counts();
    return {
      status: ended?.status ?? 'running',
      startedAt,
      endedAt: ended?.at ?? null,
      paths: paths.map(shownName),
      git,
      progress: progressOf(run),
      found: { ...scan.found },
      ignored: scan.ignored,
      links,
      special,
      own,
      troubles,
      firstTroubles: troublesOf(run),
    };
  }
}

function requireNone({ run }: Desk): void {
  if (run && !run.ended) {
    throw new AppError('SCAN_UNDER_WAY', t('A leak scan is under way. Wait for its end, or cancel it.'));
  }
}

function progressOf({ scan, begun, ended }: Run): ScanProgress {
  const { files, bytes } = scan.scan.counts();
  const seconds = Math.max(ended?.took ?? performance.now() - begun, 1) / 1_000;
  return { files, bytes, found: scan.total, bytesPerSecond: bytes / seconds };
}

const troublesOf = ({ scan }: Run) =>
  scan.scan.troubles().map(({ kind, path, inside, detail }) => ({
    kind,
    path: shownName(path),
    inside: inside.map(shownName),
    detail: shownName(detail),
  }));
