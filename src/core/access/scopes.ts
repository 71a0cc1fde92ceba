import { MOST_SCOPES } from '../../shared/setting-limits.ts';
import { quote } from '../../shared/language/quote.ts';
import { t } from '../../shared/language/t.ts';
import { scopeProblem } from '../../shared/text.ts';
import { refuseIf } from '../invalid-input.ts';

/**
 * Data scopes as they are stored: trimmed, in Unicode NFC, sorted and each once. Nothing else is changed, capitals
 * neither: they are other programs' words, e.g. `['eu-02', ' EU-01', 'EU-01']` becomes `['EU-01', 'eu-02']`.
 * @throws AppError `INVALID_INPUT` on field `scopes`
 */
export function canonicalScopes(texts: readonly string[]): string[] {
  const scopes = texts.map((text) => text.trim().normalize('NFC'));
  for (const scope of scopes) {
    const problem = scopeProblem(scope);
    refuseIf('scopes', problem === null ? null : `${problem} (${quote(scope)})`);
  }
  const once = inScopeOrder(scopes);
  refuseIf('scopes', once.length > MOST_SCOPES ? t('A group has at most 1,000 scopes.') : null);
  return once;
}

/** Each once, by UTF-16 code units, so that the order is the same everywhere. */
export const inScopeOrder = (scopes: readonly string[]): string[] => [...new Set(scopes)].sort();
