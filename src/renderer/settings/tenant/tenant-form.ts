import { useForm, type UseFormReturnType } from '@mantine/form';
import { t } from '../../../shared/language/t.ts';
import type { Tenant, TenantInput } from '../../../shared/tenants.ts';
import { DEFAULT_TENANT, rangeProblem, TENANT_RANGES } from '../../../shared/setting-limits.ts';
import { keyPrefixProblem, nameProblem, ORGANISATION_NAME } from '../../../shared/text.ts';

type Numbers = 'keyLimit' | 'validityDays' | 'expiringSoonDays';

/** A field that is being typed in may hold what is no number. */
export type TenantValues = Record<'name' | 'keyPrefix', string> & Record<Numbers, number | string>;
export type TenantForm = UseFormReturnType<TenantValues>;

const problemOf = (name: Numbers) => (value: number | string) => rangeProblem(TENANT_RANGES[name], value);

/** What the form of a tenant begins with; `null`: a new one. */
export const valuesOf = (tenant: Tenant | null): TenantValues => ({
  name: tenant?.name ?? '',
  keyPrefix: tenant?.keyPrefix ?? DEFAULT_TENANT.keyPrefix,
  keyLimit: tenant?.keyLimit ?? DEFAULT_TENANT.keyLimit,
  validityDays: tenant?.validityDays ?? DEFAULT_TENANT.validityDays,
  expiringSoonDays: tenant?.expiringSoonDays ?? DEFAULT_TENANT.expiringSoonDays,
});

/** What a form without mistakes asks for. */
export const inputOf = ({ name, keyPrefix, ...numbers }: TenantValues): TenantInput => ({
  name,
  keyPrefix,
  keyLimit: Number(numbers.keyLimit),
  validityDays: Number(numbers.validityDays),
  expiringSoonDays: Number(numbers.expiringSoonDays),
});

export const useTenantForm = (tenant: Tenant | null): TenantForm =>
  useForm<TenantValues>({
    initialValues: valuesOf(tenant),
    validate: {
      name: (text) => nameProblem(t('Organisation name'), text, ORGANISATION_NAME),
      keyPrefix: keyPrefixProblem,
      keyLimit: problemOf('keyLimit'),
      validityDays: problemOf('validityDays'),
      expiringSoonDays: problemOf('expiringSoonDays'),
    },
  });
