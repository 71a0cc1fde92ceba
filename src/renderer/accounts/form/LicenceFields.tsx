import { Checkbox, Radio } from '@mantine/core';
import { useRef } from 'react';
import { msg, t } from '../../../shared/language/t.ts';
import forms from '../../access/AccessForm.module.css';
import type { AccountFormOf } from './account-form.ts';
import classes from './AccountForm.module.css';

interface Props {
  readonly form: AccountFormOf;
  readonly readOnly: boolean;
  /** Nobody takes themselves the way in. */
  readonly self: boolean;
}

const LICENSES = [
  { value: 'Full', label: msg('Full'), about: msg('For a person who signs in to Latchkey.') },
  { value: 'API', label: msg('API'), about: msg('For an integration: it owns API keys.') },
] as const;

/** Why the tick of **API only** stands as it does. */
function apiOnlyText(locked: boolean, self: boolean): string {
  if (self) return t('Your own account has to sign in. Ask another administrator to change this.');
  if (locked) return t('Always so with the license API: such an account never signs in, it only owns keys.');
  return t('The account never signs in, it only owns keys.');
}

/** **License** and **API only**, which ticks itself and locks when the license is API. */
export function LicenceFields({ form, readOnly, self }: Props) {
  const { licence, apiOnly } = form.values;
  const locked = licence === 'API';
  /** What was ticked before the license ticked it. */
  const before = useRef(apiOnly && !locked);
  const choose = (chosen: string) => {
    if (chosen === 'API') {
      before.current = apiOnly && !locked;
      form.setValues({ licence: 'API', apiOnly: true });
    } else form.setValues({ licence: 'Full', apiOnly: before.current });
  };
  return (
    <div className={classes.licence}>
      <Radio.Group label={t('License')} value={licence} onChange={choose} error={form.errors['licence']}>
        <div className={`${forms.choices} ${forms.below}`} data-path="licence">
          {LICENSES.map(({ value, label, about }) => (
            <Radio
              key={value}
              value={value}
              label={t(label)}
              description={t(about)}
              disabled={readOnly || self}
            />
          ))}
        </div>
      </Radio.Group>
      <div className={classes.tick}>
        <Checkbox
          label={t('API only')}
          description={apiOnlyText(locked, self)}
          checked={apiOnly}
          disabled={readOnly || locked || self}
          onChange={(event) => form.setFieldValue('apiOnly', event.currentTarget.checked)}
          error={form.errors['apiOnly']}
          data-path="apiOnly"
        />
      </div>
    </div>
  );
}
