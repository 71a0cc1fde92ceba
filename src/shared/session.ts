import { z } from 'zod';
import { AUTHORITIES, type Access } from './authorities.ts';
import { LANGUAGE_CHOICES } from './language/languages.ts';
import type { Call } from './rpc.ts';
import { nameProblem, ORGANISATION_NAME, passwordProblem, PASSWORD, USERNAME } from './text.ts';
import { checked } from './checked.ts';
import { t } from './language/t.ts';
import { pendingSecret } from './secrets.ts';
import { id, time } from './time.ts';

/** Longer than any password may be, so that the hash never chews on a megabyte. */
const typedPassword = z
  .string()
  .min(1, { error: () => t('Enter the password.') })
  .max(PASSWORD.max * 4, { error: () => t('This password is too long.') });
const typedUsername = z
  .string()
  .trim()
  .min(1, { error: () => t('Enter the username.') })
  .max(USERNAME.max * 4, { error: () => t('This username is too long.') });
const newPassword = checked(passwordProblem);

/** What the OS keychain can do for us right now. */
export const keychainState = z.discriminatedUnion('status', [
  z.object({ status: z.literal('available') }),
  /** `reason` is a sentence for people; `cause` is what tests and support ask for. */
  z.object({
    status: z.literal('unavailable'),
    cause: z.enum(['absent', 'locked', 'not-answering', 'failed']),
    reason: z.string(),
  }),
]);
export type KeychainState = z.infer<typeof keychainState>;

export const administrator = z.object({
  accountId: z.number().int(),
  username: z.string(),
  displayName: z.string(),
  /** The one that is open: a super user may have gone to another than their own. */
  tenant: z.object({ id: z.number().int(), name: z.string(), keyPrefix: z.string() }),
  /** The one that their account belongs to. */
  ownTenantId: z.number().int(),
  authorities: z.array(z.enum(AUTHORITIES)),
  /** The names of their roles. */
  roles: z.array(z.string()),
});
export type Administrator = z.infer<typeof administrator>;

/** Where the program stands; the renderer shows one screen family for each. */
export const sessionState = z.discriminatedUnion('status', [
  /** The store could not be opened: a sentence, its code and the file's place. */
  z.object({ status: z.literal('store-failed'), code: z.string(), message: z.string(), path: z.string() }),
  z.object({ status: z.literal('needs-set-up') }),
  /** A kept sign-in exists and the keychain is being asked for it (at most 5 s). */
  z.object({ status: z.literal('restoring') }),
  /** `notice`: a sentence about why a kept sign-in did not work, to show above the form. */
  z.object({ status: z.literal('signed-out'), notice: z.string().optional() }),
  z.object({
    status: z.literal('locked'),
    administrator,
  }),
  z.object({
    status: z.literal('signed-in'),
    administrator,
    /** True when this computer will sign the administrator in without a password. */
    remembered: z.boolean(),
    /** A sentence about something that did not work beside the sign-in, e.g. remembering it. */
    notice: z.string().optional(),
  }),
]);
export type SessionState = z.infer<typeof sessionState>;

export const session = {
  state: { input: z.undefined(), output: sessionState, authority: 'anyone' },
  /** Asks the keychain whether it answers; takes up to 5 s, never longer. */
  keychain: { input: z.undefined(), output: keychainState, authority: 'anyone' },
  /** zxcvbn's score from 0 (guessed at once) to 4, and its advice in words. */
  passwordStrength: {
    input: z.strictObject({ password: z.string().max(PASSWORD.max * 4) }),
    output: z.object({ score: z.number().int().min(0).max(4), advice: z.string() }),
    authority: 'anyone',
  },
  /** Creates the store's first tenant and administrator and signs in; the recovery codes wait in `secrets.pending`. */
  setUp: {
    input: z.strictObject({
      organisation: checked((text) => nameProblem(t('Organisation name'), text, ORGANISATION_NAME)),
      username: checked((text) => nameProblem(t('Username'), text, USERNAME)),
      password: newPassword,
    }),
    output: sessionState,
    authority: 'anyone',
  },
  signIn: {
    input: z.strictObject({ username: typedUsername, password: typedPassword, remember: z.boolean() }),
    output: sessionState,
    authority: 'anyone',
  },
  /** Gives up waiting for the keychain and goes to the sign-in form. */
  stopRestoring: { input: z.undefined(), output: sessionState, authority: 'anyone' },
  /** Spends one recovery code, sets a new password and signs in. Every other device is forgotten. */
  useRecoveryCode: {
    input: z.strictObject({
      username: typedUsername,
      code: z
        .string()
        .trim()
        .min(1, { error: () => t('Enter a recovery code.') })
        .max(100, { error: () => t('This is longer than a recovery code.') }),
      newPassword,
    }),
    output: sessionState,
    authority: 'anyone',
  },
  /** The language of menus, messages and notifications, in force at once and after the next start. */
  speak: {
    input: z.strictObject({ choice: z.enum(LANGUAGE_CHOICES) }),
    output: z.object({}),
    authority: 'signed-in',
  },
  lock: { input: z.undefined(), output: sessionState, authority: 'held' },
  unlock: {
    input: z.strictObject({ password: typedPassword }),
    output: sessionState,
    authority: 'held',
  },
  /** The own password; every other device is forgotten. Refused as `SIGN_IN_FAILED` when `current` is wrong. */
  changePassword: {
    input: z.strictObject({ current: typedPassword, newPassword }),
    output: z.object({}),
    authority: 'signed-in',
  },
  /** How many recovery codes are left. */
  recoveryCodes: {
    input: z.undefined(),
    output: z.object({ left: z.number().int() }),
    authority: 'signed-in',
  },
  /** Replaces all recovery codes; the new ones wait in `secrets.pending`. */
  newRecoveryCodes: {
    input: z.strictObject({ password: typedPassword }),
    output: z.object({ secret: pendingSecret }),
    authority: 'signed-in',
  },
  /** The person's devices that are kept signed in, latest first. */
  devices: {
    input: z.undefined(),
    output: z.array(
      z.object({
        id,
        name: z.string(),
        createdAt: time,
        lastUsedAt: time,
        /** It is this computer. */
        current: z.boolean(),
      }),
    ),
    authority: 'signed-in',
  },
  /** That device must sign in with the password next time. */
  forgetDevice: { input: z.strictObject({ id }), output: z.object({}), authority: 'signed-in' },
  /** Ends the session and forgets this computer's kept sign-in. */
  signOut: { input: z.undefined(), output: sessionState, authority: 'held' },
} as const satisfies Record<string, Call<Access>>;
