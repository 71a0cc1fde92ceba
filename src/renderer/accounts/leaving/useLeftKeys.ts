import { useCallback, useState } from 'react';
import type { LeftKey } from '../../../shared/accounts.ts';
import { type Reading, useReading } from '../../access/useReading.ts';
import { api } from '../../api.ts';
import type { Ticks } from './LeftKeysTable.tsx';
import type { Revocation } from './revoke-keys.ts';

interface LeftKeys {
  readonly reading: Reading<unknown>;
  /** `null` until they are read. */
  readonly owned: { readonly keys: readonly LeftKey[]; readonly count: number } | null;
  /** Those of others. */
  readonly created: readonly LeftKey[];
  readonly ticks: Ticks;
  /** The keys that are ticked. */
  readonly ticked: readonly LeftKey[];
  readonly how: Revocation;
  readonly onHow: (how: Revocation) => void;
}

/** The keys to decide on when an account leaves, and what was decided about those that it created. */
export function useLeftKeys(id: number): LeftKeys {
  const reading = useReading(useCallback(() => api.accounts.leaving({ id }), [id]));
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const [how, setHow] = useState<Revocation>('until-reinstated');
  const { value } = reading;
  const created = value?.keys.filter(({ owned }) => !owned) ?? [];
  // What was revoked meanwhile cannot be ticked any more.
  const ticked = created.filter((key) => chosen.has(key.id) && key.state === 'active');
  return {
    reading,
    owned: value && { keys: value.keys.filter(({ owned }) => owned), count: value.owned },
    created,
    ticks: { ids: new Set(ticked.map((key) => key.id)), onChange: setChosen },
    ticked,
    how,
    onHow: setHow,
  };
}
