import { EVERYTHING } from '../../shared/everything.ts';
import type { KeyView } from '../../shared/key-view.ts';
import { navigate } from '../app/router.ts';
import { choose } from './keys-store.ts';
import { LIST } from './paths.ts';

/** Goes to the list of keys, which then shows these and no others. */
export function showKeys(choices: Partial<KeyView>): void {
  choose({ ...EVERYTHING, ...choices });
  navigate(LIST);
}
