import { AUTHORITY_NAMES, type Authority } from '../../shared/authorities.ts';
import { AppError } from '../../shared/rpc.ts';

/** What people are told when a rule about accounts stands in the way. Each rule has one code. */

export const accountNotFound = (): AppError =>
  new AppError(
    'ACCOUNT_NOT_FOUND',
    'There is no such account. It may have been removed meanwhile; look at the list again.',
  );

export const usernameTaken = (username: string): AppError =>
  new AppError('USERNAME_TAKEN', `The username “${username}” is taken. Choose another one.`, {
    field: 'username',
  });

export const accountChanged = (username: string): AppError =>
  new AppError(
    'ACCOUNT_CHANGED',
    `Somebody has changed the account ${username} since you opened it. Load its current values, or save yours over them.`,
  );

/** @param what as in “You cannot disable your own account” */
export const ownAccount = (what: string, cure: string, field?: string): AppError =>
  new AppError('OWN_ACCOUNT', `You cannot ${what}. ${cure}`, field === undefined ? {} : { field });

export const ownsKeys = (username: string, keys: number): AppError =>
  new AppError(
    'OWNS_KEYS',
    `${username} owns ${keys === 1 ? 'a key that may work' : `${keys} keys that may work`}, and a person’s keys are nobody else’s. Revoke them permanently or remove them first.`,
    { field: 'apiOnly' },
  );

export const unknownRole = (): AppError =>
  new AppError('UNKNOWN_ROLE', 'One of the roles is no longer there. Choose again.', { field: 'roleIds' });

export const accountHoldsMore = (username: string, authority: Authority): AppError =>
  new AppError(
    'AUTHORITY_NOT_HELD',
    `${username} has the authority ${AUTHORITY_NAMES[authority]}, which you do not have yourself, so you cannot change this account. Ask somebody who has it.`,
  );

export const roleGrantsMore = (role: string, authority: Authority): AppError =>
  new AppError(
    'AUTHORITY_NOT_HELD',
    `You cannot give the role “${role}”, because you do not have its authority ${AUTHORITY_NAMES[authority]} yourself. Ask somebody who has it.`,
    { field: 'roleIds' },
  );

export const lastToHold = (username: string, authority: Authority): AppError =>
  new AppError(
    'LAST_HOLDER',
    `Without ${username} nobody would have the authority ${AUTHORITY_NAMES[authority]}. Give it to another person first.`,
  );

export const passwordRequired = (): AppError =>
  new AppError('PASSWORD_REQUIRED', 'Password is required: a person signs in with it.', {
    field: 'password',
  });

export const passwordNotWanted = (cure: string): AppError =>
  new AppError('INVALID_INPUT', cure, { field: 'password' });

export const neverSignsIn = (username: string): AppError =>
  new AppError('API_ONLY', `${username} is API only: it never signs in, so it has no password.`);

export const alreadyDisabled = (username: string): AppError =>
  new AppError('ALREADY_DISABLED', `The account ${username} is disabled already.`);

export const notDisabled = (username: string): AppError =>
  new AppError('NOT_DISABLED', `The account ${username} is not disabled, so there is nothing to enable.`);

export const keysNeedAuthority = (username: string, keys: number): AppError =>
  new AppError(
    'FORBIDDEN',
    `${username} owns ${keys === 1 ? 'a key' : `${keys} keys`}, so removing the account needs the authority ${AUTHORITY_NAMES['manage-user-api-key']} too. Ask an administrator for it.`,
  );

export const heirIsPerson = (username: string): AppError =>
  new AppError(
    'OWNER_NOT_ALLOWED',
    `${username} is a person, and nobody gives keys to another person. Choose an API-only account or your own.`,
    { field: 'toAccountId' },
  );
