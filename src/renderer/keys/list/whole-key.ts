/** A whole key somewhere in a text: where one is, nothing of the text may be shown or kept. */
const WHOLE_KEY = /(?<![0-9A-Za-z])[a-z][a-z0-9]{1,9}_[0-9A-Za-z]{38}(?![0-9A-Za-z])/;

/** The whole key that a text contains, or `null`. */
export const wholeKeyIn = (text: string): string | null => WHOLE_KEY.exec(text)?.[0] ?? null;

/** What may be shown of a key: prefix, first and last 4 characters. */
export function hintOf(key: string): string {
  const [prefix = '', rest = ''] = key.split('_');
  return `${prefix}_${rest.slice(0, 4)}…${rest.slice(-4)}`;
}
