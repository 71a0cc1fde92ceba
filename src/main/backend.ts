import { hasTenant } from '../core/accounts/account-store.ts';
import { createPasswordHasher, type PasswordHasher } from '../core/accounts/password-hash.ts';
import { StoreError } from '../core/db/errors.ts';
import { openStore, type Store } from '../core/db/open.ts';
import { createExaminer } from '../core/findings/examiner.ts';
import { createSurveyor } from '../core/keys/list/survey-client.ts';
import { createOverviewThread } from '../core/overview/overview-thread.ts';
import { readHead } from '../core/audit/integrity/checkpoint-store.ts';
import { readEndpoint } from '../core/settings/endpoint-store.ts';
import { readSecurity } from '../core/settings/security-store.ts';
import { Verifier } from '../core/verification/verifier.ts';
import { contract } from '../shared/contract.ts';
import { msg, t } from '../shared/language/t.ts';
import { createDispatcher, type Reply } from '../shared/rpc.ts';
import type { PendingSecret } from '../shared/secrets.ts';
import type { SessionState } from '../shared/session.ts';
import { Batches } from './batches.ts';
import { EndpointSupervisor } from './endpoint/supervisor.ts';
import { accounts as accountHandlers } from './handlers/accounts.ts';
import { apiSets } from './handlers/api-sets.ts';
import { authorizationGroups } from './handlers/authorization-groups.ts';
import type { Context } from './handlers/context.ts';
import { dataAccess } from './handlers/data-access.ts';
import { endpoint as endpointHandlers } from './handlers/endpoint.ts';
import { findings } from './handlers/findings.ts';
import { keys } from './handlers/keys.ts';
import { leakScan } from './handlers/leak-scan.ts';
import { notices } from './handlers/notices.ts';
import { overview } from './handlers/overview.ts';
import { permissions } from './handlers/permissions.ts';
import { reports } from './handlers/reports.ts';
import { roles } from './handlers/roles.ts';
import { secrets } from './handlers/secrets.ts';
import { session } from './handlers/session.ts';
import { settings } from './handlers/settings.ts';
import { recovery, store as storeHandlers } from './handlers/store.ts';
import { tenants } from './handlers/tenants.ts';
import { verification } from './handlers/verification.ts';
import { activityLog } from './handlers/activity-log.ts';
import { KeptSignIn } from './kept-sign-in.ts';
import { Imports } from './imports.ts';
import { LeakScans } from './leak-scans.ts';
import { LogKeeper } from './log-keeper.ts';
import type { Log } from './log-work.ts';
import { Notifications } from './notifications.ts';
import { PendingSecrets } from './pending-secrets.ts';
import type { Ports } from './ports.ts';
import { changesPeople, isTold, noteRefusal } from './refusals.ts';
import { Session } from './session.ts';
import { StoreTools } from './store-tools.ts';
import { watchStore } from './store-watch.ts';
import { withoutStore } from './without-store.ts';

/** What something was dropped for. */
export type DropTarget = 'scan' | 'import';

/** Everything behind the contract, without Electron: what the renderer's calls reach, in the program and in tests. */
export interface Backend {
  /** Answers a call of the renderer; never throws. */
  readonly dispatch: (call: unknown, input: unknown) => Promise<Reply>;
  /** A secret of the person who is signed in that was neither saved nor given up: ask before the program ends. */
  readonly unsavedSecret: () => PendingSecret | undefined;
  /** Calls and what they left running: one of them may still make a secret. */
  readonly calls: { readonly underWay: () => boolean; readonly settle: () => Promise<void> };
  /** Takes what the person has dropped on the window, to look for keys in it or to import keys from it. */
  readonly dropped: (paths: readonly string[], what?: DropTarget) => void;
  /** Locks the session for a reason that is not a call, and tells the renderer. */
  readonly lock: (why: 'idle' | 'suspend' | 'screen locked') => Promise<void>;
  /** After how many idle minutes to lock, as the settings are now. */
  readonly idleLockMinutes: () => Promise<number>;
  /** Finishes what is under way, clears the clipboard and closes the store. */
  readonly close: () => Promise<void>;
}

export interface BackendOptions {
  readonly storePath: string;
  readonly nativeBinding?: string | undefined;
  readonly ports: Ports;
  /** Cheaper than the real one only in tests that are not about passwords. */
  readonly hasher?: PasswordHasher;
}

/**
 * Opens the store and composes session, secrets and handlers over it, and does so again when another file has come to its
 * place. A store that cannot be used is an answer, not an error.
 */
export async function createBackend(options: BackendOptions): Promise<Backend> {
  let current = await open();
  let changing: Promise<unknown> = Promise.resolve();

  function reopen(): Promise<void> {
    const change = changing.then(async () => {
      await current.close().catch((error: unknown) => options.ports.onInternalError('reopen', error));
      current = await open();
      options.ports.emit('session', await stateOf(current));
    });
    changing = change.catch(() => undefined);
    return change;
  }

  async function open(): Promise<Backend> {
    const { storePath: path, nativeBinding, ports } = options;
    try {
      const store = await openStore({ path, mode: 'create', nativeBinding, now: ports.now });
      return await overStore(store, options, reopen).catch(async (error: unknown) => {
        await store.close();
        throw error;
      });
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      return withoutStore(error, options, reopen);
    }
  }

  return {
    dispatch: async (call, input) => {
      await changing;
      return current.dispatch(call, input);
    },
    unsavedSecret: () => current.unsavedSecret(),
    calls: { underWay: () => current.calls.underWay(), settle: () => current.calls.settle() },
    dropped: (paths, what) => current.dropped(paths, what),
    lock: (why) => current.lock(why),
    idleLockMinutes: () => current.idleLockMinutes(),
    close: async () => {
      await changing;
      await current.close();
    },
  };
}

async function stateOf(backend: Backend): Promise<SessionState> {
  const reply = await backend.dispatch('session.state', undefined);
  if (!reply.ok) throw new Error(reply.message);
  return reply.value as SessionState;
}

async function overStore(
  store: Store,
  { ports, hasher, nativeBinding }: BackendOptions,
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
  const standing: Session = new Session(accounts, { ...ports, background }, isSetUp, {
    opened: () => background(notifications.check()),
    closed: () => {
      notifications.withdraw();
      // Whoever began it is gone: nothing leaves the program for them any more.
      reportWork.cancel();
    },
  });
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
    ports,
    sessionId: () => standing.held?.id ?? null,
  });
  let epoch = readHead(store.reading).epoch;
  /** Whether another log is there than before: somebody has restored a backup, here or with the command line. */
  const isRestored = (): boolean => {
    const before = epoch;
    epoch = readHead(store.reading).epoch;
    // The first one opens with the set-up.
    return epoch !== before && epoch > 1;
  };
  /** Nobody is who they were: what the restored store says of them holds from the next sign-in on. */
  const endSessions = async (): Promise<void> => {
    leakScans.forget();
    storeTools.desk.forget();
    const { held } = standing;
    if (held) pending.releaseAll(held.accountId);
    await standing.stand({ status: 'signed-out', notice: t(RESTORED) });
    await standing.announce();
    ports.emit('store-changed', {});
    await kept.drop();
  };
  const storeTools = new StoreTools({
    db,
    path: store.path,
    nativeBinding,
    ports,
    background,
    onRestored: async () => {
      isRestored();
      await endSessions();
      // Who has restored it may have it signed.
      log.keeper.signSoon(() => log.keeper.accept());
    },
  });
  const imports = new Imports({ db, ports, batches });
  const unwatch = watchStore(store, {
    onReplaced: () => void reopen().catch((error: unknown) => ports.onInternalError('reopen', error)),
    onChange: () => {
      if (isRestored()) {
        background(endSessions());
        log.keeper.lookAfterRestore();
        return;
      }
      ports.emit('store-changed', {});
      // Somebody elsewhere may have changed what this person may do, or that they may come in at all.
      background(standing.announceChange());
    },
    onUses: () => ports.emit('keys-used', {}),
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
    handlers: {
      session,
      keys,
      secrets,
      permissions,
      roles,
      authorizationGroups,
      apiSets,
      accounts: accountHandlers,
      dataAccess,
      tenants,
      settings,
      notices,
      verification,
      endpoint: endpointHandlers,
      findings,
      leakScan,
      overview,
      activityLog,
      reports,
      store: storeHandlers,
      recovery,
    },
    authorize: (_context, _call, access) => standing.authorize(access),
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

const RESTORED = msg('A backup was restored. Sign in with the username and password of then.');
