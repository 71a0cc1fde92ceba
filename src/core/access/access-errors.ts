import { AUTHORITY_NAMES, type Authority } from '../../shared/authorities.ts';
import { AppError } from '../../shared/rpc.ts';

/** What people are told when a rule of this folder stands in the way. Each rule has one code. */

/** As sentences name them. */
export type Subject = 'permission' | 'role' | 'authorization group' | 'API set' | 'data access group';

export const notFound = (subject: Subject, field?: string): AppError =>
  new AppError(
    'NOT_FOUND',
    `There is no such ${subject}. It may have been removed meanwhile; look at the list again.`,
    field === undefined ? {} : { field },
  );

export const nameTaken = (subject: Subject, name: string): AppError =>
  new AppError(
    'NAME_TAKEN',
    `There is already ${article(subject)} ${subject} named “${name}”. Choose another name.`,
    { field: 'name' },
  );

export const permissionExists = (name: string): AppError =>
  new AppError('PERMISSION_EXISTS', `There is already a permission “${name}”. Choose another action.`, {
    field: 'action',
  });

export const withheldFrom = (name: string, keys: string): AppError =>
  new AppError(
    'IN_USE',
    `“${name}” is withheld from ${keys}. Tick it under Manage permissions there first; otherwise they would get it with a permission of the same name.`,
  );

export const unknownPermission = (): AppError =>
  new AppError('UNKNOWN_PERMISSION', 'One of the permissions is no longer there. Look at them again.', {
    field: 'permissionIds',
  });

export const unknownAccount = (): AppError =>
  new AppError('UNKNOWN_ACCOUNT', 'One of the accounts is no longer there. Choose again.', {
    field: 'accountIds',
  });

export const builtInRole = (name: string, what: string, field?: string): AppError =>
  new AppError(
    'BUILT_IN_ROLE',
    `“${name}” is one of Latchkey’s own roles: ${what} Create a role of your own instead.`,
    field === undefined ? {} : { field },
  );

export const authorityNotHeld = (authority: Authority): AppError =>
  new AppError(
    'AUTHORITY_NOT_HELD',
    `You cannot give or take the authority ${AUTHORITY_NAMES[authority]}, because you do not have it yourself. Ask somebody who has it.`,
    { field: 'authorities' },
  );

export const lastHolder = (authority: Authority): AppError =>
  new AppError(
    'LAST_HOLDER',
    `Without this role nobody would have the authority ${AUTHORITY_NAMES[authority]}. Give it to somebody in another way first.`,
    { field: 'authorities' },
  );

export const changedMeanwhile = (subject: Subject): AppError =>
  new AppError(
    'CHANGED_MEANWHILE',
    `Somebody has changed this ${subject} since you opened it. Nothing was saved. Open it again from the list and make your change there.`,
  );

const article = (subject: Subject): string => (/^a/i.test(subject) ? 'an' : 'a');
