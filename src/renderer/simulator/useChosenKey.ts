import { useCallback, useState } from 'react';
import type { KeyRow } from '../../shared/key-row.ts';
import { type Reading, useReading } from '../access/useReading.ts';
import { api } from '../api.ts';

interface Chosen {
  readonly row: KeyRow | null;
  readonly choose: (row: KeyRow | null) => void;
  /** The key that was asked for by its number, as it is now. */
  readonly reading: Reading<KeyRow | null>;
}

/**
 * The key that questions are about, read again when somebody changes it.
 * @param first chosen by the address of the screen
 */
export function useChosenKey(first: number | null): Chosen {
  const [chosen, choose] = useState<KeyRow | null>(null);
  const id = chosen?.id ?? first;
  const reading = useReading(
    useCallback(
      async () => (id === null ? null : ((await api.keys.rows({ ids: [id] })).rows[0] ?? null)),
      [id],
    ),
  );
  // As it was when it was chosen, until it has been read.
  const row = reading.value?.id === id ? reading.value : chosen;
  return { row: row ?? null, choose, reading };
}
