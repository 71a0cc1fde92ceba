import { column, compareText } from '../cells.ts';
import type { Cell, ReportSection } from '../document.ts';
import type { Replayed } from '../replay/replay.ts';
import type { AccessState, KeyState } from '../replay/state.ts';
import { dataGroupsOf, grantersOf, rolesOf, setsOf, type Source, sourceText, unsaid } from './reach.ts';
import { ownerName, type SortedKeys } from './keys.ts';

/** What the log does not say, so that nobody takes what is missing for what was not there. */

export function unsaidSection(replayed: Replayed, sorted: SortedKeys): ReportSection {
  const { state } = replayed;
  return {
    id: 'unsaid',
    heading: 'What the log does not say',
    note: 'Nothing is guessed: what stands here is in none of the lists above, or only as far as it is known. What was put into the store past Latchkey is in no log.',
    columns: [column('about', 'About', 4), column('what', 'What is not known', 6)],
    rows: [
      ...ofTheLog(replayed),
      ...sorted.unknown.map(({ key, what }): readonly Cell[] => [keyText(state, key), what]),
      ...ofGrants(state, sorted),
    ],
  };
}

function ofTheLog(replayed: Replayed): (readonly Cell[])[] {
  const { state, entries, laterDated, restored, unreadable, foreign } = replayed;
  const { beginning } = state.tenant;
  const rows: (readonly Cell[])[] = [];
  if (beginning === null && entries > 0)
    rows.push(['the tenant', 'how it began: its first entry is not in the log']);
  if (beginning !== null && !beginning.whole) {
    const until = new Date(beginning.time).toISOString();
    rows.push([
      'what the tenant began with',
      `its roles, authorization groups and API sets of the first day, as far as no later entry says them: entry ${beginning.seq} of ${until} is of an older Latchkey`,
    ]);
  }
  if (laterDated > 0) {
    rows.push([
      'the clock',
      `${laterDated} of the entries that count bear a later time than the one asked for: the clock was set back. Entries count in the order in which they were written.`,
    ]);
  }
  if (restored !== null) {
    rows.push([
      'the time before a restore',
      `what was done after the newest entry then and before ${new Date(restored).toISOString()}, when a backup was restored: it is in the log that was replaced, which the store that was kept then has.`,
    ]);
  }
  if (unreadable > 0) rows.push(['the log', `${unreadable} of its entries cannot be read. Verify the log.`]);
  for (const { action, entries: count } of foreign) {
    rows.push([`the action ${action}`, `what ${count} of its entries did: only a newer Latchkey knows it`]);
  }
  return rows;
}

/** Of what keys that worked and people had. */
function ofGrants(state: AccessState, { reaching }: SortedKeys): readonly (readonly Cell[])[] {
  const found = new Set<string>();
  const note = (all: readonly Source<unknown>[]) => {
    for (const source of all) found.add(sourceText(source));
  };
  const owners = new Set<number>();
  for (const { key } of reaching) {
    note(unsaid(grantersOf(state, key), ({ permissions }) => permissions));
    const sets = setsOf(state, key);
    if (sets !== 'all') note(unsaid(sets, ({ operations }) => operations));
    if (typeof key.owner === 'number') owners.add(key.owner);
  }
  for (const [id, account] of state.accounts.byId) {
    if (account.removed) continue;
    if (owners.has(id)) note(unsaid(dataGroupsOf(state, account), ({ scopes }) => scopes));
    if (!account.apiOnly) note(unsaid(rolesOf(state, account), ({ permissions }) => permissions));
    if (!account.whole) found.add(`account “${account.name}”`);
  }
  return [...found].sort(compareText).map((about) => [about, 'what it had or gave']);
}

const keyText = (state: AccessState, key: KeyState): string => {
  const owner = ownerName(state, key);
  return owner === null ? `key “${key.name}”` : `key “${key.name}” of ${owner}`;
};
