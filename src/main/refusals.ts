import { desktopFrame } from '../core/accounts/deps.ts';
import { frameOf } from '../core/actor.ts';
import { recordRefusal } from '../core/audit/change.ts';
import { findTarget } from '../core/audit/target.ts';
import type { AnyDb, ReadDb } from '../core/db/schema.ts';
import { contract } from '../shared/contract.ts';
import type { Session } from './session.ts';

/** Which refused attempts the log tells of, and how. */

/**
 * Not in the log: slips of typing, what changed meanwhile, and what the person stopped themselves. They say nothing about
 * the person, and a window that only reads again would fill the log with them.
 */
const SLIPS: ReadonlySet<string> = new Set([
  'INVALID_INPUT',
  'NAME_TAKEN',
  'PERMISSION_EXISTS',
  'KEY_CHANGED',
  'CHANGED_MEANWHILE',
  'USERNAME_TAKEN',
  'ACCOUNT_CHANGED',
  'PASSWORD_REQUIRED',
  'PASSWORD_TOO_COMMON',
  'TENANT_CLOSED',
  'CANCELLED',
  'BATCH_UNDER_WAY',
  'LOG_BUSY',
  'REPORT_UNDER_WAY',
  'REPORT_TOO_LARGE',
  'EXPIRY_NOT_IN_FUTURE',
  'API_SETS_REQUIRED',
  'REACHABLE_UNCONFIRMED',
  'SECRET_NOT_SAVED',
  'SECRET_GONE',
  'NO_RESULTS',
  'NO_BACKUP_CHOSEN',
  'IMPORT_GONE',
  'TOO_MANY_PLACES',
  'SURVEY_SUPERSEDED',
  'SURVEY_STOPPED',
  'FINDINGS_STOPPED',
  'DATE_NOT_IN_FUTURE',
  'DATE_TOO_FAR',
  'RULE_ALREADY_OFF',
  'RULE_ALREADY_ON',
  'NOT_SIGNED_IN',
  'ALREADY_SIGNED_IN',
  'LOCKED',
  'SESSION_CHANGED',
  'UNKNOWN_CALL',
  'INTERNAL',
]);
/** Trouble with files, which says nothing about the person either. */
const TROUBLE = /^(STORE|SAVE|FILE|BACKUP|PASSPHRASE)_/;
/** Calls that only look: of them only what the person has no right to is told. */
const READING: ReadonlySet<string> = new Set(
  Object.entries(contract).flatMap(([subject, calls]) =>
    Object.entries(calls)
      .filter(([, { authority }]) => authority === 'view' || authority === 'view-activity')
      .map(([name]) => `${subject}.${name}`),
  ),
);

/** Whether a call may have changed who the person is or what they may do. */
export const changesPeople = (call: string): boolean =>
  /^(accounts|roles|tenants|settings)\./.test(call) && !READING.has(call);

/** Whether the log tells of a refusal. */
export function isTold(call: string, code: string): boolean {
  if (code === 'FORBIDDEN') return true;
  // Sign-ins tell of themselves, with what is known of the person.
  if (SLIPS.has(code) || TROUBLE.test(code) || call.startsWith('session.')) return false;
  return !READING.has(call);
}

/** Writes a refused call down, with what it was about when that is there. */
export async function noteRefusal(
  { db, now }: { readonly db: AnyDb; readonly now: () => number },
  session: Session,
  { call, input, code }: { readonly call: string; readonly input: unknown; readonly code: string },
): Promise<void> {
  const actor = session.held ? await session.anywhere() : null;
  const frame = actor ? frameOf(actor, now()) : desktopFrame(now(), null);
  const target = actor && (await targetOf(db, actor.tenantId, call, input));
  await recordRefusal(db, frame, {
    action: kebabCase(call),
    details: { code },
    ...(target && { target }),
  });
}

async function targetOf(db: ReadDb, tenantId: number, call: string, input: unknown) {
  const [subject = ''] = call.split('.');
  if (typeof input !== 'object' || input === null || !('id' in input)) return undefined;
  // The input of a call that was not allowed has not been looked at by anybody.
  const { id } = input;
  return Number.isSafeInteger(id) ? findTarget(db, tenantId, subject, id as number) : undefined;
}

/** The log's way of writing a call's name, so that what was refused stands beside what was done. */
const kebabCase = (call: string): string => call.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
