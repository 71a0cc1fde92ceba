import { randomUUID } from 'node:crypto';
import type { Access } from '../shared/authorities.ts';
import { AppError } from '../shared/rpc.ts';
import type { Administrator, SessionState } from '../shared/session.ts';
import { type Actor, requireAuthority, requireSomeKeyAuthority } from '../core/actor.ts';
import { loadAdministrator } from '../core/accounts/account-store.ts';
import type { AccountDeps } from '../core/accounts/deps.ts';
import { lock } from '../core/accounts/remembered.ts';
import type { Ports } from './ports.ts';

/** Somebody's session: from a sign-in until a sign-out or the end of the program. */
export interface HeldSession {
  readonly id: string;
  readonly accountId: number;
  readonly locked: boolean;
  /** The device credential that signs this computer in next time. */
  readonly deviceId: number | null;
  /** Where a super user has gone; absent: their own tenant. */
  readonly openTenantId?: number;
  readonly notice?: string;
}

type SessionPorts = Pick<Ports, 'emit' | 'onInternalError'> & {
  /** Work that goes on after the reply; the program waits for it before it ends. */
  readonly background: (work: Promise<unknown>) => void;
};

type Standing =
  | { readonly status: 'needs-set-up' }
  | { readonly status: 'restoring' }
  | { readonly status: 'signed-out'; readonly notice?: string }
  | { readonly status: 'held'; readonly session: HeldSession };

/** Who is signed in to the window, and whether it is locked. What that person may do is read from the store each time. */
export class Session {
  readonly #accounts: AccountDeps;
  readonly #ports: SessionPorts;
  #standing: Standing;
  #locks = 0;
  #entering: Promise<unknown> = Promise.resolve();
  readonly #onOpened: () => void;

  /** @param onOpened told of each sign-in and unlock */
  constructor(accounts: AccountDeps, ports: SessionPorts, setUp: boolean, onOpened: () => void = () => {}) {
    this.#accounts = accounts;
    this.#ports = ports;
    this.#onOpened = onOpened;
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
    const wasOpen = before && !before.locked && before.id === held?.id;
    if (held && !held.locked && !wasOpen) this.#onOpened();
    return this.state();
  }

  hold(session: HeldSession): Promise<SessionState> {
    return this.stand({ status: 'held', session });
  }

  /** What the renderer may know. */
  async state(): Promise<SessionState> {
    const standing = this.#standing;
    if (standing.status !== 'held') return standing;
    const { locked, deviceId, notice } = standing.session;
    const administrator = await this.#load(standing.session);
    if (!administrator) return this.#dismiss();
    if (locked) return { status: 'locked', administrator };
    return {
      status: 'signed-in',
      administrator,
      remembered: deviceId !== null,
      ...(notice !== undefined && { notice }),
    };
  }

  /** Tells the renderer where things stand, when it was not the one who asked. */
  async announce(): Promise<void> {
    this.#ports.emit('session', await this.state());
  }

  /** Lets a call pass or throws; the first thing that the dispatcher does with every call. */
  async authorize(access: Access): Promise<void> {
    if (access === 'anyone') return;
    const session = this.#require();
    if (access === 'held') return;
    if (session.locked) throw new AppError('LOCKED', 'Latchkey is locked. Unlock it with your password.');
    const actor = await this.actor();
    if (session.openTenantId !== undefined && actor.tenantId !== session.openTenantId) {
      // What the person has asked for was meant for the other tenant.
      await this.announce();
      throw new AppError(
        'TENANT_CLOSED',
        'The tenant that was open is no longer open to you. You are back in your own: look at the screen, then try again.',
      );
    }
    if (access === 'signed-in') return;
    if (access === 'manages-keys') requireSomeKeyAuthority(actor);
    else requireAuthority(actor, access);
  }

  /** The signed-in person as the core wants them, locked or not, with the authorities that they have right now. */
  async actor(): Promise<Actor> {
    const session = this.#require();
    const administrator = await this.#load(session);
    if (administrator) return actorOf(administrator, session.id);
    await this.#dismiss();
    throw signInFirst();
  }

  /** From here on everything happens in that tenant. */
  open(tenantId: number): Promise<SessionState> {
    return this.hold({ ...this.#require(), openTenantId: tenantId });
  }

  /** Tells the renderer when it is the open tenant that has another name or prefix now. */
  async announceRenamed({ id }: { readonly id: number }): Promise<void> {
    if (id === (await this.actor()).tenantId) await this.announce();
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
      const actor = await this.actor();
      // Read this late, because a renewal may just have replaced the credential.
      await lock(this.#accounts, actor, this.held?.deviceId ?? null, why);
    } catch (error) {
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
    if (this.held) throw new AppError('ALREADY_SIGNED_IN', 'Somebody is signed in. Sign out first.');
  }

  #require(): HeldSession {
    const session = this.held;
    if (!session) throw signInFirst();
    return session;
  }

  /** Who it is now. Leaves a tenant for good that is archived, or that they may not be in any more. */
  async #load(session: HeldSession): Promise<Administrator | undefined> {
    const { id, accountId, openTenantId } = session;
    const administrator = await loadAdministrator(this.#accounts.db, accountId, openTenantId);
    const { held } = this;
    if (openTenantId === undefined || !administrator || administrator.tenant.id === openTenantId) {
      return administrator;
    }
    if (held?.id === id && held.openTenantId === openTenantId) {
      const { openTenantId: _, ...rest } = held;
      this.#standing = { status: 'held', session: rest };
    }
    return administrator;
  }

  #dismiss(): Promise<SessionState> {
    return this.stand({ status: 'signed-out', notice: 'Your account was disabled or removed.' });
  }
}

function actorOf(administrator: Administrator, sessionId: string): Actor {
  return {
    accountId: administrator.accountId,
    username: administrator.username,
    tenantId: administrator.tenant.id,
    authorities: new Set(administrator.authorities),
    sessionId,
    origin: 'desktop',
  };
}

const signInFirst = (): AppError => new AppError('NOT_SIGNED_IN', 'Sign in first.');
