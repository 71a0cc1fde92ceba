import type { BackupPreview, StoreDifference } from '../../shared/store.ts';
import type { StoreStage } from '../../shared/store-words.ts';
import { counted } from '../ui/counted.ts';

export const STAGES: Readonly<Record<StoreStage, string>> = {
  copying: 'Copying…',
  checking: 'Looking at every page…',
  'verifying the log': 'Verifying the activity log…',
  encrypting: 'Encrypting…',
  decrypting: 'Decrypting…',
  comparing: 'Comparing it with the present store…',
  'keeping a copy': 'Keeping a copy of the present store…',
  replacing: 'Replacing…',
};

type Names = StoreDifference['revokedSince'];

export interface Change {
  readonly sentence: string;
  readonly names: Names;
}

/** What lets in whom the present store keeps out. */
export function dangersOf(difference: StoreDifference): readonly Change[] {
  const { revokedSince, removedSince, rotatedSince, leftSince, passwordsSince } = difference;
  return [
    change(revokedSince, 'key revoked since would work again', 'keys revoked since would work again'),
    change(removedSince, 'key removed since would work again', 'keys removed since would work again'),
    change(
      rotatedSince,
      'key rotated since would take its old secret again, and refuse the new one',
      'keys rotated since would take their old secrets again, and refuse the new ones',
    ),
    change(
      leftSince,
      'account disabled or deleted since would be active again',
      'accounts disabled or deleted since would be active again',
    ),
    change(
      passwordsSince,
      'account would have its old password again',
      'accounts would have their old passwords again',
    ),
  ].filter(({ names }) => names.count > 0);
}

/** What would be lost. */
export function lossesOf({ madeSince, reinstatedSince, joinedSince }: StoreDifference): readonly Change[] {
  return [
    change(madeSince, 'key made since would be gone', 'keys made since would be gone'),
    change(
      reinstatedSince,
      'key reinstated since would be refused again',
      'keys reinstated since would be refused again',
    ),
    change(joinedSince, 'account made since would be gone', 'accounts made since would be gone'),
  ].filter(({ names }) => names.count > 0);
}

const change = (names: Names, one: string, many: string): Change => ({
  sentence: counted(names.count, one, many),
  names,
});

/** "ERP, Shop and 12 more". */
export function namesInWords({ count, names }: Names, most = 8): string {
  const shown = names.slice(0, most);
  const rest = count - shown.length;
  return rest > 0 ? `${shown.join(', ')} and ${rest} more` : shown.join(', ');
}

/** What the signatures of the log come to after the restore. */
export const SIGNING: Readonly<Record<BackupPreview['signing'], string | null>> = {
  'same key': null,
  'new key':
    'This computer has no key for the log of this backup. It signs the log with a new one from here on: tell those who keep the verifier key.',
  'no keychain':
    'The keychain does not answer, so the log is not signed after the restore before a super user says in Settings → Store that it is right.',
};
