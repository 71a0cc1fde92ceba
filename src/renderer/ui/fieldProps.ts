import type { UseFormReturnType } from '@mantine/form';
import type { FocusEvent } from 'react';

/**
 * `form.getInputProps` that looks at a field when it is left, but lets an empty one be: not having got there yet is
 * no mistake until the form is submitted.
 */
export function fieldProps<Values extends Record<string, unknown>>(
  form: UseFormReturnType<Values>,
  path: Extract<keyof Values, string>,
) {
  const field = path as Parameters<typeof form.getInputProps>[0];
  return {
    ...form.getInputProps(field),
    onBlur: (event: FocusEvent) => {
      // A sentence that appears while a button is being pressed would push the button away from under the mouse.
      if (event.relatedTarget instanceof HTMLButtonElement) return;
      if (form.getValues()[path] !== '') form.validateField(field);
    },
  };
}
