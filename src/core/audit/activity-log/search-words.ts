import type { EntryBody } from '../entry.ts';

/**
 * A pattern for LIKE, escaped by `\`, that the stored text of every entry with these words matches, and some others do.
 * LIKE knows capitals of ASCII only, so that everything else matches anything.
 */
export function likePattern(search: string): string {
  const asStored = JSON.stringify(search).slice(1, -1);
  return `%${asStored.replace(/[\\%_]/g, '\\$&').replace(/[^ -~]+/g, '%')}%`;
}

/** Whether the words stand in a name or a value of an entry, and not only in what every entry has. */
export function saysWords({ actor, target, action, details }: EntryBody, search: string): boolean {
  const wanted = search.toLowerCase();
  const says = (value: unknown): boolean => {
    if (typeof value === 'string') return value.toLowerCase().includes(wanted);
    if (typeof value === 'number') return String(value) === wanted;
    return typeof value === 'object' && value !== null && Object.values(value).some(says);
  };
  // The ids are those of what is named beside them.
  const { ids: _, ...said } = details;
  return [actor?.name, target?.name, action, said].some(says);
}
