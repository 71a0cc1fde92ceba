import type { EntryBody } from '../../audit/entry.ts';
import { column, compareText } from '../cells.ts';
import type { Cell, ReportSection } from '../document.ts';

/** How often something stands in the log, done and refused. */
interface Count {
  readonly name: string | null;
  readonly id: number | null;
  done: number;
  refused: number;
  first: number;
  last: number;
}

/** Counts entries by what was done and by who did it. */
export class Tally {
  readonly #actions = new Map<string, Count>();
  readonly #actors = new Map<number | null, Count>();

  add({ action, actor, outcome, time }: EntryBody): void {
    count(this.#actions, action, { name: action, id: null }, outcome, time);
    // By id: names change. The first name stands for all.
    const id = actor?.id ?? null;
    count(this.#actors, id, { name: actor?.name ?? null, id }, outcome, time);
  }

  sections(): ReportSection[] {
    const common = [
      column('done', 'Done', 1),
      column('refused', 'Refused', 1),
      column('first', 'First', 2),
      column('last', 'Last', 2),
    ];
    const cells = (who: readonly Cell[], { done, refused, first, last }: Count): readonly Cell[] => [
      ...who,
      done,
      refused,
      { at: first },
      { at: last },
    ];
    return [
      {
        id: 'actions',
        heading: 'By action',
        columns: [column('action', 'Action', 4), ...common],
        rows: [...this.#actions.values()]
          .sort((one, other) => compareText(one.name ?? '', other.name ?? ''))
          .map((each) => cells([each.name], each)),
      },
      {
        id: 'actors',
        heading: 'By person',
        note: 'Under the name that they had first. Nobody: before anybody had signed in.',
        columns: [column('id', 'Id', 1), column('actor', 'Who', 4), ...common],
        rows: [...this.#actors.values()]
          .sort(
            (one, other) => compareText(one.name ?? '', other.name ?? '') || (one.id ?? 0) - (other.id ?? 0),
          )
          .map((each) => cells([each.id, each.name ?? 'nobody'], each)),
      },
    ];
  }
}

function count<Key>(
  counts: Map<Key, Count>,
  key: Key,
  named: Pick<Count, 'name' | 'id'>,
  outcome: EntryBody['outcome'],
  time: number,
): void {
  const known = counts.get(key) ?? { ...named, done: 0, refused: 0, first: time, last: time };
  known[outcome === 'refused' ? 'refused' : 'done'] += 1;
  known.first = Math.min(known.first, time);
  known.last = Math.max(known.last, time);
  counts.set(key, known);
}
