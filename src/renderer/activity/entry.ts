import type { ActivityEntry } from '../../shared/activity.ts';

/** What a sentence is made of. */
export type Told = Omit<ActivityEntry, 'seq' | 'target' | 'details'> & {
  readonly target?: string | null;
  readonly details: Readonly<Record<string, unknown>>;
};

/** What an entry is about: "this key", then "it"; elsewhere both times "the key “ERP”". */
export interface Thing {
  readonly first: string;
  readonly again: string;
}

/** One action as it is told after the name of who did it. */
export type Sentence = (entry: Told, thing: Thing, now: number) => string;
