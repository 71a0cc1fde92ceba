import { AUTHORITY_NAMES, type Authority } from '../../shared/authorities.ts';
import { type Message, msg, t } from '../../shared/language/t.ts';
import { AppError } from '../../shared/rpc.ts';
import { listOf, type Some } from './in-use.ts';

/** What people are told when a rule of this folder stands in the way. Each rule has one code. */

/** As sentences name them. */
export type Subject = 'permission' | 'role' | 'authorization group' | 'API set' | 'data access group';

const SUBJECT_NAMES: Readonly<Record<Subject, Message>> = {
  permission: msg('permission'),
  role: msg('role'),
  'authorization group': msg('authorization group'),
  'API set': msg('API set'),
  'data access group': msg('data access group'),
};
const A_SUBJECT: Readonly<Record<Subject, Message>> = {
  permission: msg('a permission'),
  role: msg('a role'),
  'authorization group': msg('an authorization group'),
  'API set': msg('an API set'),
  'data access group': msg('a data access group'),
};

export const notFound = (subject: Subject, field?: string): AppError =>
  new AppError(
    'NOT_FOUND',
    t('There is no such {subject}. It may have been removed meanwhile; look at the list again.', {
      subject: t(SUBJECT_NAMES[subject]),
    }),
    field === undefined ? {} : { field },
  );

export const nameTaken = (subject: Subject, name: string): AppError =>
  new AppError(
    'NAME_TAKEN',
    t('There is already {subject} named “{name}”. Choose another name.', {
      subject: t(A_SUBJECT[subject]),
      name,
    }),
    { field: 'name' },
  );

export const permissionExists = (name: string): AppError =>
  new AppError(
    'PERMISSION_EXISTS',
    t('There is already a permission “{name}”. Choose another action.', { name }),
    {
      field: 'action',
    },
  );

export const withheldFrom = (name: string, keys: Some): AppError =>
  new AppError(
    'IN_USE',
    t(
      '“{name}” is withheld from {count, plural, one {the key {list}} other {the keys {list}}}. Tick it under Manage permissions there first; otherwise they would get it with a permission of the same name.',
      { name, count: keys.count, list: listOf(keys) },
    ),
  );

export const unknownPermission = (): AppError =>
  new AppError('UNKNOWN_PERMISSION', t('One of the permissions is no longer there. Look at them again.'), {
    field: 'permissionIds',
  });

export const unknownAccount = (): AppError =>
  new AppError('UNKNOWN_ACCOUNT', t('One of the accounts is no longer there. Choose again.'), {
    field: 'accountIds',
  });

export const builtInRole = (name: string, what: string, field?: string): AppError =>
  new AppError(
    'BUILT_IN_ROLE',
    t('“{name}” is one of Latchkey’s own roles: {what} Create a role of your own instead.', { name, what }),
    field === undefined ? {} : { field },
  );

export const authorityNotHeld = (authority: Authority): AppError =>
  new AppError(
    'AUTHORITY_NOT_HELD',
    t(
      'You cannot give or take the authority {authority}, because you do not have it yourself. Ask somebody who has it.',
      { authority: t(AUTHORITY_NAMES[authority]) },
    ),
    { field: 'authorities' },
  );

export const lastHolder = (authority: Authority): AppError =>
  new AppError(
    'LAST_HOLDER',
    t(
      'Without this role nobody would have the authority {authority}. Give it to somebody in another way first.',
      { authority: t(AUTHORITY_NAMES[authority]) },
    ),
    { field: 'authorities' },
  );

export const changedMeanwhile = (subject: Subject): AppError =>
  new AppError(
    'CHANGED_MEANWHILE',
    t(
      'Somebody has changed this {subject} since you opened it. Nothing was saved. Open it again from the list and make your change there.',
      { subject: t(SUBJECT_NAMES[subject]) },
    ),
  );
