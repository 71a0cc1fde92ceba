import { AUTHORITY_NAMES, type Authority } from '../../shared/authorities.ts';
import { t } from '../../shared/language/t.ts';
import { AppError } from '../../shared/rpc.ts';

/** What people are told when a rule about accounts stands in the way. Each rule has one code. */

export const accountNotFound = (): AppError =>
  new AppError(
    'ACCOUNT_NOT_FOUND',
    t('There is no such account. It may have been removed meanwhile; look at the list again.'),
  );

export const usernameTaken = (username: string): AppError =>
  new AppError('USERNAME_TAKEN', t('The username “{username}” is taken. Choose another one.', { username }), {
    field: 'username',
  });

export const accountChanged = (username: string): AppError =>
  new AppError(
    'ACCOUNT_CHANGED',
    t(
      'Somebody has changed the account {username} since you opened it. Load its current values, or save yours over them.',
      { username },
    ),
  );

export const ownAccount = (message: string, field?: string): AppError =>
  new AppError('OWN_ACCOUNT', message, field === undefined ? {} : { field });

export const ownsKeys = (username: string, keys: number): AppError =>
  new AppError(
    'OWNS_KEYS',
    t(
      '{username} owns {keys, plural, one {a key that may work} other {{keys} keys that may work}}, and a person’s keys are nobody else’s. Revoke them permanently or remove them first.',
      { username, keys },
    ),
    { field: 'apiOnly' },
  );

export const unknownRole = (): AppError =>
  new AppError('UNKNOWN_ROLE', t('One of the roles is no longer there. Choose again.'), { field: 'roleIds' });

export const accountHoldsMore = (username: string, authority: Authority): AppError =>
  new AppError(
    'AUTHORITY_NOT_HELD',
    t(
      '{username} has the authority {authority}, which you do not have yourself, so you cannot change this account. Ask somebody who has it.',
      { username, authority: t(AUTHORITY_NAMES[authority]) },
    ),
  );

export const roleGrantsMore = (role: string, authority: Authority): AppError =>
  new AppError(
    'AUTHORITY_NOT_HELD',
    t(
      'You cannot give the role “{role}”, because you do not have its authority {authority} yourself. Ask somebody who has it.',
      { role, authority: t(AUTHORITY_NAMES[authority]) },
    ),
    { field: 'roleIds' },
  );

export const lastToHold = (username: string, authority: Authority): AppError =>
  new AppError(
    'LAST_HOLDER',
    t('Without {username} nobody would have the authority {authority}. Give it to another person first.', {
      username,
      authority: t(AUTHORITY_NAMES[authority]),
    }),
  );

export const passwordRequired = (): AppError =>
  new AppError('PASSWORD_REQUIRED', t('Password is required: a person signs in with it.'), {
    field: 'password',
  });

export const passwordNotWanted = (cure: string): AppError =>
  new AppError('INVALID_INPUT', cure, { field: 'password' });

export const neverSignsIn = (username: string): AppError =>
  new AppError(
    'API_ONLY',
    t('{username} is API only: it never signs in, so it has no password.', { username }),
  );

export const alreadyDisabled = (username: string): AppError =>
  new AppError('ALREADY_DISABLED', t('The account {username} is disabled already.', { username }));

export const notDisabled = (username: string): AppError =>
  new AppError(
    'NOT_DISABLED',
    t('The account {username} is not disabled, so there is nothing to enable.', { username }),
  );

export const keysNeedAuthority = (username: string, keys: number): AppError =>
  new AppError(
    'FORBIDDEN',
    t(
      '{username} owns {keys, plural, one {a key} other {{keys} keys}}, so removing the account needs the authority {authority} too. Ask an administrator for it.',
      {
        username,
        keys,
        authority: t(AUTHORITY_NAMES['manage-user-api-key']),
      },
    ),
  );

export const heirIsPerson = (username: string): AppError =>
  new AppError(
    'OWNER_NOT_ALLOWED',
    t(
      '{username} is a person, and nobody gives keys to another person. Choose an API-only account or your own.',
      { username },
    ),
    { field: 'toAccountId' },
  );
