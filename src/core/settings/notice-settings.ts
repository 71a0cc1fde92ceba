import { DEFAULT_NOTICES, NOTICE_DAYS, type NoticeSettings, noticeSettings } from '../../shared/settings.ts';
import { type Actor, frameOf } from '../actor.ts';
import { change } from '../audit/change.ts';
import { differences } from '../audit/differences.ts';
import type { AnyDb, ReadDb, WriteDb } from '../db/schema.ts';
import { checkSettings } from './check-settings.ts';
import type { SettingsDeps } from './security-service.ts';

/** When a person wants to hear of keys that expire: each their own. */

export async function readNoticeSettings(db: ReadDb, accountId: number): Promise<NoticeSettings> {
  const row = await db
    .selectFrom('notice_settings')
    .select(['days', 'desktop'])
    .where('account_id', '=', accountId)
    .executeTakeFirst();
  return row ? { days: parseDays(row.days), desktop: row.desktop === 1 } : DEFAULT_NOTICES;
}

export async function editNotices(
  { db, now }: SettingsDeps,
  actor: Actor,
  input: NoticeSettings,
): Promise<NoticeSettings> {
  const { days, desktop } = checkSettings(noticeSettings, input);
  const after = { days: inOrder(days), desktop };
  return change(db, frameOf(actor, now()), async (write) => {
    const before = await readNoticeSettings(write, actor.accountId);
    await putNoticeSettings(write, actor.accountId, after);
    return {
      result: after,
      entries: [{ action: 'settings.edit-notices', details: differences({ ...before }, after) }],
    };
  });
}

/**
 * Takes the one notification that the desktop may show somebody on a day; `false` when it was taken before, be it by
 * another window. No change that the log would tell of.
 * @param day as `2025-06-17`
 */
export function takeNotifiedDay(db: AnyDb, accountId: number, day: string): Promise<boolean> {
  return db.transaction().execute(async (write) => {
    const row = await write
      .selectFrom('notice_settings')
      .select('last_notified_day')
      .where('account_id', '=', accountId)
      .executeTakeFirst();
    if (!row) await putNoticeSettings(write, accountId, DEFAULT_NOTICES);
    if (row?.last_notified_day === day) return false;
    await write
      .updateTable('notice_settings')
      .set({ last_notified_day: day })
      .where('account_id', '=', accountId)
      .execute();
    return true;
  });
}

async function putNoticeSettings(db: WriteDb, accountId: number, settings: NoticeSettings): Promise<void> {
  const row = {
    days: JSON.stringify(settings.days),
    desktop: settings.desktop ? (1 as const) : (0 as const),
  };
  await db
    .insertInto('notice_settings')
    .values({ account_id: accountId, ...row, last_notified_day: null })
    .onConflict((conflict) => conflict.column('account_id').doUpdateSet(row))
    .execute();
}

/** Most days first, each once. */
const inOrder = (days: NoticeSettings['days']): NoticeSettings['days'] =>
  NOTICE_DAYS.filter((day) => days.includes(day));

function parseDays(text: string): NoticeSettings['days'] {
  const { success, data } = noticeSettings.shape.days.safeParse(JSON.parse(text));
  return success ? inOrder(data) : DEFAULT_NOTICES.days;
}
