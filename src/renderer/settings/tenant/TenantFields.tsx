import { Text, TextInput } from '@mantine/core';
import { t } from '../../../shared/language/t.ts';
import { keyPrefixProblem } from '../../../shared/text.ts';
import { counted } from '../../ui/counted.ts';
import { fieldProps } from '../../ui/fieldProps.ts';
import { rich } from '../../ui/rich.tsx';
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
          label={t('Organisation name')}
          autoComplete="off"
          aria-required
          data-autofocus={autoFocus || undefined}
          {...fieldProps(form, 'name')}
          {...(mayLimit ? fixed : { readOnly: true, variant: 'filled' })}
          description={mayLimit ? undefined : t('Only a super user can rename the organisation.')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
        />
        <div>
          <TextInput
            label={t('Key prefix')}
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
                {rich('New keys look like {keyPrefix}.', {
                  keyPrefix: <span className={classes.key}>{`${keyPrefix}_4fT9…x2Qa`}</span>,
                })}
              </>
            )}
            {countedKeys !== null && t(' Keys that exist keep theirs.')}
          </Text>
        </div>
      </div>
      <div className={classes.pair}>
        <NumberField
          label={t('Key limit')}
          unit={t('tenant keys')}
          says={[
            ...(countedKeys === null ? [] : [t('{keys} now.', { keys: counted(countedKeys, 'key') })]),
            ...(mayLimit
              ? [t('At the limit none can be generated.')]
              : [t('Only a super user can raise it.')]),
          ].join(' ')}
          {...fieldProps(form, 'keyLimit')}
          readOnly={!mayEdit || !mayLimit}
        />
        <NumberField
          label={t('Default validity')}
          unit={t('days')}
          says={t('What a new key of an account starts with; the person can choose otherwise.')}
          {...fieldProps(form, 'validityDays')}
          readOnly={!mayEdit}
        />
        <NumberField
          label={t('Expiring soon window')}
          unit={t('days')}
          says={t('So long before its expiry a key is marked as expiring soon.')}
          {...fieldProps(form, 'expiringSoonDays')}
          readOnly={!mayEdit}
        />
      </div>
    </>
  );
}
