import { hasTenant } from '../core/accounts/account-store.ts';
import { createPasswordHasher } from '../core/accounts/password-hash.ts';
import type { Store } from '../core/db/open.ts';
import { createExaminer } from '../core/findings/examiner.ts';
import { createSurveyor } from '../core/keys/list/survey-client.ts';
import { createOverviewThread } from '../core/overview/overview-thread.ts';
import { RESTORED } from '../core/audit/log-store.ts';
import { readEndpoint } from '../core/settings/endpoint-store.ts';
import { readSecurity } from '../core/settings/security-store.ts';
import { Verifier } from '../core/verification/verifier.ts';
import { contract } from '../shared/contract.ts';
import { t } from '../shared/language/t.ts';
import { AppError, createDispatcher } from '../shared/rpc.ts';
import type { Backend, BackendOptions } from './backend.ts';
import { Batches } from './batches.ts';
import { EndpointSupervisor } from './endpoint/supervisor.ts';
import type { Context } from './handlers/context.ts';
import { handlers } from './handlers/index.ts';
import { Imports } from './imports.ts';
import { KeptSignIn } from './kept-sign-in.ts';
import { KnownLog } from './known-log.ts';
import { LeakScans } from './leak-scans.ts';
import { LogKeeper } from './log-keeper.ts';
import type { Log } from './log-work.ts';
import { Notifications } from './notifications.ts';
import { PendingSecrets } from './pending-secrets.ts';
import { changesPeople, isTold, noteRefusal } from './refusals.ts';
import { Session } from './session.ts';
import { StoreTools } from './store-tools.ts';
import { watchStore } from './store-watch.ts';

/** Composes session, secrets, watchers and handlers over an open store. Closing it closes the store. */
export async function overStore(
  store: Store,
  { ports, hasher, nativeBinding, lookEvery }: BackendOptions,
  reopen: () => Promise<void>,
): Promise<Backend> {
  const { db } = store;
  const accounts = { db, now: ports.now, hasher: hasher ?? createPasswordHasher() };
  const isSetUp = await hasTenant(db);
  const underWay = new Set<Promise<unknown>>();
  const track = (work: Promise<unknown>): void => {
    underWay.add(work);
    void work.finally(() => underWay.delete(work));
  };
  const background = (work: Promise<unknown>): void =>
    track(work.catch((error: unknown) => ports.onInternalError('background', error)));
  const pending = new PendingSecrets(ports);
  const settle = async (): Promise<void> => {
    // One may start another, so until there are none.
    while (underWay.size > 0) await Promise.all(underWay);
  };
  const known = new KnownLog(store.reading);
  const standing: Session = new Session(
    accounts,
    { ...ports, background, epoch: () => known.epoch(), lookForRestore: () => void lookForRestore() },
    isSetUp,
    {
      opened: () => background(notifications.check()),
      closed: () => {
        notifications.withdraw();
        // Whoever began it is gone: nothing leaves the program for them any more.
        reportWork.cancel();
      },
    },
  );
  const kept = new KeptSignIn(accounts, ports, standing);
  const notifications = new Notifications(accounts, standing, ports);
  const stopNotifying = notifications.start(background);
  const surveyor = createSurveyor({ storePath: store.path, nativeBinding });
  const examiner = createExaminer({ storePath: store.path, nativeBinding });
  const overviewThread = createOverviewThread({ storePath: store.path, nativeBinding });
  const batches = new Batches(ports);
  const endpoint = new EndpointSupervisor({
    ports,
    storePath: store.path,
    nativeBinding,
    onChange: () => ports.emit('endpoint-changed', {}),
  });
  const leakScans = new LeakScans({
    db,
    storePath: store.path,
    ports,
    sessionId: () => standing.held?.id ?? null,
  });
  let ending: Promise<void> = Promise.resolve();
  /**
   * Nobody is who they were after a restore: what the restored store says of them holds from the next sign-in on. The
   * session is over when this returns, and first of all: whatever may fail comes after it.
   */
  const endSessions = (): void => {
    const stood = standing.stand({ status: 'signed-out', notice: t(RESTORED) });
    const told = stood.then(() => standing.announce()).then(() => ports.emit('store-changed', {}));
    // At once: whoever signs in now has theirs kept after it.
    ending = Promise.all([told, kept.drop()]).then(() => undefined);
    background(ending);
    // What is under way was begun by somebody who was of the store before.
    for (const work of [batches, reportWork, log.work]) work.cancel();
    leakScans.forget();
    imports.forget();
    storeTools.desk.forget();
    pending.forgetAll();
  };
  /** Ends what was before a restore that nobody has noticed yet; says whether there was one. */
  const lookForRestore = (byWindow = false): boolean => {
    const isNews = known.look();
    const { held } = standing;
    if (!isNews && (held === null || held.epoch === known.epoch())) return false;
    endSessions();
    if (isNews && !byWindow) log.keeper.lookAfterRestore();
    return true;
  };
  /** To be asked again before an answer goes out: one that was read from a store restored since is nobody's. */
  const sameStore = (): (() => void) => {
    const epoch = known.epoch();
    return () => {
      if (known.epoch() === epoch) return;
      lookForRestore();
      throw new AppError('STORE_RESTORED', t(RESTORED));
    };
  };
  const storeTools = new StoreTools({
    db,
    path: store.path,
    nativeBinding,
    ports,
    background,
    onRestored: async (sessionId) => {
      try {
        // A call may have found it before. Of another file at the store's place this connection knows nothing.
        if (!lookForRestore(true) && (standing.held?.id ?? null) === sessionId) endSessions();
        await ending;
      } catch (error) {
        ports.onInternalError('store.restored', error);
      }
      // Who has restored it may have it signed.
      log.keeper.signSoon(() => log.keeper.accept());
    },
  });
  const imports = new Imports({ db, storePath: store.path, ports, batches });
  const unwatch = watchStore(store, {
    lookEvery,
    onReplaced: () => void reopen().catch((error: unknown) => ports.onInternalError('reopen', error)),
    onChange: () => {
      if (lookForRestore()) return;
      ports.emit('store-changed', {});
      // Somebody elsewhere may have changed what this person may do, or that they may come in at all.
      background(standing.announceChange());
    },
    onUses: () => {
      // A restore can leave as many entries as there were.
      if (!lookForRestore()) ports.emit('keys-used', {});
    },
    onError: (error) => ports.onInternalError('store-watch', error),
  });
  const log: Log = {
    keeper: new LogKeeper({ store, ports }),
    work: new Batches(ports, {
      event: 'log-progress',
      code: 'LOG_BUSY',
      message: () =>
        t('The activity log is being verified or exported already. Wait for its end, or stop it.'),
    }),
    reading: store.reading,
    files: { storePath: store.path, nativeBinding },
  };
  const reportWork = new Batches(ports, {
    event: 'report-progress',
    code: 'REPORT_UNDER_WAY',
    message: () => t('Another report is being made. Wait for its end, or stop it.'),
  });
  let verifier: Verifier | undefined;
  const context: Context = {
    accounts,
    session: standing,
    kept,
    secrets: pending,
    surveyor,
    examiner,
    overviewThread,
    batches,
    verifier: () => (verifier ??= new Verifier(store.reading)),
    endpoint,
    leakScans,
    imports,
    log,
    reportWork,
    storeTools,
    ports,
    background,
  };
  const dispatch = createDispatcher<typeof contract, Context>({
    contract,
    handlers,
    authorize: (_context, _call, access) => standing.authorize(access),
    // Ways in and out look for themselves, and whoever restores is of the store before.
    begin: (_context, call, access) =>
      access === 'anyone' || access === 'held' || call === 'store.restore' ? () => {} : sameStore(),
    onInternalError: ports.onInternalError,
  });

  const startEndpoint = async (): Promise<void> => {
    const settings = await readEndpoint(db);
    if (settings.startWithLatchkey) endpoint.start(settings);
  };
  background(startEndpoint());
  log.keeper.lookAfterRestore();
  storeTools.backUpIfDue();
  if (isSetUp && (await kept.mayRestore())) background(kept.restore());
  return {
    dispatch: async (call, input) => {
      const running = dispatch(context, call, input);
      // The keychain may take its five seconds, and a long log longer; nothing is lost when nobody waits for them.
      if (call !== 'session.keychain' && call !== 'activityLog.verify') track(running);
      const reply = await running;
      if (reply.ok && changesPeople(String(call))) await standing.announceChange();
      if (!reply.ok && isTold(String(call), reply.code)) {
        background(noteRefusal(accounts, standing, { call: String(call), input, code: reply.code }));
      }
      return reply;
    },
    unsavedSecret: () => {
      const { held } = standing;
      return held ? pending.of(held.accountId).find((secret) => !secret.saved) : undefined;
    },
    calls: { underWay: () => underWay.size > 0, settle },
    dropped: (paths, what = 'scan') =>
      background(
        standing.authorize(what === 'import' ? 'manages-keys' : 'view').then(
          async () => (what === 'import' ? imports : leakScans).dropped(await standing.actor(), paths),
          // Nobody is there who may do that.
          () => undefined,
        ),
      ),
    lock: async (why) => {
      if (!standing.held) return;
      const wasLocked = standing.held.locked;
      await standing.lock(why);
      if (!wasLocked) await standing.announce();
    },
    idleLockMinutes: async () => (await readSecurity(db)).idleLockMinutes,
    close: async () => {
      unwatch();
      stopNotifying();
      try {
        // Beside the rest: its last uses may take a moment.
        await Promise.all([
          endpoint.close(),
          leakScans.close(),
          log.work.close(),
          reportWork.close(),
          storeTools.close(),
          settle(),
        ]);
        await Promise.all([pending.clearClipboard(), log.keeper.close()]);
      } finally {
        await Promise.all([surveyor.close(), examiner.close(), overviewThread.close()]);
        await store.close();
      }
    },
  };
}
