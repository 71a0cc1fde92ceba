import { DEFAULT_SECURITY, type SecuritySettings, securitySettings } from '../../shared/settings.ts';
import type { ReadDb, WriteDb } from '../db/schema.ts';

/** The settings of the store as a whole, one row each; what has no row, or one that makes no sense, is the default. */

const NAMES = Object.keys(DEFAULT_SECURITY) as (keyof SecuritySettings)[];
const rowName = (name: keyof SecuritySettings): string => `security.${name}`;

export async function readSecurity(db: ReadDb): Promise<SecuritySettings> {
  const rows = await db.selectFrom('settings').selectAll().where('name', 'in', NAMES.map(rowName)).execute();
  const values = new Map(rows.map(({ name, value }) => [name, value]));
  const settings = { ...DEFAULT_SECURITY };
  for (const name of NAMES) {
    // A value from a hand or a newer program must not keep anybody out.
    const { success, data } = securitySettings.shape[name].safeParse(parsed(values.get(rowName(name))));
    if (success) settings[name] = data;
  }
  return settings;
}

export async function putSecurity(db: WriteDb, settings: SecuritySettings): Promise<void> {
  for (const setting of NAMES) {
    const value = JSON.stringify(settings[setting]);
    await db
      .insertInto('settings')
      .values({ name: rowName(setting), value })
      .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
      .execute();
  }
}

function parsed(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
