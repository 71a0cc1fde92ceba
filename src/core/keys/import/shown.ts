import { quoted } from '../../../shared/text.ts';

/** Looks like a key of Latchkey; its checksum may be wrong, and somebody's key it may be all the same. */
const KEY = /[a-z][a-z0-9]{1,9}_[0-9A-Za-z]{38}/;
/** No word is that long, but keys of others and hashes are, also where `-` and `_` are among their letters. */
const SECRETIVE = /[0-9A-Za-z+/]{24}|[\w+/-]{36}/;

/** True for a text that has a key in it, at a place where none should be. */
export const holdsKey = (text: string): boolean => KEY.test(text);

/** Text of the file inside a sentence; nothing that could be a secret is repeated. */
export const shown = (text: string): string =>
  SECRETIVE.test(text) || KEY.test(text) ? '“…”' : quoted(text);
