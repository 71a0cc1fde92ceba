import type { EntryBody } from './entry.ts';

/** The texts of entries as people are shown them. Whether they are as they were written, the verification says. */

/** An entry's text; `null`: somebody has changed it so that it is none any more. */
export function readableBody(text: string): EntryBody | null {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return null;
  }
  return isBody(body) ? body : null;
}

/** The same for a list, in which what cannot be read has its place all the same. */
export const listedBody = ({ seq, time, body }: { seq: number; time: number; body: string }): EntryBody =>
  readableBody(body) ?? {
    version: 1,
    log: '',
    epoch: 0,
    seq,
    time,
    origin: 'desktop',
    session: null,
    actor: null,
    tenant: null,
    action: 'audit.unreadable',
    target: null,
    outcome: 'done',
    details: {},
    previous: null,
  };

function isBody(body: unknown): body is EntryBody {
  if (!isObject(body)) return false;
  const { action, time, actor, target, outcome, origin, details } = body;
  return (
    typeof action === 'string' &&
    isTime(time) &&
    typeof origin === 'string' &&
    (outcome === 'done' || outcome === 'refused') &&
    isObject(details) &&
    (actor === null || isNamed(actor)) &&
    (target === null || (isNamed(target) && typeof target['type'] === 'string'))
  );
}

const isNamed = (value: unknown): value is Readonly<Record<string, unknown>> =>
  isObject(value) && typeof value['name'] === 'string' && typeof value['id'] === 'number';

/** A number that a date can be. */
const isTime = (value: unknown): boolean => typeof value === 'number' && Math.abs(value) <= 8.64e15;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
