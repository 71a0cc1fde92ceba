import { t } from '../../shared/language/t.ts';
import { AppError } from '../../shared/rpc.ts';

/** What people are told when a rule about keys stands in the way. Each rule has one code. */

export const keyNotFound = (): AppError =>
  new AppError('KEY_NOT_FOUND', t('There is no such key. It may belong to another tenant.'));

export const keyRemoved = (name: string): AppError =>
  new AppError('KEY_REMOVED', t('The key “{name}” was removed. Generate a new one.', { name }));

export const nameTaken = (name: string): AppError =>
  new AppError('NAME_TAKEN', t('There is already a key named “{name}”. Choose another name.', { name }), {
    field: 'name',
  });

export const limitReached = (limit: number): AppError =>
  new AppError(
    'KEY_LIMIT_REACHED',
    t(
      'All {limit} keys of this tenant are in use. Remove or permanently revoke one, or ask a super user to raise the limit.',
      { limit },
    ),
  );

export const keyRevoked = (name: string): AppError =>
  new AppError('KEY_REVOKED', t('The key “{name}” is revoked. Reinstate it first.', { name }));

export const permanentlyRevoked = (name: string): AppError =>
  new AppError(
    'PERMANENTLY_REVOKED',
    t('The key “{name}” is revoked permanently, which cannot be undone. Generate a new key.', { name }),
  );

export const alreadyRevoked = (name: string): AppError =>
  new AppError('ALREADY_REVOKED', t('The key “{name}” is revoked already.', { name }));

export const notRevoked = (name: string): AppError =>
  new AppError(
    'NOT_REVOKED',
    t('The key “{name}” is not revoked, so there is nothing to reinstate.', { name }),
  );

export const notRotating = (name: string): AppError =>
  new AppError(
    'NOT_ROTATING',
    t('The key “{name}” has no old secret that still works, so there is nothing to finish.', { name }),
  );

export const notRemoved = (name: string): AppError =>
  new AppError('NOT_REMOVED', t('The key “{name}” is not removed, so there is nothing to undo.', { name }));

export const undoTooLate = (name: string): AppError =>
  new AppError(
    'UNDO_TOO_LATE',
    t('The key “{name}” was removed too long ago to undo it. Generate a new key.', { name }),
  );

export const keyChanged = (name: string): AppError =>
  new AppError(
    'KEY_CHANGED',
    t(
      'Somebody has changed the key “{name}” since you opened it. Load its current values, or save yours over them.',
      { name },
    ),
  );

export const expiryNotInFuture = (): AppError =>
  new AppError(
    'EXPIRY_NOT_IN_FUTURE',
    t('Expiration Date must be in the future. Choose a later day, or leave it empty.'),
    { field: 'expiresAt' },
  );

export const expiryRequired = (name: string): AppError =>
  new AppError(
    'EXPIRY_REQUIRED',
    t('The key “{name}” has expired, and a new secret would be expired too. Set a new expiry, or none.', {
      name,
    }),
    { field: 'expiresAt' },
  );

export const countChanged = (expected: number, actual: number): AppError =>
  new AppError(
    'COUNT_CHANGED',
    t(
      'The keys have changed meanwhile: this would now change {actual} instead of {expected}. Nothing was done; look again and confirm.',
      { actual, expected },
    ),
  );

export const batchCancelled = (): AppError => new AppError('CANCELLED', t('Stopped. Nothing was changed.'));
