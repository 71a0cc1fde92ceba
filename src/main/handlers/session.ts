import { forgetOwnDevice, ownDevices } from '../../core/accounts/own-devices.ts';
import { changePassword, newRecoveryCodes, recoveryCodesLeft } from '../../core/accounts/own-password.ts';
import { passwordStrength } from '../../core/accounts/password-strength.ts';
import { signOut } from '../../core/accounts/remembered.ts';
import { setUp } from '../../core/accounts/set-up.ts';
import { signIn, unlock, useRecoveryCode } from '../../core/accounts/sign-in.ts';
import type { LatchkeyContract } from '../../shared/contract.ts';
import { t } from '../../shared/language/t.ts';
import { AppError, type Handlers } from '../../shared/rpc.ts';
import { Session } from '../session.ts';
import type { Context } from './context.ts';

export const session: Handlers<LatchkeyContract, Context>['session'] = {
  state: (context) => context.session.state(),

  keychain: (context) => context.ports.keychain.state(),

  passwordStrength: (_, { password }) => passwordStrength(password),

  setUp: ({ accounts, session, secrets, log }, input) =>
    session.enter(async () => {
      const id = Session.newId();
      const { accountId, epoch, recoveryCodes } = await setUp(accounts, input, id);
      log.keeper.adopt();
      secrets.replaceRecoveryCodes(accountId, input.username.trim(), recoveryCodes);
      return session.hold({ id, accountId, epoch, locked: false, deviceId: null });
    }),

  signIn: ({ accounts, session, kept, ports, background }, input) =>
    session.enter(async () => {
      session.requireNobody();
      const id = Session.newId();
      const { deviceName } = ports;
      const { accountId, epoch, device } = await signIn(accounts, { ...input, deviceName }, id);
      const held = { id, accountId, epoch, locked: false, deviceId: device?.id ?? null };
      const state = await session.hold(held);
      background(device ? kept.keep(device) : kept.drop());
      return state;
    }),

  stopRestoring: ({ session }) =>
    session.restoring ? session.stand({ status: 'signed-out' }) : session.state(),

  useRecoveryCode: ({ accounts, session }, input) =>
    session.enter(async () => {
      session.requireNobody();
      const id = Session.newId();
      const { accountId, epoch } = await useRecoveryCode(accounts, input, id);
      return session.hold({ id, accountId, epoch, locked: false, deviceId: null });
    }),

  speak: async ({ ports }, { choice }) => {
    await ports.speak?.(choice);
    return {};
  },

  lock: ({ session }) => session.lock('asked'),

  unlock: ({ accounts, session }, { password }) =>
    session.unlock(async ({ id, locked, deviceId }) => {
      if (!locked) return;
      const { username } = await session.anywhere();
      await unlock(accounts, { username, password, deviceId }, id);
    }),

  changePassword: async ({ accounts, session, kept }, input) => {
    await kept.settled();
    const deviceId = session.held?.deviceId ?? null;
    await changePassword(accounts, await session.actor(), { ...input, deviceId });
    return {};
  },

  recoveryCodes: async ({ accounts, session }) => ({
    left: await recoveryCodesLeft(accounts, await session.actor()),
  }),

  newRecoveryCodes: async ({ accounts, session, secrets }, { password }) => {
    const actor = await session.actor();
    const codes = await newRecoveryCodes(accounts, actor, password);
    return { secret: secrets.replaceRecoveryCodes(actor.accountId, actor.username, codes) };
  },

  devices: async ({ accounts, session, kept }) => {
    await kept.settled();
    return ownDevices(accounts, await session.actor(), session.held?.deviceId ?? null);
  },

  forgetDevice: async ({ accounts, session, kept, background }, { id }) => {
    await kept.settled();
    await forgetOwnDevice(accounts, await session.actor(), id);
    const { held } = session;
    if (held?.deviceId !== id) return {};
    await session.hold({ ...held, deviceId: null });
    background(kept.drop());
    return {};
  },

  signOut: async ({ accounts, session, kept, secrets, log, background }) => {
    const actor = await session.anywhere();
    if (secrets.of(actor.accountId).some((secret) => !secret.saved)) {
      throw new AppError(
        'SECRET_NOT_SAVED',
        t(
          'A secret that is shown only once has not been saved yet. Unlock if it is locked, save it, then sign out.',
        ),
      );
    }
    secrets.releaseAll(actor.accountId);
    await signOut(accounts, actor, session.held?.deviceId ?? null);
    background(kept.drop());
    log.keeper.signSoon();
    return session.stand({ status: 'signed-out' });
  },
};
