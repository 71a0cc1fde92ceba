import { Anchor, Stack } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useId, useState } from 'react';
import type { AuthorizationGroup } from '../../../../shared/grants.ts';
import type { GenerateValues } from '../../../keys/generate/generate-form.ts';
import { AllowlistField } from '../../../keys/scope/AllowlistField.tsx';
import { GroupField } from '../../../keys/scope/GroupField.tsx';
import { fieldProps } from '../../../ui/fieldProps.ts';
import { IconChevronDown } from '../../../ui/icons.ts';
import classes from './Keys.module.css';

interface Props {
  readonly form: UseFormReturnType<GenerateValues>;
  /** `null` while they are being read. */
  readonly groups: readonly AuthorizationGroup[] | null;
}

/** What few keys of an account need: an authorization group and an allowlist. Shown when asked for, or when wrong. */
export function MoreFields({ form, groups }: Props) {
  const [asked, setAsked] = useState(false);
  const id = useId();
  const wrong = form.errors['allowlist'] !== undefined || form.errors['authorizationGroupId'] !== undefined;
  const shown = asked || wrong;
  return (
    <div>
      <Anchor
        component="button"
        type="button"
        size="sm"
        className={classes.disclose}
        aria-expanded={shown}
        aria-controls={id}
        onClick={() => setAsked(!shown)}
      >
        <IconChevronDown size={16} aria-hidden="true" data-shown={shown || undefined} />
        More
      </Anchor>
      <Stack id={id} gap="md" mt="sm" hidden={!shown} {...(!shown && { display: 'none' })}>
        <GroupField
          owner="account"
          groups={groups}
          value={form.values.authorizationGroupId}
          onChange={(group) => form.setFieldValue('authorizationGroupId', group)}
          error={form.errors['authorizationGroupId']}
        />
        <AllowlistField {...fieldProps(form, 'allowlist')} value={form.values.allowlist} />
      </Stack>
    </div>
  );
}
