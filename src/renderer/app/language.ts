import { create } from 'zustand';
import {
  asLanguageChoice,
  type Language,
  type LanguageChoice,
  languageFor,
  localeFor,
} from '../../shared/language/languages.ts';
import { type Catalogue, speak } from '../../shared/language/t.ts';
import { api } from '../api.ts';

/** Beside the colour scheme: of this computer, whoever works at it. */
const PLACE = 'latchkey.language';

/** Only the chosen one is ever fetched; English stands in the program itself. */
const CATALOGUES: Readonly<Record<Exclude<Language, 'en'>, () => Promise<{ readonly default: Catalogue }>>> =
  {
    de: () => import('../../locales/de.json'),
  };

function kept(): LanguageChoice {
  try {
    return asLanguageChoice(window.localStorage.getItem(PLACE));
  } catch {
    return 'system';
  }
}

/** What was chosen. Whoever is drawn once and kept reads it, to be drawn anew in another language. */
export const useLanguage = create<{ readonly choice: LanguageChoice }>()(() => ({ choice: kept() }));

/** A promise only where something is to be fetched, so that a window in English does not wait for anything. */
function show(choice: LanguageChoice): Promise<void> | null {
  const system = navigator.language;
  const language = languageFor(choice, system);
  const locale = localeFor(language, system);
  const put = (catalogue: Catalogue) => {
    document.documentElement.lang = language;
    speak({ language, locale, catalogue });
    useLanguage.setState({ choice });
  };
  if (language !== 'en') return CATALOGUES[language]().then((found) => put(found.default));
  put({});
  return null;
}

/** Puts the kept language in force; once, before the first render. */
export const startLanguage = (): Promise<void> | null => show(useLanguage.getState().choice);

/** Shows everything in another language, and after the next start too. What is being typed stays. */
export async function setLanguage(choice: LanguageChoice): Promise<void> {
  // The menus, messages and notifications of the system come from the main process.
  await api.session.speak({ choice });
  await show(choice);
  try {
    window.localStorage.setItem(PLACE, choice);
  } catch {
    // A full or forbidden storage costs no more than the choice after the next start.
  }
}
