import { AppError } from '../../shared/rpc.ts';

/** What people are told when a rule about keys stands in the way. Each rule has one code. */

export const keyNotFound = (): AppError =>
  new AppError('KEY_NOT_FOUND', 'There is no such key. It may belong to another tenant.');

export const keyRemoved = (name: string): AppError =>
  new AppError('KEY_REMOVED', `The key “${name}” was removed. Generate a new one.`);

export const nameTaken = (name: string): AppError =>
  new AppError('NAME_TAKEN', `There is already a key named “${name}”. Choose another name.`, {
    field: 'name',
  });

export const limitReached = (limit: number): AppError =>
  new AppError(
    'KEY_LIMIT_REACHED',
    `All ${limit} keys of this tenant are in use. Remove or permanently revoke one, or ask a super user to raise the limit.`,
  );

export const keyRevoked = (name: string): AppError =>
  new AppError('KEY_REVOKED', `The key “${name}” is revoked. Reinstate it first.`);

export const permanentlyRevoked = (name: string): AppError =>
  new AppError(
    'PERMANENTLY_REVOKED',
    `The key “${name}” is revoked permanently, which cannot be undone. Generate a new key.`,
  );

export const alreadyRevoked = (name: string): AppError =>
  new AppError('ALREADY_REVOKED', `The key “${name}” is revoked already.`);

export const notRevoked = (name: string): AppError =>
  new AppError('NOT_REVOKED', `The key “${name}” is not revoked, so there is nothing to reinstate.`);

export const notRotating = (name: string): AppError =>
  new AppError(
    'NOT_ROTATING',
    `The key “${name}” has no old secret that still works, so there is nothing to finish.`,
  );

export const notRemoved = (name: string): AppError =>
  new AppError('NOT_REMOVED', `The key “${name}” is not removed, so there is nothing to undo.`);

export const undoTooLate = (name: string): AppError =>
  new AppError('UNDO_TOO_LATE', `The key “${name}” was removed too long ago to undo it. Generate a new key.`);

export const keyChanged = (name: string): AppError =>
  new AppError(
    'KEY_CHANGED',
    `Somebody has changed the key “${name}” since you opened it. Load its current values, or save yours over them.`,
  );

export const expiryNotInFuture = (): AppError =>
  new AppError(
    'EXPIRY_NOT_IN_FUTURE',
    'Expiration Date must be in the future. Choose a later day, or leave it empty.',
    { field: 'expiresAt' },
  );

export const expiryRequired = (name: string): AppError =>
  new AppError(
    'EXPIRY_REQUIRED',
    `The key “${name}” has expired, and a new secret would be expired too. Set a new expiry, or none.`,
    { field: 'expiresAt' },
  );

export const countChanged = (expected: number, actual: number): AppError =>
  new AppError(
    'COUNT_CHANGED',
    `The keys have changed meanwhile: this would now change ${actual} instead of ${expected}. Nothing was done; look again and confirm.`,
  );

export const batchCancelled = (): AppError => new AppError('CANCELLED', 'Stopped. Nothing was changed.');
