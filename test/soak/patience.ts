import { openStore } from '../../src/core/db/open.ts';
import { putSecurity, readSecurity } from '../../src/core/settings/security-store.ts';
import { SECURITY_RANGES } from '../../src/shared/setting-limits.ts';

/** Nobody touches the mouse of a virtual display: without this the program locks itself after ten minutes. */
export async function waitLongestBeforeLocking(path: string): Promise<void> {
  const store = await openStore({ path, mode: 'write', now: Date.now });
  const idleLockMinutes = SECURITY_RANGES.idleLockMinutes.max;
  await store.db.transaction().execute(async (write) => {
    await putSecurity(write, { ...(await readSecurity(write)), idleLockMinutes });
  });
  await store.close();
}
