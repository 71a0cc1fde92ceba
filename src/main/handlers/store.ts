import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { requireGoodPassphrase } from '../../core/accounts/password-strength.ts';
import { backUp, requireMayManageStore } from '../../core/backup/back-up.ts';
import { readBackupState } from '../../core/backup/backup-store.ts';
import { freeSpace, stamp } from '../../core/backup/files.ts';
import { isOverdue, nextBackup } from '../../core/backup/schedule.ts';
import { editSchedule } from '../../core/backup/schedule-service.ts';
import { noteAccepted, noteChecked } from '../../core/backup/note-store-work.ts';
import { type Actor, frameOf } from '../../core/actor.ts';
import { desktopFrame } from '../../core/accounts/deps.ts';
import { t } from '../../shared/language/t.ts';
import type { LatchkeyContract } from '../../shared/contract.ts';
import { AppError, type Handlers } from '../../shared/rpc.ts';
import type { StoreState } from '../../shared/store.ts';
import { BACKUP_ENDING } from '../../shared/store-words.ts';
import type { Context } from './context.ts';

export const store: Handlers<LatchkeyContract, Context>['store'] = {
  state: async (context) => {
    await manager(context);
    return stateOf(context);
  },
  backUp: async (context, { passphrase }) => {
    const { accounts, storeTools, ports } = context;
    const actor = await manager(context);
    // Before the dialog: nobody chooses a place in vain.
    if (passphrase !== null) await requireGoodPassphrase(passphrase);
    const target = await ports.choosePlace(`Latchkey ${stamp(ports.now())}${BACKUP_ENDING}`);
    const still = await stillManager(context, actor);
    if (target === null) return null;
    const { work, path: storePath } = storeTools;
    const deps = { db: accounts.db, storePath, run: work.run, now: ports.now };
    const made = await work.do((watch) => backUp(deps, still, { target, passphrase }, watch));
    return made;
  },
  checkIntegrity: async (context) => {
    const { accounts, storeTools } = context;
    const actor = await manager(context);
    const { work, path: storePath } = storeTools;
    const report = await work.do((watch) => work.run('check', { storePath }, watch));
    await noteChecked(accounts, actor, report);
    return report;
  },
  cancel: async (context) => {
    await manager(context);
    context.storeTools.work.cancel();
    return {};
  },
  choose: async (context) => {
    const actor = await manager(context);
    return context.storeTools.desk.choose(
      ownerOf(actor),
      async () => void (await stillManager(context, actor)),
    );
  },
  preview: async (context, { passphrase }) =>
    context.storeTools.desk.preview(ownerOf(await manager(context)), passphrase),
  restore: async (context) => {
    const { secrets, storeTools, ports } = context;
    const actor = await manager(context);
    if (secrets.of(actor.accountId).some((secret) => !secret.saved)) {
      throw new AppError(
        'SECRET_NOT_SAVED',
        t('A secret that is shown only once has not been saved yet. Save it, then restore.'),
      );
    }
    const { kept } = await storeTools.desk.restore(ownerOf(actor), frameOf(actor, ports.now()));
    await storeTools.restored(actor.sessionId);
    return { kept };
  },
  forget: async (context) => {
    await manager(context);
    context.storeTools.desk.forget();
    return {};
  },
  chooseFolder: async (context) => {
    const { storeTools, ports } = context;
    const actor = await manager(context);
    const [folder] = (await ports.choosePaths('backup folder')) ?? [];
    await stillManager(context, actor);
    if (folder !== undefined) storeTools.folders.add(folder);
    return { folder: folder ?? null };
  },
  editSchedule: async (context, { passphrase, ...schedule }) => {
    const { accounts, storeTools } = context;
    const actor = await manager(context);
    const before = await readBackupState(accounts.db);
    // The window names no folder that nobody has chosen.
    const { folder } = schedule;
    if (folder !== null && folder !== before.schedule.folder && !storeTools.folders.has(folder)) {
      throw new AppError('INVALID_INPUT', t('Choose the folder again.'), { field: 'folder' });
    }
    if (schedule.every !== 'off' && schedule.encrypted) {
      await storeTools.passphrase.require(passphrase, before.schedule.encrypted);
    }
    await editSchedule(accounts, actor, schedule, passphrase !== null);
    storeTools.backUpIfDue();
    return stateOf(context);
  },
  acceptLog: async (context) => {
    const { accounts, log } = context;
    const actor = await manager(context);
    await noteAccepted(accounts, actor);
    const { status } = await log.keeper.accept();
    if (status === 'signed' || status === 'nothing new') return {};
    if (status === 'no keychain') {
      throw new AppError(
        'KEYCHAIN_UNAVAILABLE',
        t('The keychain does not answer. Unlock it, then try again.'),
      );
    }
    throw new AppError(
      'LOG_IN_DOUBT',
      t('Something is wrong with the log itself. Verify it in the activity log.'),
    );
  },
};

/** The same where nobody can sign in, because nothing is set up yet. */
export const recovery: Handlers<LatchkeyContract, Context>['recovery'] = {
  choose: async (context) => {
    await requireNothingSetUp(context);
    return context.storeTools.desk.choose(NOBODY);
  },
  preview: async (context, { passphrase }) => {
    await requireNothingSetUp(context);
    return context.storeTools.desk.preview(NOBODY, passphrase);
  },
  restore: async (context) => {
    await requireNothingSetUp(context);
    const { storeTools, ports } = context;
    const { kept } = await storeTools.desk.restore(NOBODY, desktopFrame(ports.now(), null));
    await storeTools.restored(null);
    return { kept };
  },
  cancel: async (context) => {
    await requireNothingSetUp(context);
    context.storeTools.work.cancel();
    return {};
  },
};

export const NOBODY = 'nobody';
const ownerOf = ({ sessionId }: Actor): string => `session ${sessionId}`;

async function manager({ session }: Context): Promise<Actor> {
  const actor = await session.actor();
  requireMayManageStore(actor);
  return actor;
}

/** Whoever was asked for a place, once they have answered. */
async function stillManager({ session }: Context, asked: Actor): Promise<Actor> {
  const actor = await session.still(asked);
  requireMayManageStore(actor);
  return actor;
}

async function requireNothingSetUp({ session }: Context): Promise<void> {
  const { status } = await session.state();
  if (status === 'needs-set-up') return;
  throw new AppError(
    'FORBIDDEN',
    t('Here nothing is restored any more: sign in, and restore it in Settings → Store.'),
  );
}

async function stateOf({ accounts, storeTools, ports, log }: Context): Promise<StoreState> {
  const { path } = storeTools;
  const state = await readBackupState(accounts.db);
  const { schedule, lastBackup, lastScheduled, failure } = state;
  const now = ports.now();
  const sizes = [path, `${path}-wal`].map((file) => statSync(file, { throwIfNoEntry: false })?.size ?? 0);
  return {
    path,
    size: sizes.reduce((sum, size) => sum + size, 0),
    free: await freeSpace(dirname(path)),
    schedule,
    lastBackup,
    lastScheduled,
    failure,
    nextAt: nextBackup(state, now),
    overdue: isOverdue(state, now),
    unsignedRestore: log.keeper.unsignedRestore,
  };
}
