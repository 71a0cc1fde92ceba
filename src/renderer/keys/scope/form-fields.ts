import type { UseFormReturnType } from '@mantine/form';
import type { Configuration } from './configuration.ts';

/** Sets one field of any form that holds a configuration; the form's own type cannot see that it does. */
export function setterOf<Values extends Configuration>(form: UseFormReturnType<Values>) {
  const set = form.setFieldValue as (field: string, value: unknown) => void;
  return <Field extends keyof Configuration>(field: Field, value: Configuration[Field]): void =>
    set(field, value);
}
