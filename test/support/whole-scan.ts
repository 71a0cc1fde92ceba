import { type Scan, type ScanOptions, startScan } from '../../src/core/leak-scan/scan.ts';

/** Of no store here. */
const NO_STORE = '/nowhere/latchkey.db';

/** Starts a leak scan that looks everywhere, in one thread and telling nobody, unless it is told otherwise. */
export const wholeScan = (paths: readonly string[], more: Partial<ScanOptions> = {}): Scan =>
  startScan({
    paths,
    storePath: NO_STORE,
    threads: 1,
    archives: true,
    git: true,
    signal: new AbortController().signal,
    onHits: () => Promise.resolve(),
    ...more,
  });
