import { visible } from '../../shared/text.ts';
import { keyHint } from '../keys/key-format.ts';

/** A key in the name of a file, whatever its checksum. */
const KEY = /[a-z][a-z0-9]{1,9}_[0-9A-Za-z]{38}/g;

/** Paths of the system's are no longer; names in archives and repositories can be. */
const LONGEST = 4_096;

/** A name of a file as it may be told: visible, not endless, and a key in it is cut to its hint. */
export function shownName(name: string): string {
  const shown = visible(name.replace(KEY, keyHint));
  return shown.length > LONGEST ? `${shown.slice(0, LONGEST)}…` : shown;
}
