import type { LineProblem } from '../../shared/allowlist.ts';
import { t } from '../../shared/language/t.ts';
import { MOST_SCOPES } from '../../shared/setting-limits.ts';
import { scopeProblem } from '../../shared/text.ts';

interface ReadScopes {
  /** As they are kept: trimmed, in Unicode NFC, sorted, each once. */
  readonly scopes: readonly string[];
  readonly problems: readonly LineProblem[];
  /** Those that are there more than once, in the order of their second lines. */
  readonly repeated: readonly string[];
}

/** Reads data scopes as they are typed, one a line; empty lines are passed over. */
export function readScopes(text: string): ReadScopes {
  const problems: LineProblem[] = [];
  const known = new Set<string>();
  const repeated = new Set<string>();
  for (const [index, written] of text.split(/\r\n|\r|\n/).entries()) {
    const scope = written.trim().normalize('NFC');
    if (scope === '') continue;
    const line = index + 1;
    const problem = scopeProblem(scope);
    if (problem !== null) problems.push({ line, message: t('Line {line}: {problem}', { line, problem }) });
    else if (known.has(scope)) repeated.add(scope);
    else known.add(scope);
  }
  // By UTF-16 code units, as the core sorts them.
  return { scopes: [...known].toSorted(byCodeUnits), problems, repeated: [...repeated] };
}

function byCodeUnits(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

/** What is wrong with a text of scopes as a whole, or `null`. */
export function scopesProblem(text: string): string | null {
  const { scopes, problems } = readScopes(text);
  if (problems[0]) return problems[0].message;
  return scopes.length > MOST_SCOPES
    ? t('A group has at most 1,000 scopes; these are {count}. Delete some, or make a second group.', {
        count: scopes.length,
      })
    : null;
}
