import type { ReadDb, WriteDb } from '../db/schema.ts';

/** The settings of the store as a whole, one row each, named by their group: `security.idleLockMinutes`. */

/** What is kept of a group by name, as JSON says it; `undefined` is what is no JSON. */
export async function readValues(
  db: ReadDb,
  group: string,
  names: readonly string[],
): Promise<ReadonlyMap<string, unknown>> {
  const rowNames = names.map((name) => `${group}.${name}`);
  const rows = await db.selectFrom('settings').selectAll().where('name', 'in', rowNames).execute();
  return new Map(rows.map(({ name, value }) => [name.slice(group.length + 1), parsed(value)]));
}

export async function putValues(
  db: WriteDb,
  group: string,
  values: Readonly<Record<string, unknown>>,
): Promise<void> {
  for (const [name, given] of Object.entries(values)) {
    const value = JSON.stringify(given);
    await db
      .insertInto('settings')
      .values({ name: `${group}.${name}`, value })
      .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
      .execute();
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
