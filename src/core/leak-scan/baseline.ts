import { hash } from 'node:crypto';
import { dirname, relative, sep } from 'node:path';
import { t } from '../../shared/language/t.ts';
import { AppError } from '../../shared/rpc.ts';
import type { Hit } from './place.ts';
import { shownName } from './shown.ts';

/**
 * Places that are known already, which a scan passes over. Names are relative to the baseline's own folder, so that it
 * can be kept beside what it is about. Of the secret it has the hash of its hash: nothing that can be looked up.
 */
export interface Baseline {
  readonly path: string;
  readonly places: ReadonlySet<string>;
}

const KIND = 'latchkey-leak-scan-baseline';

/** What a baseline names a place by: the same key in the same file, on whatever line. */
export function placeName({ path, inside, object, hash: secret }: Hit, baselinePath: string): string {
  const file = relative(dirname(baselinePath), path).split(sep).join('/');
  const name = [file, ...(object === null ? [] : [`${object.type} ${object.id}`]), ...inside].map(shownName);
  return `${hash('sha256', secret, 'hex')} ${name.join('!')}`;
}

/** @throws AppError `BASELINE_UNREADABLE` */
export function parseBaseline(path: string, text: string): Baseline {
  const problem = new AppError(
    'BASELINE_UNREADABLE',
    t('{shownName} is no baseline of Latchkey. Choose another file, or write a new one.', {
      shownName: shownName(path),
    }),
  );
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    throw problem;
  }
  if (typeof content !== 'object' || content === null) throw problem;
  const { kind, version, places } = content as Record<string, unknown>;
  if (kind !== KIND || version !== 1 || !Array.isArray(places)) throw problem;
  return { path, places: new Set(places.filter((place) => typeof place === 'string')) };
}

/** A baseline of these places, with those that an earlier one named. */
export function baselineText(hits: readonly Hit[], path: string, before: Iterable<string> = []): string {
  const places = new Set([...before, ...hits.map((hit) => placeName(hit, path))]);
  return `${JSON.stringify({ kind: KIND, version: 1, places: [...places].toSorted() }, null, 2)}\n`;
}
