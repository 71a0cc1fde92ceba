import type { Finding } from '../../shared/findings.ts';
import { Alike } from './alike.ts';
import { keyNamed, keyNames, markKeys, readKeyFindings } from './key-findings-store.ts';
import type { Question } from './question.ts';

/** The rule about names that look alike, which no SQL can find. */

/** The keys that look like another one, and like which. */
export type Pairs = ReadonlyMap<number, number>;

/** Reads all names. */
export function findPairs(question: Question): Pairs {
  const alike = new Alike();
  markKeys(question, [], (id, _, name) => alike.add(id, name));
  return alike.pairs(keyNamed(question));
}

/** One page of them; `text` is the other one's name. */
export function pageOfPairs(
  question: Question,
  pairs: Pairs,
  page: { readonly after: number | null; readonly limit: number },
): Finding[] {
  const rule = { hit: 'true' };
  const findings = readKeyFindings(question, 'confusable-name', rule, { ...page, among: [...pairs.keys()] });
  const names = keyNames(
    question,
    findings.flatMap(({ id }) => pairs.get(id) ?? []),
  );
  for (const finding of findings) finding.text = names.get(pairs.get(finding.id) ?? 0) ?? null;
  return findings;
}
