import type { UseFormReturnType } from '@mantine/form';

/**
 * Goes on from what was saved. A field that holds something else by now than what was sent was typed in meanwhile: it
 * stays as it is, not saved yet.
 */
export function adopt<Values extends Record<string, unknown>>(
  form: UseFormReturnType<Values>,
  sent: Values,
  saved: Values,
): void {
  const values = form.getValues();
  const kept: Partial<Values> = {};
  for (const name of Object.keys(saved) as (keyof Values)[]) {
    if (!isSame(values[name], sent[name])) kept[name] = values[name];
  }
  form.setInitialValues(saved);
  form.setValues({ ...saved, ...kept });
  form.resetDirty(saved);
}

/** Fields hold texts, numbers, flags and lists of them. */
const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
