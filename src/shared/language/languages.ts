/** The languages of the window. docs/language.md says what a new one needs. */
export const LANGUAGES = ['en', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

/** What can be chosen: a language, or that of the system. */
export const LANGUAGE_CHOICES = ['system', ...LANGUAGES] as const;
export type LanguageChoice = (typeof LANGUAGE_CHOICES)[number];

/** Each language in its own words, so that whoever does not understand the present one finds it. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: 'English', de: 'Deutsch' };

/** What is kept, as a choice; anything else means the system. */
export const asLanguageChoice = (kept: unknown): LanguageChoice =>
  LANGUAGE_CHOICES.find((choice) => choice === kept) ?? 'system';

/** The language for a choice: the system's when there is one of that name, else English. */
export function languageFor(choice: LanguageChoice, system: string): Language {
  if (choice !== 'system') return choice;
  const wanted = system.toLowerCase().split(/[-_]/u)[0];
  return LANGUAGES.find((language) => language === wanted) ?? 'en';
}

/**
 * How dates and numbers are written: as the system does where it speaks the language, else in the language with the
 * system's region. `undefined` is the system's own.
 */
export function localeFor(language: Language, system: string): string | undefined {
  try {
    const { language: spoken, region } = new Intl.Locale(system.replaceAll('_', '-'));
    if (spoken === language) return undefined;
    return region === undefined ? language : `${language}-${region}`;
  } catch {
    return language;
  }
}
