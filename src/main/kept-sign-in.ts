import type { AccountDeps } from '../core/accounts/deps.ts';
import { anyDeviceCredential } from '../core/accounts/device-store.ts';
import { forget, replaceDevice, resume, type Resumed } from '../core/accounts/remembered.ts';
import type { IssuedDevice } from '../core/accounts/sign-in.ts';
import { storeId } from '../core/audit/log-store.ts';
import { t } from '../shared/language/t.ts';
import { AppError } from '../shared/rpc.ts';
import type { Ports } from './ports.ts';
import { Session } from './session.ts';

/** "Keep me signed in": the traffic between the session, the store's half of the credential and the keychain's. */
export class KeptSignIn {
  readonly #accounts: AccountDeps;
  readonly #ports: Ports;
  readonly #session: Session;
  #underWay: Promise<unknown> = Promise.resolve();

  constructor(accounts: AccountDeps, ports: Ports, session: Session) {
    this.#accounts = accounts;
    this.#ports = ports;
    this.#session = session;
  }

  /** At the start, where there may be something to restore: the session waits for it from here on. */
  async mayRestore(): Promise<boolean> {
    if (!(await anyDeviceCredential(this.#accounts.db, this.#accounts.now()))) return false;
    await this.#session.stand({ status: 'restoring' });
    return true;
  }

  /** Resolves once no credential is on its way to the keychain any more: which one is this computer's is then sure. */
  async settled(): Promise<void> {
    await this.#underWay;
  }

  /** Signs in by the keychain if it can; ends in `signed-in`, `locked` or `signed-out`, and tells the renderer. */
  restore(): Promise<void> {
    return this.#track(this.#restore());
  }

  async #restore(): Promise<void> {
    const session = this.#session;
    try {
      await this.#tryToRestore();
    } catch (error) {
      if (!(error instanceof AppError)) this.#ports.onInternalError('session.restore', error);
      const notice =
        error instanceof AppError
          ? error.message
          : t('The kept sign-in could not be used. Sign in with your password.');
      if (session.restoring) await session.stand({ status: 'signed-out', notice });
    }
    await session.announce();
  }

  async #tryToRestore(): Promise<void> {
    const session = this.#session;
    const answer = await this.#ports.keychain.get(await this.#entry());
    // Meanwhile the person may have chosen to type the password.
    if (!session.restoring) return;
    if (!answer.ok) {
      const notice = t('{reason} Sign in with your password.', { reason: answer.unavailable.reason });
      await session.stand({ status: 'signed-out', notice });
      return;
    }
    if (answer.value === null) {
      await session.stand({ status: 'signed-out' });
      return;
    }
    const id = Session.newId();
    const resumed = await resume(this.#accounts, answer.value, this.#ports.deviceName, id);
    const { actor, needsPassword: locked, device, previousId } = resumed;
    if (!session.restoring) return forget(this.#accounts, actor, device.id, 'not waited for');
    const { accountId, epoch } = actor;
    await session.hold({ id, accountId, epoch, locked, deviceId: previousId });
    await this.#renew(id, resumed);
  }

  /** Takes the successor to the keychain. Meanwhile the session may be locked, unlocked or ended. */
  async #renew(id: string, { actor, device, previousId }: Resumed): Promise<void> {
    const session = this.#session;
    if (session.held?.id !== id) return forget(this.#accounts, actor, device.id, 'signed out');
    const kept = await this.#ports.keychain.set(await this.#entry(), device.secret);
    const { held } = session;
    if (held?.id !== id) {
      if (!held) await this.drop();
      return forget(this.#accounts, actor, device.id, 'signed out');
    }
    const [goodId, uselessId] = kept.ok ? [device.id, previousId] : [previousId, device.id];
    await session.hold({ ...held, deviceId: goodId });
    // Asked inside the change: a lock that came before it marked the useless one.
    const needsPassword = () => session.held?.id === id && session.held.locked;
    await replaceDevice(this.#accounts, actor, { goodId, uselessId, needsPassword });
  }

  /** Takes a fresh credential to the keychain and says whether that worked, without making the sign-in wait. */
  keep(device: IssuedDevice): Promise<void> {
    return this.#track(this.#keep(device));
  }

  async #keep(device: IssuedDevice): Promise<void> {
    const session = this.#session;
    const kept = await this.#ports.keychain.set(await this.#entry(), device.secret);
    const held = session.held;
    if (kept.ok || held?.deviceId !== device.id) return;
    const notice = t('You are signed in, but this computer will not remember it. {reason}', {
      reason: kept.unavailable.reason,
    });
    // First the session, as it is at this moment: waiting for the store, it may be locked, and this would open it.
    await session.hold({ ...held, deviceId: null, notice });
    await session.announce();
    await forget(this.#accounts, await session.actor(), device.id, 'keychain not available');
  }

  /** Takes the credential out of the keychain; without its store half it is worth nothing already. */
  async drop(): Promise<void> {
    await this.#ports.keychain.delete(await this.#entry());
  }

  #track(work: Promise<void>): Promise<void> {
    this.#underWay = Promise.allSettled([this.#underWay, work]);
    return work;
  }

  /** The keychain may serve several stores, so the entry is named after this one. */
  async #entry(): Promise<string> {
    return `device:${await storeId(this.#accounts.db)}`;
  }
}
