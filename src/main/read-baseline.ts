import { type Baseline, parseBaseline } from '../core/leak-scan/baseline.ts';
import { shownName } from '../core/leak-scan/shown.ts';
import { noneUnlessStore, openPlainFile } from '../core/plain-file.ts';
import { t } from '../shared/language/t.ts';
import { AppError } from '../shared/rpc.ts';

/** A baseline of more is none that a person keeps. Bytes. */
const LARGEST_BASELINE = 64 * 1024 * 1024;

/** Reads the baseline that somebody has chosen. @throws AppError `BASELINE_UNREADABLE`, and when it is none, or the store */
export async function readBaseline(path: string, storePath: string): Promise<Baseline> {
  const unreadable = () =>
    new AppError(
      'BASELINE_UNREADABLE',
      t('{shownName} cannot be read. Choose another file.', { shownName: shownName(path) }),
    );
  const file = await openPlainFile(path, storePath).catch(noneUnlessStore);
  if (file === null) throw unreadable();
  try {
    if ((await file.stat()).size > LARGEST_BASELINE) throw unreadable();
    const text = await file.readFile('utf8').catch(() => {
      throw unreadable();
    });
    return parseBaseline(path, text);
  } finally {
    await file.close();
  }
}
