import type { EntryBody } from '../../audit/entry.ts';
import { NONE } from './state.ts';
import type { Ref, Things } from './things.ts';

/** What entries say, read without trust: a log that somebody wrote anew must not do more harm than say what is false. */

export type Said = Readonly<Record<string, unknown>>;

export const record = (value: unknown): Said =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Said) : {};

export const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

export const flag = (value: unknown): boolean | undefined => (typeof value === 'boolean' ? value : undefined);

export const number = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);

/** `undefined`: it does not say. */
export const texts = (value: unknown): readonly string[] | undefined => {
  if (!Array.isArray(value)) return undefined;
  return value.length === 0 ? NONE : value.filter((each) => typeof each === 'string');
};

export const numbers = (value: unknown): readonly number[] | undefined => {
  if (!Array.isArray(value)) return undefined;
  return value.length === 0 ? NONE : value.filter((each) => typeof each === 'number');
};

export const records = (value: unknown): readonly Said[] => (Array.isArray(value) ? value.map(record) : []);

export const before = ({ details }: EntryBody): Said => record(details['before']);
export const after = ({ details }: EntryBody): Said => record(details['after']);
/** What the entry names, by id; entries from before version 0.1 have none. */
export const ids = ({ details }: EntryBody): Said => record(details['ids']);

/** What an entry refers to by a list: by its ids, or where it has none by its names. `undefined`: it does not say. */
export function refs(
  things: Things<{ name: string }>,
  byId: unknown,
  byName: unknown,
): readonly Ref[] | undefined {
  const named = texts(byName);
  const given = numbers(byId);
  if (given === undefined) return named?.map((name) => things.refTo(name));
  // Both are in one order: so the log tells what has an id that it has not told of before.
  if (named?.length === given.length)
    for (const [at, id] of given.entries()) things.about(id, named[at] ?? '');
  return given.length === 0 ? NONE : given;
}

/** The name that the thing had before the entry that is about it. */
export const nameBefore = (entry: EntryBody, member = 'name'): string =>
  text(before(entry)[member]) ?? entry.target?.name ?? '';
