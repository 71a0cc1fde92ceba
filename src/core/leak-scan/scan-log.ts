import { type Actor, frameOf } from '../actor.ts';
import { change } from '../audit/change.ts';
import type { NewEntry } from '../audit/entry.ts';
import type { AnyDb } from '../db/schema.ts';
import type { LeakScan } from './leak-scan.ts';
import { shownName } from './shown.ts';

interface LogDeps {
  readonly db: AnyDb;
  readonly now: () => number;
}

/** Roots that an entry names; somebody may choose ten thousand files. */
const NAMED = 20;

const note = ({ db, now }: LogDeps, actor: Actor, entry: NewEntry): Promise<void> =>
  change(db, frameOf(actor, now()), () => Promise.resolve({ result: undefined, entries: [entry] }));

/** Notes that somebody looks for keys, and where. */
export const noteStart = (
  deps: LogDeps,
  actor: Actor,
  { paths, git, baseline }: { paths: readonly string[]; git: boolean; baseline: string | null },
): Promise<void> =>
  note(deps, actor, {
    action: 'leak-scan.start',
    details: {
      paths: paths.slice(0, NAMED).map(shownName),
      chosen: paths.length,
      git,
      baseline: baseline === null ? null : shownName(baseline),
    },
  });

/** Notes what it came to, in numbers. */
export function noteEnd(
  deps: LogDeps,
  actor: Actor,
  how: 'finished' | 'stopped' | 'failed',
  { scan, found, ignored, working }: LeakScan,
): Promise<void> {
  const { files, bytes, troubles } = scan.counts();
  return note(deps, actor, {
    action: 'leak-scan.end',
    details: { how, files, bytes, troubles, found: { ...found }, working, ignored },
  });
}

/** Notes that what was found left the program in a file. */
export const noteReport = (deps: LogDeps, actor: Actor, format: string, places: number): Promise<void> =>
  note(deps, actor, { action: 'leak-scan.export', details: { format, places } });

/** Notes that places are passed over from now on by whoever uses the file. */
export const noteBaseline = (deps: LogDeps, actor: Actor, places: number): Promise<void> =>
  note(deps, actor, { action: 'leak-scan.write-baseline', details: { places } });
