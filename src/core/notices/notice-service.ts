import type { Notice } from '../../shared/notices.ts';
import { type Actor, frameOf, requireAuthority } from '../actor.ts';
import { change } from '../audit/change.ts';
import type { ReadDb } from '../db/schema.ts';
import type { KeyDeps } from '../keys/key-deps.ts';
import { keyNotFound } from '../keys/key-errors.ts';
import { findKeys } from '../keys/key-store.ts';
import { readNoticeSettings } from '../settings/notice-settings.ts';
import { countNotices, type NoticeQuestion, noticesOf, putAway, readNotices } from './notice-store.ts';

const SHOWN = 100;

/** Keys of the open tenant that expire within the days that the person has chosen, soonest first, at most 100. */
export async function listNotices(
  { db, now }: KeyDeps,
  actor: Actor,
): Promise<{ notices: Notice[]; total: number }> {
  requireAuthority(actor, 'view');
  const question = await questionOf(db, actor, now());
  if (question.days.length === 0) return { notices: [], total: 0 };
  const notices = await readNotices(db, question, SHOWN);
  const total = notices.length < SHOWN ? notices.length : await countNotices(db, question);
  return { notices, total };
}

/**
 * Puts notices away for the person until each key's next number of days. Those that are gone by themselves are passed
 * over. @throws AppError `KEY_NOT_FOUND`, and then none is put away
 */
export async function putNoticesAway(
  { db, now }: KeyDeps,
  actor: Actor,
  keyIds: readonly number[],
): Promise<void> {
  requireAuthority(actor, 'view');
  const time = now();
  await change(db, frameOf(actor, time), async (write) => {
    const known = await findKeys(write, actor.tenantId, keyIds);
    if (!keyIds.every((id) => known.has(id))) throw keyNotFound();
    const question = await questionOf(write, actor, time);
    const due = question.days.length === 0 ? [] : await noticesOf(write, question, keyIds);
    await putAway(write, actor.accountId, due);
    const keys = due.map(({ name, days }) => ({ name, days }));
    return { result: undefined, entries: [{ action: 'notices.put-away', details: { keys } }] };
  });
}

async function questionOf(db: ReadDb, actor: Actor, now: number): Promise<NoticeQuestion> {
  const { tenantId, accountId } = actor;
  const { days } = await readNoticeSettings(db, accountId);
  return { tenantId, accountId, days, now };
}
