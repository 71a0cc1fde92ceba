import { sql } from 'kysely';
import type { Filter } from './filters.ts';
import type { Sql } from './order.ts';
import type { Question } from './question.ts';
import { allOf } from './select.ts';

/** A filter whose keys are read, and what each of them is tested for. */
export interface Way {
  readonly driver: Pick<Filter, 'ids' | 'extensible'>;
  readonly tests: readonly Filter[];
}

/** A SELECT of the ids of the tenant's keys that pass, in no order, answered by indexes of the list alone. */
export const passing = ({ tenantId }: Question, { driver, tests }: Way): Sql =>
  driver.extensible
    ? sql`${driver.ids} ${allOf(tests)}`
    : sql`SELECT k.id FROM (${driver.ids}) AS driver
        CROSS JOIN keys AS k INDEXED BY keys_listed
          ON k.tenant_id = +${tenantId} AND k.id = driver.id AND k.deleted_at IS NULL
        WHERE true ${allOf(tests)}`;
