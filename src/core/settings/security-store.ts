import { DEFAULT_SECURITY, type SecuritySettings, securitySettings } from '../../shared/settings.ts';
import type { ReadDb, WriteDb } from '../db/schema.ts';
import { putValues, readValues } from './value-store.ts';

/** What has no row, or one that makes no sense, is the default. */

const NAMES = Object.keys(DEFAULT_SECURITY) as (keyof SecuritySettings)[];

export async function readSecurity(db: ReadDb): Promise<SecuritySettings> {
  const values = await readValues(db, 'security', NAMES);
  const settings = { ...DEFAULT_SECURITY };
  for (const name of NAMES) {
    // A value from a hand or a newer program must not keep anybody out.
    const { success, data } = securitySettings.shape[name].safeParse(values.get(name));
    if (success) settings[name] = data;
  }
  return settings;
}

export const putSecurity = (db: WriteDb, settings: SecuritySettings): Promise<void> =>
  putValues(db, 'security', settings);
