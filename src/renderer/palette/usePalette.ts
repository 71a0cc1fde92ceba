import { useEffect, useRef, useState } from 'react';
import { t } from '../../shared/language/t.ts';
import { failureOf } from '../api.ts';
import { useAdministrator, useMay } from '../app/session.ts';
import type { Entry, Section } from './entry.ts';
import { findPasted, matchNamed, readNamed, searchStore } from './found.ts';
import { matching } from './match.ts';

const WAIT = 120;
const COMMANDS_SHOWN = 5;

interface Found {
  /** What was typed when this was asked for. */
  readonly typed: string;
  readonly sections: readonly Section[];
  readonly failure: string | null;
}
const NOTHING: Found = { typed: '', sections: [], failure: null };

interface Palette {
  readonly sections: readonly Section[];
  /** How many lines, from the first on, answer to what is typed by now. */
  readonly current: number;
  /** What was typed is still being looked for. */
  readonly searching: boolean;
  /** What a pasted key is not, or why nothing could be asked. */
  readonly says: string | null;
  readonly type: (typed: string) => void;
  readonly paste: (key: string) => void;
}

/** What the palette shows for what is typed: screens and actions at once, what the store has a moment later. */
export function usePalette(
  typed: string,
  setTyped: (typed: string) => void,
  here: readonly Section[],
): Palette {
  const mayView = useMay('view');
  const maySwitch = useMay('manage-tenants');
  const openId = useAdministrator().tenant.id;
  const [found, setFound] = useState<Found>(NOTHING);
  const [pasted, setPasted] = useState<{ readonly says: string; readonly entry: Entry | null } | null>(null);
  const named = useRef<Promise<readonly Section[]>>(undefined);
  const asked = useRef(0);
  const wanted = typed.trim();

  useEffect(() => {
    if (wanted === '' || !mayView) return;
    const question = (asked.current += 1);
    const current = () => question === asked.current;
    const timer = setTimeout(() => {
      const names = named.current ?? readNamed(openId, maySwitch);
      named.current = names;
      Promise.all([searchStore(wanted), names]).then(
        ([store, others]) =>
          current() &&
          setFound({ typed: wanted, sections: [...store, ...matchNamed(others, wanted)], failure: null }),
        (error: unknown) => {
          named.current = undefined;
          if (current()) setFound({ typed: wanted, sections: [], failure: failureOf(error).message });
        },
      );
    }, WAIT);
    return () => {
      clearTimeout(timer);
      asked.current += 1;
    };
  }, [wanted, mayView, maySwitch, openId]);

  const type = (text: string) => {
    setPasted(null);
    setTyped(text);
  };
  const paste = (key: string) => {
    setTyped('');
    setPasted(null);
    const question = (asked.current += 1);
    findPasted(key).then(
      (answer) => question === asked.current && setPasted(answer),
      (error: unknown) =>
        question === asked.current && setPasted({ says: failureOf(error).message, entry: null }),
    );
  };

  const local = here.map(({ heading, entries }) => ({
    heading,
    entries: matching(entries, wanted, wanted === '' ? Infinity : COMMANDS_SHOWN, 2),
  }));
  // What was found before stays until the next answer, so that the list does not jump with every letter.
  const store = wanted === '' ? [] : found.sections;
  const sections = pasted === null ? [...local, ...store] : pastedSections(pasted.entry);
  const saysOf = () => {
    if (pasted !== null) return pasted.says === '' ? null : pasted.says;
    return found.typed === wanted ? found.failure : null;
  };
  const searching = wanted !== '' && mayView && found.typed !== wanted;
  const lines = searching ? local : sections;
  return {
    sections: sections.filter(({ entries }) => entries.length > 0),
    current: lines.reduce((sum, { entries }) => sum + entries.length, 0),
    searching,
    says: saysOf(),
    type,
    paste,
  };
}

const pastedSections = (entry: Entry | null): readonly Section[] =>
  entry === null ? [] : [{ heading: t('API keys'), entries: [entry] }];
