import { randomBytes } from 'node:crypto';
import type { AnyDb } from '../db/schema.ts';
import type { Json } from '../audit/canonical-json.ts';
import { change } from '../audit/change.ts';
import { readHead } from '../audit/integrity/checkpoint-store.ts';
import type { EntryFrame } from '../audit/log-store.ts';
import { openBare, overBare } from '../db/open.ts';
import type { Binding } from './copy-store.ts';
import { MADE_AT } from './facts.ts';
import { logHeadOf } from './log-head.ts';
import type { ReplacedLog } from './present.ts';

export interface DraftEnd {
  readonly frame: EntryFrame;
  /** Of the entry that tells of the restore. */
  readonly details: { readonly [name: string]: Json };
  /** The highest epoch that anybody here knows of, of whatever log. */
  readonly past: number;
  /** `null`: there was no sound store. */
  readonly replaced: ReplacedLog | null;
  /** The present store's settings and state of backups: they are of this computer, and no part of what is restored. */
  readonly backups: readonly { readonly name: string; readonly value: string }[];
}

/**
 * Makes a backup a store again: a new epoch that no log of this store has had, an entry that names what it replaces, and
 * nobody is remembered on any device.
 */
export async function finishDraft(path: string, end: DraftEnd, { nativeBinding }: Binding): Promise<void> {
  const sqlite = openBare(path, { readonly: false, nativeBinding });
  sqlite.pragma('journal_mode = DELETE');
  sqlite.pragma('foreign_keys = ON');
  const db = overBare(sqlite);
  try {
    const head = logHeadOf(sqlite);
    const { logId, epoch } = readHead(sqlite);
    const { replaced, details, past } = end;
    const isSame = replaced !== null && replaced.log === logId;
    const frame = await frameIn(db, end.frame, isSame || replaced === null);
    await change(db, frame, async (write) => {
      await write
        .insertInto('audit_epochs')
        .values({
          // Higher than any before, of another log too: what is kept of one version of a store must never pass for another's.
          epoch: Math.max(epoch, past) + 1,
          log_id: logId === '' ? randomBytes(16).toString('hex') : logId,
          opened_at: frame.time,
          previous_head: head && head.hash,
        })
        .execute();
      await write.deleteFrom('device_credentials').execute();
      await write.deleteFrom('settings').where('name', '=', MADE_AT).execute();
      if (isSame && end.backups.length > 0) {
        await write.deleteFrom('settings').where('name', 'like', 'backup.%').execute();
        await write
          .insertInto('settings')
          .values([...end.backups])
          .execute();
      }
      const by = frame.actor === end.frame.actor ? {} : { by: end.frame.actor?.username ?? null };
      return {
        result: undefined,
        entries: [
          {
            action: 'store.restore',
            details: { ...details, ...by, replaced: replaced && { ...replaced } },
          },
        ],
      };
    });
  } finally {
    await db.destroy();
    if (sqlite.open) sqlite.close();
  }
}

/** The restored store may know neither the person nor the tenant by the numbers that they have now. */
async function frameIn(db: AnyDb, frame: EntryFrame, isSame: boolean): Promise<EntryFrame> {
  const { actor, tenantId } = frame;
  const known =
    isSame && actor !== null
      ? await db
          .selectFrom('accounts')
          .select('username')
          .where('id', '=', actor.accountId)
          .executeTakeFirst()
      : undefined;
  const tenant =
    isSame && tenantId !== null
      ? await db.selectFrom('tenants').select('id').where('id', '=', tenantId).executeTakeFirst()
      : undefined;
  return {
    ...frame,
    actor: known?.username === actor?.username ? actor : null,
    tenantId: tenant?.id ?? null,
  };
}
