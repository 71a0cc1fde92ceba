import { compose } from '../../shared/language/compose.ts';
import { type Message, speech, t } from '../../shared/language/t.ts';
import { formatNumber } from './format.ts';

/** "1 key", "1,200 keys": short for a plural of the catalogue, so the words are to be literals. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  compose(speech(), `{count, plural, one {# ${one}} other {# ${many}}}`, { count });

/** The same for words of a table. */
export const countedOf = (count: number, one: Message, many: Message): string =>
  `${formatNumber(count)} ${count === 1 ? t(one) : t(many)}`;

/** "3 keys, 1 account"; `null` for none of either. */
export function uses(keys: number, accounts: number): string | null {
  const parts = [
    ...(keys > 0 ? [counted(keys, 'key')] : []),
    ...(accounts > 0 ? [counted(accounts, 'account')] : []),
  ];
  return parts.length === 0 ? null : parts.join(', ');
}

/** Names as one reads them in a list. */
export const byName = <Row extends { readonly name: string }>(rows: readonly Row[]): readonly Row[] =>
  rows.toSorted((one, other) => one.name.localeCompare(other.name, undefined, { numeric: true }));

/** Whether a text contains what was typed into a search box, without regard to case and surrounding space. */
export function contains(typed: string, ...texts: readonly string[]): boolean {
  const wanted = typed.trim().toLowerCase();
  return texts.some((text) => text.toLowerCase().includes(wanted));
}
