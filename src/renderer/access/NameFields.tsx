import { TextInput, type TextInputProps } from '@mantine/core';
import { t } from '../../shared/language/t.ts';
import { useMay } from '../app/session.ts';
import classes from './AccessForm.module.css';

interface Props {
  readonly name: TextInputProps;
  readonly description: TextInputProps;
  /** A new one begins with its name. */
  readonly isNew: boolean;
  /** Why the name stays as it is. */
  readonly fixed?: string | undefined;
}

/** **Name** and **Description** side by side. */
export function NameFields({ name, description, isNew, fixed }: Props) {
  const mayEdit = useMay('manage-access-control');
  const nameIsFixed = !mayEdit || fixed !== undefined;
  return (
    <div className={classes.names}>
      <TextInput
        label={t('Name')}
        description={fixed}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        autoComplete="off"
        autoFocus={isNew}
        aria-required
        {...name}
        readOnly={nameIsFixed}
        variant={nameIsFixed ? 'filled' : 'default'}
      />
      <TextInput
        label={t('Description')}
        placeholder={mayEdit ? t('Optional') : ''}
        autoComplete="off"
        {...description}
        readOnly={!mayEdit}
        variant={mayEdit ? 'default' : 'filled'}
      />
    </div>
  );
}
