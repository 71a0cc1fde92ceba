import type { LogFilter } from '../../shared/activity-log.ts';
import { LOG_SEARCH_MAX, OUTCOMES } from '../../shared/activity-log-choices.ts';

export const ACTIVITY_LOG = '/activity-log';

/** What the person has chosen to see, as the address keeps it. Days as `2026-03-01`, of the calendar here. */
export interface Choice {
  readonly search: string;
  readonly from: string;
  readonly to: string;
  readonly by: number | null;
  readonly what: string | null;
  readonly outcome: LogFilter['outcome'];
  readonly about: { readonly type: string; readonly id: number } | null;
  readonly everywhere: boolean;
}

export const EVERYTHING: Choice = {
  search: '',
  from: '',
  to: '',
  by: null,
  what: null,
  outcome: null,
  about: null,
  everywhere: false,
};

const idIn = (text: string | null): number | null =>
  text !== null && /^[1-9]\d{0,14}$/.test(text) ? Number(text) : null;

/** The choice of an address; what it does not understand it leaves out. */
export function choiceIn(path: string): Choice {
  const read = new URLSearchParams(path.split('?')[1] ?? '');
  const day = (name: string) => (dayStart(read.get(name) ?? '', 0) === null ? '' : (read.get(name) ?? ''));
  const [, type, aboutId] = /^([a-z-]{1,40})\.(\d+)$/.exec(read.get('about') ?? '') ?? [];
  const id = idIn(aboutId ?? null);
  const what = read.get('what');
  return {
    search: (read.get('search') ?? '').slice(0, LOG_SEARCH_MAX),
    from: day('from'),
    to: day('to'),
    by: idIn(read.get('by')),
    what: what !== null && /^[a-z][a-z-]{0,39}$/.test(what) ? what : null,
    outcome: OUTCOMES.find((outcome) => outcome === read.get('outcome')) ?? null,
    about: type !== undefined && id !== null ? { type, id } : null,
    everywhere: read.get('tenants') === 'all',
  };
}

export function addressOf(choice: Choice): string {
  const write = new URLSearchParams();
  if (choice.search !== '') write.set('search', choice.search);
  if (choice.from !== '') write.set('from', choice.from);
  if (choice.to !== '') write.set('to', choice.to);
  if (choice.by !== null) write.set('by', String(choice.by));
  if (choice.what !== null) write.set('what', choice.what);
  if (choice.outcome !== null) write.set('outcome', choice.outcome);
  if (choice.about !== null) write.set('about', `${choice.about.type}.${choice.about.id}`);
  if (choice.everywhere) write.set('tenants', 'all');
  return write.size === 0 ? ACTIVITY_LOG : `${ACTIVITY_LOG}?${write}`;
}

/** The moments that bound a choice, in the time zone here: the last day is meant to its end. */
export function filterOf(choice: Choice): LogFilter {
  return {
    everywhere: choice.everywhere,
    from: dayStart(choice.from, 0),
    until: dayStart(choice.to, 1),
    actorId: choice.by,
    subject: choice.what,
    outcome: choice.outcome,
    target: choice.about,
    search: choice.search,
  };
}

export const isChosen = (choice: Choice): boolean => addressOf(choice) !== ACTIVITY_LOG;

/** When a day begins here, `later` days on. */
function dayStart(day: string, later: number): number | null {
  const [, year, month, date] = (/^(\d{4})-(\d{2})-(\d{2})$/.exec(day) ?? []).map(Number);
  if (year === undefined || month === undefined || date === undefined) return null;
  const time = new Date(year, month - 1, date + later).getTime();
  return Number.isNaN(time) || time < 0 ? null : time;
}
