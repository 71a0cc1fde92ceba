import { t } from '../../shared/language/t.ts';
import { AppError } from '../../shared/rpc.ts';

/** What people are told when a rule about tenants stands in the way. Each rule has one code. */

export const tenantNotFound = (): AppError =>
  new AppError('NOT_FOUND', t('There is no such tenant. Look at the list again.'));

/** Says no more than that, because it may be one that the person must not know of. */
export const tenantNameTaken = (name: string): AppError =>
  new AppError('NAME_TAKEN', t('The name “{name}” is taken. Choose another name.', { name }), {
    field: 'name',
  });

export const openTenant = (name: string): AppError =>
  new AppError('OPEN_TENANT', t('“{name}” is open. Open another tenant, then archive it.', { name }));

export const ownTenant = (name: string): AppError =>
  new AppError(
    'OWN_TENANT',
    t('“{name}” is the tenant of your own account. Ask a super user of another tenant to archive it.', {
      name,
    }),
  );

export const lastSuperUser = (name: string): AppError =>
  new AppError(
    'LAST_HOLDER',
    t(
      'Without the people of “{name}” nobody could manage tenants. Give that authority to somebody of another tenant first.',
      { name },
    ),
  );

export const tenantArchived = (name: string, cure: string): AppError =>
  new AppError('TENANT_ARCHIVED', t('“{name}” is archived. {cure}', { name, cure }));

export const tenantNotArchived = (name: string): AppError =>
  new AppError('TENANT_NOT_ARCHIVED', t('“{name}” is not archived. Look at the list again.', { name }));
