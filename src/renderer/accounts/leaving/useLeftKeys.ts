import { useCallback, useState } from 'react';
import { LEFT_MOST, LEFT_PAGE } from '../../../shared/account-choices.ts';
import type { LeftKey, LeftKeys as Left } from '../../../shared/accounts.ts';
import { type Reading, useReading } from '../../access/useReading.ts';
import { api } from '../../api.ts';
import type { Ticks } from './LeftKeysTable.tsx';
import type { Revocation } from './revoke-keys.ts';

interface LeftKeys {
  readonly reading: Reading<Leaving>;
  readonly ticks: Ticks;
  /** The keys that are ticked. */
  readonly ticked: readonly LeftKey[];
  readonly how: Revocation;
  readonly onHow: (how: Revocation) => void;
  /** Has more of the keys named; `null` when no more can be. */
  readonly showMore: (() => void) | null;
}

interface Leaving {
  readonly owned: Left;
  /** Those of others. */
  readonly created: Left;
  readonly managesTenants: boolean;
}

/** The keys to decide on when an account leaves, and what was decided about those that it created. */
export function useLeftKeys(id: number): LeftKeys {
  const [limit, setLimit] = useState(LEFT_PAGE);
  const reading = useReading<Leaving>(useCallback(() => api.accounts.leaving({ id, limit }), [id, limit]));
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const [how, setHow] = useState<Revocation>('until-reinstated');
  // What was revoked meanwhile cannot be ticked any more.
  const ticked = (reading.value?.created.keys ?? []).filter(
    (key) => chosen.has(key.id) && key.state === 'active',
  );
  return {
    reading,
    ticks: { ids: new Set(ticked.map((key) => key.id)), onChange: setChosen },
    ticked,
    how,
    onHow: setHow,
    showMore: limit < LEFT_MOST ? () => setLimit(Math.min(limit + LEFT_PAGE, LEFT_MOST)) : null,
  };
}
