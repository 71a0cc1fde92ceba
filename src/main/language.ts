import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import {
  asLanguageChoice,
  type LanguageChoice,
  languageFor,
  localeFor,
} from '../shared/language/languages.ts';
import { type Catalogue, speak } from '../shared/language/t.ts';

/** The language of menus, messages and notifications, and of what the core refuses. The window keeps the same choice. */

/** What was chosen, as the file keeps it; the system's language without one. */
export function keptLanguage(path: string): LanguageChoice {
  try {
    const read: unknown = JSON.parse(readFileSync(path, 'utf8'));
    const known = typeof read === 'object' && read !== null && 'language' in read;
    return known ? asLanguageChoice(read.language) : 'system';
  } catch {
    return 'system';
  }
}

/** For the next start. A failure is no more than a menu in the language before. */
export function keepLanguage(path: string, language: LanguageChoice): void {
  try {
    writeFileSync(`${path}.new`, `${JSON.stringify({ language })}\n`);
    renameSync(`${path}.new`, path);
  } catch {
    // The window keeps the choice too, and says it again when it is made again.
  }
}

/** Puts a language in force in this process. @param system its locale, e.g. `de-AT` */
export async function speakAs(choice: LanguageChoice, system: string): Promise<void> {
  const language = languageFor(choice, system);
  const found: { readonly default: Catalogue } =
    language === 'de' ? await import('../locales/de.json') : { default: {} };
  speak({ language, locale: localeFor(language, system), catalogue: found.default });
}
