import { type About, FINDING_SUBJECTS, type FindingSubject } from '../../shared/finding-rules.ts';

/** What findings are about that is no row of the store. */

const NAMES: ReadonlyMap<number, FindingSubject> = new Map(
  Object.entries(FINDING_SUBJECTS).map(([name, id]) => [id, name as FindingSubject]),
);

/** The name of such a subject; `undefined` when a rule about `about` has none of that number. */
export function nameOfSubject(about: About, id: number): FindingSubject | undefined {
  const name = NAMES.get(id);
  if (name === undefined) return undefined;
  return (name === 'clock' || name === 'log' ? name : 'setting') === about ? name : undefined;
}
