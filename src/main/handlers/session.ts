import { passwordStrength } from '../../core/accounts/password-strength.ts';
import { signOut } from '../../core/accounts/remembered.ts';
import { setUp } from '../../core/accounts/set-up.ts';
import { signIn, unlock, useRecoveryCode } from '../../core/accounts/sign-in.ts';
import type { LatchkeyContract } from '../../shared/contract.ts';
import { AppError, type Handlers } from '../../shared/rpc.ts';
import { Session } from '../session.ts';
import type { Context } from './context.ts';

export const session: Handlers<LatchkeyContract, Context>['session'] = {
  state: (context) => context.session.state(),

  keychain: (context) => context.ports.keychain.state(),

  passwordStrength: (_, { password }) => passwordStrength(password),

  setUp: async ({ accounts, session, secrets }, input) => {
    const id = Session.newId();
    const { accountId, recoveryCodes } = await setUp(accounts, input, id);
    const text = `${recoveryCodes.join('\n')}\n`;
    const pending = secrets.add(accountId, { kind: 'recovery-codes', name: input.username.trim(), text });
    const state = await session.hold({ id, accountId, locked: false, deviceId: null });
    return { state, recoveryCodes: pending };
  },

  signIn: async ({ accounts, session, kept, ports, background }, { remember, ...input }) => {
    requireNobody(session);
    const id = Session.newId();
    const { accountId, device } = await signIn(
      accounts,
      { ...input, remember, deviceName: ports.deviceName },
      id,
    );
    const state = await session.hold({ id, accountId, locked: false, deviceId: device?.id ?? null });
    background(device ? kept.keep(device) : kept.drop());
    return state;
  },

  stopRestoring: ({ session }) =>
    session.restoring ? session.stand({ status: 'signed-out' }) : session.state(),

  useRecoveryCode: async ({ accounts, session }, input) => {
    requireNobody(session);
    const id = Session.newId();
    const { accountId } = await useRecoveryCode(accounts, input, id);
    return session.hold({ id, accountId, locked: false, deviceId: null });
  },

  lock: ({ session }) => session.lock('asked'),

  unlock: async ({ accounts, session }, { password }) => {
    const held = session.held;
    if (!held?.locked) return session.state();
    const { username } = await session.actor();
    await unlock(accounts, { username, password, deviceId: held.deviceId }, held.id);
    return session.unlock(held.id);
  },

  signOut: async ({ accounts, session, kept, secrets, background }) => {
    const actor = await session.actor();
    if (secrets.of(actor.accountId).some((secret) => !secret.saved)) {
      throw new AppError(
        'SECRET_NOT_SAVED',
        'A secret that is shown only once has not been saved yet. Save it, then sign out.',
      );
    }
    secrets.releaseAll(actor.accountId);
    await signOut(accounts, actor, session.held?.deviceId ?? null);
    background(kept.drop());
    return session.stand({ status: 'signed-out' });
  },
};

function requireNobody(session: Session): void {
  if (session.held) throw new AppError('ALREADY_SIGNED_IN', 'Somebody is signed in. Sign out first.');
}
