import { BEGINNING, type Fault, findFault } from '../../src/core/audit/integrity/chain.ts';
import { logRows } from '../../src/core/audit/integrity/log-rows.ts';
import type { Store } from '../../src/core/db/open.ts';

/** The first thing that is wrong with a store's log. */
export const faultIn = ({ sqlite }: Pick<Store, 'sqlite'>): Fault | null =>
  findFault(logRows(sqlite), BEGINNING).fault;
