import { KEY_PAGE } from '../../../shared/key-choices.ts';
import type { KeyView } from '../../../shared/key-view.ts';
import { api, failureOf } from '../../api.ts';
import { near, pageOf, type Pages, withNewer } from './pages.ts';
import { type PastedKey, useKeys } from './state.ts';

/**
 * Reads the pages of a view that are in sight, each by the cursor where it begins. Rows come first; the count follows,
 * and then the survey, whose cursors let the list jump anywhere.
 */

type Page = Awaited<ReturnType<typeof api.keys.list>>;
const KEPT = 30;
const AT_ONCE = 3;
const { getState, setState } = useKeys;

/** Goes up whenever answers that are under way must not count any more. */
let generation = 0;
const cursors = new Map<number, string>();
const underWay = new Set<number>();
const failed = new Set<number>();
/** Pages that are shown but were read before something changed. */
const stale = new Set<number>();
let survey: 'not asked' | 'asked' | 'failed' | 'there' = 'not asked';
/** Goes up with every survey: the core answers only the last one, and whoever asked before it leaves all to that one. */
let surveys = 0;
let wanted = { first: 0, last: 0 };

/** Forgets all that was read and drops what is under way. */
export function forget(): void {
  generation += 1;
  for (const known of [cursors, underWay, failed, stale]) known.clear();
  survey = 'not asked';
  surveys += 1;
  wanted = { first: 0, last: 0 };
}

/** Reads another view from its beginning. What is shown stays until the first answer. */
export function show(view: KeyView, pasted: PastedKey | null = null): void {
  forget();
  setState({ view, pasted, reading: true, failure: null });
  void readPage(0);
}

/** Says which pages are in sight; what of them is missing is read. */
export function need(first: number, last: number): void {
  wanted = { first, last };
  if (!getState().reading) readOn();
}

/** Tries again what failed. */
export function retry(): void {
  const { pages, view, pasted } = getState();
  if (pages.size === 0) {
    show(view, pasted);
    return;
  }
  failed.clear();
  setState({ failure: null });
  if (survey === 'failed') void refresh();
  else readOn();
}

/** Reads again what is in sight, and leaves it on the screen until the answer is there. */
export async function refresh(): Promise<void> {
  const { view, pasted, total, reading, pages } = getState();
  // Without a page there is nothing to keep on the screen meanwhile.
  if (reading || pages.size === 0) {
    show(view, pasted);
    return;
  }
  surveys += 1;
  const asked = surveys;
  let marks: readonly string[] | null = null;
  if (total === null || total > KEY_PAGE) {
    try {
      const answer = await api.keys.survey({ view });
      if (asked !== surveys) return;
      ({ marks } = answer);
      setState((now) => ({ total: answer.total, pages: within(now.pages, answer.total) }));
    } catch (error) {
      if (asked === surveys) surveyFailed(error);
      return;
    }
  }
  generation += 1;
  for (const known of [underWay, failed]) known.clear();
  setState({ failure: null });
  takeMarks(marks);
  for (const page of getState().pages.keys()) stale.add(page);
  readOn();
}

/** The generation in which uses are being read. */
let readingUses: number | null = null;

/**
 * Brings the last uses of the rows in sight up to date. Which keys the view shows and in which order is as it was; pages
 * out of sight are read again when they come into it.
 */
export async function refreshUses(): Promise<void> {
  const asked = generation;
  if (readingUses === asked || getState().reading) return;
  const { first, last } = wanted;
  for (const page of getState().pages.keys()) if (page < first || page > last) stale.add(page);
  readingUses = asked;
  try {
    for (let page = first; page <= last; page += 1) await readUses(page, asked);
  } catch {
    // The next batch of uses comes in a second, and what the list shows is no worse than before.
  } finally {
    if (readingUses === asked) readingUses = null;
  }
}

async function readUses(page: number, asked: number): Promise<void> {
  const ids = (getState().pages.get(page) ?? []).map(({ id }) => id);
  if (asked !== generation || ids.length === 0) return;
  const { rows: newer } = await api.keys.rows({ ids });
  const { pages } = getState();
  const known = pages.get(page);
  if (asked !== generation || known === undefined) return;
  const rows = withNewer(known, newer);
  if (rows !== known) setState({ pages: new Map(pages).set(page, rows) });
}

/** What is shown stays, out of date as it may be, until the person or the next change asks again. */
function surveyFailed(error: unknown): void {
  survey = 'failed';
  setState({ failure: failureOf(error) });
}

/** Whether a page is under way, which then may have been read before what has just happened. */
export const isReading = (): boolean => underWay.size > 0;

function readOn(): void {
  const { pages, total } = getState();
  // Keys can have gone from where the list is scrolled to.
  const end = total === null ? Infinity : Math.max(0, pageOf(total - 1));
  for (let page = Math.min(wanted.first, end); page <= Math.min(wanted.last, end); page += 1) {
    if (underWay.size >= AT_ONCE) return;
    const there = pages.has(page) && !stale.has(page);
    if (!there && !underWay.has(page) && !failed.has(page)) void readPage(page);
  }
}

async function readPage(page: number): Promise<void> {
  const after = page === 0 ? null : cursors.get(page);
  // Without a cursor it waits for the page before or for the survey.
  if (after === undefined) return;
  const asked = generation;
  underWay.add(page);
  try {
    const answer = await api.keys.list({ view: getState().view, after, limit: KEY_PAGE });
    if (asked !== generation) return;
    underWay.delete(page);
    place(page, answer);
  } catch (error) {
    if (asked !== generation) return;
    underWay.delete(page);
    failed.add(page);
    setState(({ reading, ...now }) => ({
      reading: false,
      failure: failureOf(error),
      ...(reading && { pages: new Map(), total: null, epoch: now.epoch + 1 }),
    }));
  }
  readOn();
}

function place(page: number, { rows, end, usage, all, expiringSoonDays }: Page): void {
  stale.delete(page);
  if (end !== null && !cursors.has(page + 1)) cursors.set(page + 1, end);
  const last = end === null ? page * KEY_PAGE + rows.length : null;
  setState((now) => {
    const others = now.reading ? new Map() : now.pages;
    const pages = near(new Map(others).set(page, rows), wanted.first, wanted.last, KEPT);
    const total = last ?? (now.reading || !isBeyond(page, now.total) ? null : now.total);
    return {
      pages: last === null ? pages : within(pages, last),
      total,
      usage,
      all,
      expiringSoonDays,
      reading: false,
      epoch: now.reading ? now.epoch + 1 : now.epoch,
    };
  });
  if (getState().total === null && (survey === 'not asked' || survey === 'there')) void askForSurvey();
}

async function askForSurvey(): Promise<void> {
  surveys += 1;
  const asked = surveys;
  const { view } = getState();
  survey = 'asked';
  try {
    const { total } = await api.keys.count({ view });
    if (asked !== surveys) return;
    setState({ total });
    const answer = await api.keys.survey({ view });
    if (asked !== surveys) return;
    takeMarks(answer.marks);
    setState({ total: answer.total });
    readOn();
  } catch (error) {
    if (asked === surveys) surveyFailed(error);
  }
}

function takeMarks(marks: readonly string[] | null): void {
  cursors.clear();
  for (const [index, mark] of (marks ?? []).entries()) cursors.set(index + 1, mark);
  survey = marks === null ? 'not asked' : 'there';
}

/** Whether a count goes on after a page, as one must when that page has an end. */
const isBeyond = (page: number, total: number | null): boolean =>
  total !== null && total > (page + 1) * KEY_PAGE;

const within = (pages: Pages, total: number): Pages =>
  new Map([...pages].filter(([page]) => page === 0 || page * KEY_PAGE < total));

/**
 * The ids of the keys from one place of the view to another, reading what was not read; `null` when the view has
 * changed meanwhile.
 */
export async function idsBetween(from: number, to: number): Promise<readonly number[] | null> {
  const asked = generation;
  const ids: number[] = [];
  for (let page = pageOf(from); page <= pageOf(to); page += 1) {
    const { pages, view } = getState();
    let rows = stale.has(page) ? undefined : pages.get(page);
    if (rows === undefined) {
      const after = page === 0 ? null : cursors.get(page);
      if (after === undefined) return null;
      const answer = await api.keys.list({ view, after, limit: KEY_PAGE });
      if (asked !== generation) return null;
      if (answer.end !== null) cursors.set(page + 1, answer.end);
      ({ rows } = answer);
    }
    const first = page * KEY_PAGE;
    ids.push(...rows.slice(Math.max(0, from - first), to - first + 1).map(({ id }) => id));
  }
  return ids;
}
