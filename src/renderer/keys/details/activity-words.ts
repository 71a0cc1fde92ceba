import { formatClock, formatDay } from '../../ui/format.ts';

type Details = Readonly<Record<string, unknown>>;

export interface ActivityEntry {
  readonly time: number;
  readonly actor: string | null;
  readonly action: string;
  readonly outcome: 'done' | 'refused';
  readonly details: Details;
}

const FIELDS: Readonly<Record<string, string>> = {
  name: 'the name',
  description: 'the description',
  authorizationGroup: 'the authorization group',
  allowlist: 'the IP allowlist',
  roles: 'the roles',
  apiSets: 'the API sets',
  withheld: 'the withheld permissions',
};

const TRIED: Readonly<Record<string, string>> = {
  'keys.edit': 'edit this key',
  'keys.rotate': 'rotate this key',
  'keys.finish-rotation': 'finish its rotation',
  'keys.revoke': 'revoke this key',
  'keys.reinstate': 'reinstate this key',
  'keys.remove': 'remove this key',
  'keys.restore': 'bring this key back',
};

const record = (value: unknown): Details =>
  typeof value === 'object' && value !== null ? (value as Details) : {};
const number = (value: unknown): number | null => (typeof value === 'number' ? value : null);

/** A value of the log in few words; `null` for what is better looked at than told. */
function short(value: unknown): string | null {
  if (value === 'all') return 'all';
  if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) return 'none';
  if (Array.isArray(value)) return value.length > 4 ? null : value.map(String).join(', ');
  return typeof value === 'string' && value.length <= 60 ? `“${value}”` : null;
}

function edited(details: Details): string {
  const before = record(details['before']);
  const after = record(details['after']);
  const changes = Object.keys(after).map((field) => {
    const [from, to] = [short(before[field]), short(after[field])];
    const what = FIELDS[field] ?? field;
    return from === null || to === null ? what : `${what} from ${from} to ${to}`;
  });
  return changes.length === 0 ? 'saved it without a change' : `changed ${changes.join('; ')}`;
}

function rotated(time: number, details: Details, now: number): string {
  const end = number(details['oldSecretEndsAt']);
  const old =
    end === null || end <= time
      ? 'the old secret stopped working at once'
      : `the old secret ${end > now ? 'works' : 'worked'} until ${formatDay(end)}, ${formatClock(end)}`;
  const from = record(details['before'])['expiresAt'];
  const to = record(details['after'])['expiresAt'];
  if (from === to) return `rotated it; ${old}`;
  const expiry = number(to);
  return `rotated it; ${old}; it now ${expiry === null ? 'never expires' : `expires on ${formatDay(expiry)}`}`;
}

function done({ time, action, details }: ActivityEntry, now: number): string {
  const after = record(details['after']);
  switch (action) {
    case 'keys.generate':
      return 'generated this key';
    case 'keys.edit':
      return edited(details);
    case 'keys.rotate':
      return rotated(time, details, now);
    case 'keys.finish-rotation':
      return 'finished the rotation: the old secret works no longer';
    case 'keys.revoke':
      return after['revocation'] === 'permanent' ? 'revoked it permanently' : 'revoked it until reinstated';
    case 'keys.reinstate':
      return 'reinstated it';
    case 'keys.remove':
      return 'removed it';
    case 'keys.restore':
      return 'brought it back';
    default:
      return `did “${action}”`;
  }
}

/** What happened, after the name of who did it: "rotated it; the old secret stopped working at once". */
export function activityInWords(entry: ActivityEntry, now: number): string {
  if (entry.outcome === 'done') return done(entry, now);
  return `tried to ${TRIED[entry.action] ?? `do “${entry.action}”`} and was refused`;
}
