import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Access } from '../shared/authorities.ts';
import { AppError } from '../shared/rpc.ts';
import type { Administrator, SessionState } from '../shared/session.ts';
import { type Actor, requireAuthority, requireSomeKeyAuthority } from '../core/actor.ts';
import { loadAdministrator } from '../core/accounts/account-store.ts';
import type { AccountDeps } from '../core/accounts/deps.ts';
import { lock } from '../core/accounts/remembered.ts';
import { t } from '../shared/language/t.ts';
import type { Ports } from './ports.ts';
import { actorOf, type HeldSession, isElsewhere, type Standing } from './standing.ts';

type SessionPorts = Pick<Ports, 'emit' | 'onInternalError'> & {
  /** Work that goes on after the reply; the program waits for it before it ends. */
  readonly background: (work: Promise<unknown>) => void;
  /** The epoch of the log at this moment. */
  readonly epoch: () => number;
  /** Somebody may have restored a backup: a session of before ends before this returns. */
  readonly lookForRestore: () => void;
};

/** Who wants to know of each sign-in and unlock, and of each lock and end. */
interface Watcher {
  readonly opened: () => void;
  readonly closed: () => void;
}

/** Who is signed in to the window, and whether it is locked. What that person may do is read from the store each time. */
export class Session {
  readonly #accounts: AccountDeps;
  readonly #ports: SessionPorts;
  #standing: Standing;
  /** What the renderer has heard last. */
  #told: SessionState | null = null;
  #locks = 0;
  #entering: Promise<unknown> = Promise.resolve();
  readonly #watcher: Watcher;

  constructor(accounts: AccountDeps, ports: SessionPorts, setUp: boolean, watcher: Watcher) {
    this.#accounts = accounts;
    this.#ports = ports;
    this.#watcher = watcher;
    this.#standing = setUp ? { status: 'signed-out' } : { status: 'needs-set-up' };
  }

  get held(): HeldSession | null {
    return this.#standing.status === 'held' ? this.#standing.session : null;
  }

  get restoring(): boolean {
    return this.#standing.status === 'restoring';
  }

  static newId(): string {
    return randomUUID();
  }

  stand(standing: Standing): Promise<SessionState> {
    const before = this.held;
    this.#standing = standing;
    const { held } = this;
    const wasOpen = before !== null && !before.locked;
    const isOpen = held !== null && !held.locked;
    if (wasOpen && (!isOpen || before.id !== held.id)) this.#watcher.closed();
    if (isOpen && (!wasOpen || before.id !== held.id)) this.#watcher.opened();
    return this.state();
  }

  hold(session: HeldSession): Promise<SessionState> {
    // What the program still holds of the store before is not to meet the first session of the restored one.
    if (session.id !== this.held?.id) this.#lookForRestore();
    return this.stand({ status: 'held', session });
  }

  /** Who has come in is in, also while the store cannot be read: the next call looks again. */
  #lookForRestore(): void {
    try {
      this.#ports.lookForRestore();
    } catch (error) {
      this.#ports.onInternalError('session.hold', error);
    }
  }

  /** What the renderer may know. */
  async state(): Promise<SessionState> {
    return (this.#told = await this.#now());
  }

  async #now(): Promise<SessionState> {
    for (;;) {
      const standing = this.#standing;
      if (standing.status !== 'held') return standing;
      const { session } = standing;
      const administrator = await this.#load(session);
      // What was read of one standing must not be told of another: it may have been locked meanwhile.
      if (this.#standing !== standing || this.#isOver(session)) continue;
      if (!administrator) return this.#dismiss();
      if (isElsewhere(session, administrator)) this.#leaveTenant(session);
      const { locked, deviceId, notice } = session;
      if (locked) return { status: 'locked', administrator };
      return {
        status: 'signed-in',
        administrator,
        remembered: deviceId !== null,
        ...(notice !== undefined && { notice }),
      };
    }
  }

  /** Tells the renderer where things stand, when it was not the one who asked. */
  async announce(): Promise<void> {
    this.#ports.emit('session', await this.state());
  }

  /** The same, if it is not what the renderer was told last: the person may do other things now, or nothing any more. */
  async announceChange(): Promise<void> {
    if (!this.held) return;
    const before = this.#told;
    const state = await this.state();
    if (!isDeepStrictEqual(before, state)) this.#ports.emit('session', state);
  }

  /** Lets a call pass or throws; the first thing that the dispatcher does with every call. */
  async authorize(access: Access): Promise<void> {
    if (access === 'anyone') return;
    const session = this.#require();
    if (access === 'held') return;
    if (session.locked) throw new AppError('LOCKED', t('Latchkey is locked. Unlock it with your password.'));
    const actor = await this.actor();
    if (access === 'signed-in') return;
    if (access === 'manages-keys') requireSomeKeyAuthority(actor);
    else requireAuthority(actor, access);
  }

  /**
   * The signed-in person as the core wants them, locked or not, with the authorities that they have right now.
   * @throws AppError `TENANT_CLOSED` when they are no longer where they believe to be: what they ask for was meant for
   *   the other tenant
   */
  async actor(): Promise<Actor> {
    const session = this.#require();
    const administrator = await this.#who(session);
    if (!isElsewhere(session, administrator)) return actorOf(administrator, session);
    this.#leaveTenant(session);
    await this.announce();
    throw new AppError(
      'TENANT_CLOSED',
      t(
        'The tenant that was open is no longer open to you. You are back in your own: look at the screen, then try again.',
      ),
    );
  }

  /**
   * Whoever began something that took its time, as they are now: what leaves the program leaves it for nobody else.
   * @throws AppError `LOCKED`, `SESSION_CHANGED`
   */
  async still({ sessionId, tenantId }: Actor): Promise<Actor> {
    await this.authorize('signed-in');
    const actor = await this.actor();
    if (actor.sessionId === sessionId && actor.tenantId === tenantId) return actor;
    throw new AppError(
      'SESSION_CHANGED',
      t('Somebody else has signed in meanwhile, or another tenant is open. Begin again.'),
    );
  }

  /** The signed-in person for what is meant for no tenant, such as a lock: somebody whose open tenant has closed is in their own. */
  async anywhere(): Promise<Actor> {
    const session = this.#require();
    return actorOf(await this.#who(session), session);
  }

  /** Asked after a reading, which may have been of a restored store: there it is over, and nobody's any more. */
  #isOver({ id, epoch }: HeldSession): boolean {
    if (this.#ports.epoch() !== epoch) this.#ports.lookForRestore();
    return this.held?.id !== id;
  }

  async #who(session: HeldSession): Promise<Administrator> {
    const administrator = await this.#load(session);
    if (this.#isOver(session)) throw signInFirst();
    if (administrator) return administrator;
    if (this.held?.id === session.id) this.#ports.emit('session', await this.#dismiss());
    throw signInFirst();
  }

  /** From here on everything happens in that tenant. */
  open(tenantId: number): Promise<SessionState> {
    return this.hold({ ...this.#require(), openTenantId: tenantId });
  }

  /** Locks; `why` is for the log. Does nothing when nobody is signed in or it is locked already. */
  async lock(why: 'asked' | 'idle' | 'suspend' | 'screen locked'): Promise<SessionState> {
    // Counted even when it is locked already: an unlock that is under way must then not open it.
    this.#locks += 1;
    const session = this.held;
    if (!session || session.locked) return this.state();
    const { notice: _, ...rest } = session;
    const state = await this.hold({ ...rest, locked: true });
    // Neither a full disk nor a long change that is under way may keep the screen open.
    this.#ports.background(this.#noteLock(why));
    return state;
  }

  async #noteLock(why: string): Promise<void> {
    try {
      const actor = await this.anywhere();
      // Read this late, because a renewal may just have replaced the credential.
      await lock(this.#accounts, actor, this.held?.deviceId ?? null, why);
    } catch (error) {
      // Of a session that is over there is nothing to lock.
      if (error instanceof AppError && error.code === 'NOT_SIGNED_IN') return;
      this.#ports.onInternalError('session.lock', error);
    }
  }

  /** Opens the locked session once `check` has let it, unless it ended or was to be locked again meanwhile. */
  async unlock(check: (session: HeldSession) => Promise<void>): Promise<SessionState> {
    const before = this.#require();
    const locks = this.#locks;
    await check(before);
    const session = this.#require();
    if (session.id !== before.id) throw signInFirst();
    if (locks === this.#locks) return this.hold({ ...session, locked: false });
    await this.#noteLock('screen locked');
    return this.state();
  }

  /** Runs one way in at a time: of two sign-ins at once the second finds somebody signed in. */
  enter<T>(way: () => Promise<T>): Promise<T> {
    const entering = this.#entering.then(way);
    this.#entering = entering.catch(() => undefined);
    return entering;
  }

  requireNobody(): void {
    if (this.held) throw new AppError('ALREADY_SIGNED_IN', t('Somebody is signed in. Sign out first.'));
  }

  #require(): HeldSession {
    const session = this.held;
    if (!session) throw signInFirst();
    return session;
  }

  #load({ accountId, openTenantId }: HeldSession): Promise<Administrator | undefined> {
    return loadAdministrator(this.#accounts.db, accountId, openTenantId);
  }

  /** Leaves a tenant for good that is archived, or that they may not be in any more. */
  #leaveTenant({ id, openTenantId }: HeldSession): void {
    const { held } = this;
    if (held?.id !== id || held.openTenantId !== openTenantId) return;
    const { openTenantId: _, ...rest } = held;
    this.#standing = { status: 'held', session: rest };
  }

  #dismiss(): Promise<SessionState> {
    return this.stand({
      status: 'signed-out',
      notice: t('You can no longer sign in here. Ask an administrator of your organisation.'),
    });
  }
}

const signInFirst = (): AppError => new AppError('NOT_SIGNED_IN', t('Sign in first.'));
