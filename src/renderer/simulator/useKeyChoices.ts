import { useCallback, useEffect, useState } from 'react';
import { EVERYTHING } from '../../shared/everything.ts';
import type { KeyRow } from '../../shared/key-row.ts';
import type { KeyView } from '../../shared/key-view.ts';
import { type Reading, useReading } from '../access/useReading.ts';
import { api } from '../api.ts';

/** As many as a list is looked through; who wants another one types on. */
const OFFERED = 50;
/** As long as somebody pauses between two letters. */
const PAUSE = 200;

export interface KeyChoices {
  readonly rows: readonly KeyRow[];
  readonly more: boolean;
}

async function readChoices(search: string): Promise<KeyChoices> {
  const view: KeyView = { ...EVERYTHING, search, sort: { column: 'name', descending: false } };
  const { rows, end } = await api.keys.list({ view, after: null, limit: OFFERED });
  return { rows, more: end !== null };
}

/** The keys of the tenant as far as they have a text in their names, descriptions, owners or hints. */
export function useKeyChoices(typed: string): Reading<KeyChoices> {
  const [search, setSearch] = useState(typed);
  useEffect(() => {
    const timer = setTimeout(() => setSearch(typed.trim()), PAUSE);
    return () => clearTimeout(timer);
  }, [typed]);
  return useReading(useCallback(() => readChoices(search), [search]));
}
