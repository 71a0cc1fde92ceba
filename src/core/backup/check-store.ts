import { t } from '../../shared/language/t.ts';
import type { IntegrityReport } from '../../shared/store.ts';
import { explainSqliteError, StoreError } from '../db/errors.ts';
import { openBare } from '../db/open.ts';
import { checkLog } from './check-log.ts';
import type { Binding } from './copy-store.ts';
import { logHeadOf } from './log-head.ts';
import { foreignPart } from './schema-whitelist.ts';
import type { Watch } from './watch.ts';

/** Faults that are listed; a file that is torn has thousands. */
const MOST_FAULTS = 20;

/** Looks at every page, reference and log entry of the store while it is in use. Changes nothing. */
export async function checkStore(
  storePath: string,
  binding: Binding,
  watch: Watch,
): Promise<IntegrityReport> {
  const { onProgress, signal } = watch;
  const begun = performance.now();
  const sqlite = openBare(storePath, { readonly: true, nativeBinding: binding.nativeBinding });
  const took = () => performance.now() - begun;
  try {
    sqlite.exec('BEGIN');
    const faults: string[] = [];
    onProgress('checking', 0, 3);
    const version = sqlite.pragma('user_version', { simple: true }) as number;
    const part = foreignPart(sqlite, version, binding);
    if (part !== null)
      faults.push(t('Its schema was changed by something else than Latchkey: {part}.', { part }));
    onProgress('checking', 1, 3);
    const pages = sqlite.pragma(`integrity_check(${MOST_FAULTS})`) as { integrity_check: string }[];
    const wrong = pages.map(({ integrity_check }) => integrity_check).filter((text) => text !== 'ok');
    faults.push(...wrong.flatMap((text) => text.split('\n')).slice(0, MOST_FAULTS));
    signal.throwIfAborted();
    onProgress('checking', 2, 3);
    const broken = sqlite.pragma('foreign_key_check') as { table: string; rowid: number; parent: string }[];
    for (const { table, rowid, parent } of broken.slice(0, MOST_FAULTS)) {
      faults.push(
        t('Row {rowid} of {table} refers to something in {parent} that is not there.', {
          rowid,
          table,
          parent,
        }),
      );
    }
    onProgress('checking', 3, 3);
    const logFault = await checkLog(sqlite, watch);
    const keys = sqlite
      .prepare<[], number>('SELECT count(*) FROM keys WHERE deleted_at IS NULL')
      .pluck()
      .get();
    const entries = logHeadOf(sqlite)?.seq ?? 0;
    return { faults, logFault, entries, keys: keys ?? 0, tookMilliseconds: took() };
  } catch (error) {
    const explained = explainSqliteError(error);
    if (!(explained instanceof StoreError) || explained.code !== 'STORE_DAMAGED') throw explained;
    const faults = [t('Some of its pages cannot be read.')];
    return { faults, logFault: null, entries: 0, keys: 0, tookMilliseconds: took() };
  } finally {
    sqlite.close();
  }
}
