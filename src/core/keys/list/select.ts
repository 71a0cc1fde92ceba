import { sql } from 'kysely';
import type { ReadDb } from '../../db/schema.ts';
import type { Filter } from './filters.ts';
import type { Sql } from './order.ts';

/** Runs a SELECT that Kysely has no words for. */
export const select = <Row>(db: ReadDb, query: Sql): Promise<Row[]> =>
  db
    .selectFrom(sql<Row>`(${query})`.as('answer'))
    .selectAll()
    .execute() as Promise<Row[]>;

/** All tests in one, or nothing. */
export const allOf = (tests: readonly Filter[]): Sql =>
  tests.length === 0
    ? sql``
    : sql`AND ${sql.join(
        tests.map(({ test }) => test),
        sql` AND `,
      )}`;
