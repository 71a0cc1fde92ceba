import { type Message, msg, t } from '../../shared/language/t.ts';
import type { BackupPreview, StoreDifference } from '../../shared/store.ts';
import type { StoreStage } from '../../shared/store-words.ts';

export const STAGES: Readonly<Record<StoreStage, Message>> = {
  copying: msg('Copying…'),
  checking: msg('Looking at every page…'),
  'verifying the log': msg('Verifying the activity log…'),
  encrypting: msg('Encrypting…'),
  decrypting: msg('Decrypting…'),
  comparing: msg('Comparing it with the present store…'),
  'keeping a copy': msg('Keeping a copy of the present store…'),
  replacing: msg('Replacing…'),
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
    change(revokedSince, (count) =>
      t(
        '{count, plural, one {# key revoked since would work again} other {# keys revoked since would work again}}',
        { count },
      ),
    ),
    change(removedSince, (count) =>
      t(
        '{count, plural, one {# key removed since would work again} other {# keys removed since would work again}}',
        { count },
      ),
    ),
    change(rotatedSince, (count) =>
      t(
        '{count, plural, one {# key rotated since would take its old secret again, and refuse the new one} other {# keys rotated since would take their old secrets again, and refuse the new ones}}',
        { count },
      ),
    ),
    change(leftSince, (count) =>
      t(
        '{count, plural, one {# account disabled or deleted since would be active again} other {# accounts disabled or deleted since would be active again}}',
        { count },
      ),
    ),
    change(passwordsSince, (count) =>
      t(
        '{count, plural, one {# account would have its old password again} other {# accounts would have their old passwords again}}',
        { count },
      ),
    ),
  ].filter(({ names }) => names.count > 0);
}

/** What would be lost. */
export function lossesOf({ madeSince, reinstatedSince, joinedSince }: StoreDifference): readonly Change[] {
  return [
    change(madeSince, (count) =>
      t('{count, plural, one {# key made since would be gone} other {# keys made since would be gone}}', {
        count,
      }),
    ),
    change(reinstatedSince, (count) =>
      t(
        '{count, plural, one {# key reinstated since would be refused again} other {# keys reinstated since would be refused again}}',
        { count },
      ),
    ),
    change(joinedSince, (count) =>
      t(
        '{count, plural, one {# account made since would be gone} other {# accounts made since would be gone}}',
        { count },
      ),
    ),
  ].filter(({ names }) => names.count > 0);
}

const change = (names: Names, sentence: (count: number) => string): Change => ({
  sentence: sentence(names.count),
  names,
});

/** "ERP, Shop and 12 more". */
export function namesInWords({ count, names }: Names, most = 8): string {
  const shown = names.slice(0, most);
  const rest = count - shown.length;
  const list = shown.join(', ');
  return rest > 0 ? t('{names} and {rest, number} more', { names: list, rest }) : list;
}

/** What the signatures of the log come to after the restore. */
export const SIGNING: Readonly<Record<BackupPreview['signing'], Message | null>> = {
  'same key': null,
  'new key': msg(
    'This computer has no key for the log of this backup. It signs the log with a new one from here on: tell those who keep the verifier key.',
  ),
  'no keychain': msg(
    'The keychain does not answer, so the log is not signed after the restore before a super user says in Settings → Store that it is right.',
  ),
};
