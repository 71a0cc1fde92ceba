import { basename } from 'node:path';
import type { EntryFrame } from '../audit/log-store.ts';
import { keptPath } from './files.ts';
import type { Inspected } from './inspect.ts';
import type { RestoreOrder } from './put-back.ts';

interface Asked {
  readonly storePath: string;
  readonly frame: EntryFrame;
  /** Of the backup's log, as this computer's keychain has it; 0: it has none, or does not answer. */
  readonly signedEpoch: number;
}

/** What it takes to put a backup back that was looked at, and what the log is to say of it. */
export function restoreOrder(
  { path, sha256, encrypted, madeAt, newest, draft }: Inspected,
  asked: Asked,
): RestoreOrder {
  const kept = keptPath(asked.storePath, asked.frame.time);
  const details = {
    file: basename(path),
    sha256,
    encrypted,
    madeAt,
    entries: newest?.seq ?? 0,
    kept: basename(kept),
  };
  // The entry opens the next epoch; whoever restores was allowed to in this one.
  const { epoch: allowedIn = null, ...frame } = asked.frame;
  return { ...asked, frame, allowedIn, draft, kept, details };
}
