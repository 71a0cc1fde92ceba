import type { ActivityEntry } from '../../shared/activity.ts';
import { listedBody } from './read-body.ts';

/** An entry as it is stored. */
interface StoredEntry {
  readonly seq: number;
  readonly time: number;
  readonly body: string;
}

/** Entries of one page. */
const PAGE = 50;

export interface ActivityPage {
  readonly entries: ActivityEntry[];
  /** There are older ones. */
  readonly more: boolean;
}

/**
 * One page of what happened to something, newest first, as its own page shows it.
 * @param read the newest `limit` entries as they are stored; one more than the page tells whether there are more
 */
export async function activityPage(
  read: (limit: number) => Promise<readonly StoredEntry[]>,
): Promise<ActivityPage> {
  const rows = await read(PAGE + 1);
  return { entries: rows.slice(0, PAGE).map(shown), more: rows.length > PAGE };
}

/** Entries as they are stored, as pages show them. */
export const shownEntries = (rows: readonly StoredEntry[]): ActivityEntry[] => rows.map(shown);

function shown(row: StoredEntry): ActivityEntry {
  const { time, actor, action, target, outcome, details } = listedBody(row);
  return {
    seq: row.seq,
    time,
    actor: actor?.name ?? null,
    action,
    target: target?.name ?? null,
    outcome,
    details: details as ActivityEntry['details'],
  };
}
