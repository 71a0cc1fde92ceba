import { Radio } from '@mantine/core';
import type { AuthorizationGroup } from '../../shared/grants.ts';
import { type Message, msg, t } from '../../shared/language/t.ts';
import classes from './AccessForm.module.css';
import { TYPE_NAMES } from './group-type-names.ts';

type Type = AuthorizationGroup['type'];

export const TYPES = ['Tenant API Key', 'User'] as const satisfies readonly Type[];

const WORDS: Readonly<Record<Type, Message>> = {
  'Tenant API Key': msg('For keys that belong to the tenant.'),
  User: msg('For keys that belong to a user account.'),
};

interface Props {
  readonly value: Type;
  readonly onChange: (value: Type) => void;
  readonly isNew: boolean;
  readonly error?: string | undefined;
}

/** **Type**: whose keys may have the group. */
export function TypeField({ value, onChange, isNew, error }: Props) {
  const choose = (chosen: string) => {
    const type = TYPES.find((known) => known === chosen);
    if (type !== undefined) onChange(type);
  };
  return (
    <Radio.Group
      label={t('Type')}
      description={
        isNew
          ? t('Cannot be changed later, because it decides whose keys may have the group.')
          : t('Fixed since the group was created, because it decides whose keys may have it.')
      }
      value={value}
      onChange={choose}
      error={error}
    >
      <div className={`${classes.choices} ${classes.below}`} data-path="type">
        {TYPES.map((type) => (
          <Radio
            key={type}
            value={type}
            label={t(TYPE_NAMES[type])}
            description={t(WORDS[type])}
            disabled={!isNew}
          />
        ))}
      </div>
    </Radio.Group>
  );
}
