import { keyHint } from '../keys/key-format.ts';

/** A key in the name of a file, whatever its checksum. */
const KEY = /[a-z][a-z0-9]{1,9}_[0-9A-Za-z]{38}/g;
/** What would move the cursor of a terminal, or make a name read as another one. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** A name of a file as it may be told: what hides is made visible, and a key in it is cut to its hint. */
export const shownName = (name: string): string => name.replace(KEY, keyHint).replace(INVISIBLE, '\ufffd');
