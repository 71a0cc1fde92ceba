import { Text, TextInput } from '@mantine/core';
import { keyPrefixProblem } from '../../../shared/text.ts';
import { counted } from '../../ui/counted.ts';
import { fieldProps } from '../../ui/fieldProps.ts';
import { NumberField } from '../NumberField.tsx';
import classes from '../Settings.module.css';
import type { TenantForm } from './tenant-form.ts';

interface Props {
  readonly form: TenantForm;
  readonly mayEdit: boolean;
  /** Only super users raise it. */
  readonly mayLimit: boolean;
  /** How many keys count towards the limit now; `null`: it is new. */
  readonly countedKeys: number | null;
  /** The dialog begins with its name. */
  readonly autoFocus?: boolean;
}

/** Everything that can be said of a tenant. */
export function TenantFields({ form, mayEdit, mayLimit, countedKeys, autoFocus = false }: Props) {
  const fixed = { readOnly: !mayEdit, variant: mayEdit ? 'default' : 'filled' } as const;
  const { keyPrefix } = form.values;
  return (
    <>
      <div className={classes.pair}>
        <TextInput
          label="Organisation name"
          autoComplete="off"
          aria-required
          data-autofocus={autoFocus || undefined}
          {...fieldProps(form, 'name')}
          {...(mayLimit ? fixed : { readOnly: true, variant: 'filled' })}
          description={mayLimit ? undefined : 'Only a super user can rename the organisation.'}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
        />
        <div>
          <TextInput
            label="Key prefix"
            autoComplete="off"
            spellCheck={false}
            autoCapitalize="off"
            aria-required
            aria-describedby="prefix-says"
            {...fieldProps(form, 'keyPrefix')}
            {...fixed}
          />
          <Text size="xs" c="dimmed" className={classes.says} id="prefix-says" role="status">
            {keyPrefixProblem(keyPrefix) === null && (
              <>
                New keys look like <span className={classes.key}>{keyPrefix}_4fT9…x2Qa</span>.
              </>
            )}
            {countedKeys !== null && ' Keys that exist keep theirs.'}
          </Text>
        </div>
      </div>
      <div className={classes.pair}>
        <NumberField
          label="Key limit"
          unit="tenant keys"
          says={[
            ...(countedKeys === null ? [] : [`${counted(countedKeys, 'key')} now.`]),
            ...(mayLimit ? ['At the limit none can be generated.'] : ['Only a super user can raise it.']),
          ].join(' ')}
          {...fieldProps(form, 'keyLimit')}
          readOnly={!mayEdit || !mayLimit}
        />
        <NumberField
          label="Default validity"
          unit="days"
          says="What a new key of an account starts with; the person can choose otherwise."
          {...fieldProps(form, 'validityDays')}
          readOnly={!mayEdit}
        />
        <NumberField
          label="Expiring soon window"
          unit="days"
          says="So long before its expiry a key is marked as expiring soon."
          {...fieldProps(form, 'expiringSoonDays')}
          readOnly={!mayEdit}
        />
      </div>
    </>
  );
}
