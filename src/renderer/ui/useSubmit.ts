import type { UseFormReturnType } from '@mantine/form';
import { type SubmitEvent, useState } from 'react';
import type { Failure } from '../../shared/rpc.ts';
import { failureOf } from '../api.ts';
import { useMustWait } from './FailureAlert.tsx';

interface Submission {
  readonly busy: boolean;
  /** What belongs above the form rather than at one of its fields. */
  readonly failure: Failure | null;
  /** A throttled form has to wait until its failure's `retryAt`. */
  readonly mustWait: boolean;
  readonly onSubmit: (event?: SubmitEvent<HTMLFormElement>) => void;
}

/**
 * Submits a form once at a time. A failure that names one of the form's fields lands on it and focuses it; the form
 * keeps everything that was typed.
 */
export function useSubmit<Values extends Record<string, unknown>>(
  form: UseFormReturnType<Values>,
  act: (values: Values) => Promise<void>,
  /** The contract's name of a field where the form's differs. */
  fieldNames: Readonly<Record<string, string>> = {},
): Submission {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const mustWait = useMustWait(failure);

  const focus = (field: string) => {
    // After the field is enabled again and its error is in the document.
    setTimeout(() => {
      // The last one in sight: a window comes after the page below it, which may have a field of that name too.
      const fields = [...document.querySelectorAll<HTMLElement>(`[data-path="${field}"]`)];
      fields.findLast((element) => element.checkVisibility())?.focus();
    });
  };

  const submit = async (values: Values) => {
    if (busy || mustWait) return;
    setBusy(true);
    setFailure(null);
    try {
      await act(values);
    } catch (error) {
      const problem = failureOf(error);
      const field = problem.field === undefined ? undefined : (fieldNames[problem.field] ?? problem.field);
      if (field !== undefined && field in values) {
        form.setErrors({ [field]: problem.message });
        focus(field);
      } else {
        setFailure(problem);
      }
    } finally {
      setBusy(false);
    }
  };

  const onSubmit = form.onSubmit(
    (values) => void submit(values),
    (errors) => {
      const first = Object.keys(errors)[0];
      if (first !== undefined) focus(first);
    },
  );
  return { busy, failure, mustWait, onSubmit };
}
