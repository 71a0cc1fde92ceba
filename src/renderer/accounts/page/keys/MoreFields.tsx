import type { UseFormReturnType } from '@mantine/form';
import type { AuthorizationGroup } from '../../../../shared/grants.ts';
import { t } from '../../../../shared/language/t.ts';
import type { GenerateValues } from '../../../keys/generate/generate-form.ts';
import { AllowlistField } from '../../../keys/scope/AllowlistField.tsx';
import { GroupField } from '../../../keys/scope/GroupField.tsx';
import { RateLimitInputs, ratesAreWrong } from '../../../keys/scope/RateLimitsField.tsx';
import { Disclosure } from '../../../ui/Disclosure.tsx';
import { fieldProps } from '../../../ui/fieldProps.ts';

interface Props {
  readonly form: UseFormReturnType<GenerateValues>;
  /** `null` while they are being read. */
  readonly groups: readonly AuthorizationGroup[] | null;
}

/** What few keys of an account need: an authorization group, an allowlist, rate limits. Shown when asked for, or when wrong. */
export function MoreFields({ form, groups }: Props) {
  const wrong =
    form.errors['allowlist'] !== undefined ||
    form.errors['authorizationGroupId'] !== undefined ||
    ratesAreWrong(form.errors);
  return (
    <Disclosure name={t('More')} wrong={wrong}>
      <GroupField
        owner="account"
        groups={groups}
        value={form.values.authorizationGroupId}
        onChange={(group) => form.setFieldValue('authorizationGroupId', group)}
        error={form.errors['authorizationGroupId']}
      />
      <AllowlistField {...fieldProps(form, 'allowlist')} value={form.values.allowlist} />
      <RateLimitInputs form={form} label={t('Rate limits')} />
    </Disclosure>
  );
}
