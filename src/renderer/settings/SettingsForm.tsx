import { Button, Text } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { type ReactNode, useRef, useState } from 'react';
import { type Authority, AUTHORITY_NAMES } from '../../shared/authorities.ts';
import { t } from '../../shared/language/t.ts';
import { useLeaveGuard } from '../access/useLeaveGuard.ts';
import { adopt } from '../ui/adopt.ts';
import { FailureAlert } from '../ui/FailureAlert.tsx';
import { useSubmit } from '../ui/useSubmit.ts';
import classes from './Settings.module.css';

interface Props<Values extends Record<string, unknown>> {
  readonly form: UseFormReturnType<Values>;
  /** The name of its panel. */
  readonly label: string;
  /** Answers what was saved, from which the form then goes on. */
  readonly save: (values: Values) => Promise<Values>;
  /** Without it nothing can be changed. */
  readonly mayEdit?: boolean;
  /** Beside **Save**. */
  readonly more?: ReactNode;
  readonly children: ReactNode;
}

/** Settings that are saved together: **Save**, the way back to what is in force, and how things stand. */
export function SettingsForm<Values extends Record<string, unknown>>(props: Props<Values>) {
  const { form, label, save, mayEdit = true, more, children } = props;
  const [saved, setSaved] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const dirty = form.isDirty();
  const { busy, failure, onSubmit } = useSubmit(form, async (values) => {
    setSaved(false);
    adopt(form, values, await save(values));
    setSaved(true);
  });
  useLeaveGuard(dirty, 'change', false);
  const discard = () => {
    form.reset();
    setSaved(false);
    // The button goes with the changes.
    button.current?.focus();
  };
  return (
    <form onSubmit={onSubmit} noValidate aria-busy={busy} className={classes.form}>
      <FailureAlert failure={failure} />
      <section className={classes.panel} aria-label={label}>
        {children}
      </section>
      {mayEdit && (
        <div className={classes.bar}>
          <Button type="submit" loading={busy} ref={button}>
            {t('Save')}
          </Button>
          {dirty && (
            <Button variant="default" disabled={busy} onClick={discard}>
              {t('Discard changes')}
            </Button>
          )}
          {more}
          <Text size="sm" c="dimmed" role="status">
            {dirty ? t('Not saved yet.') : saved && t('Saved.')}
          </Text>
        </div>
      )}
    </form>
  );
}

/** Why the fields of a form cannot be changed. */
export function NeedsAuthority({ authority }: { readonly authority: Authority }) {
  return (
    <>
      {t(' To change this you need the authority {authority}.', {
        authority: t(AUTHORITY_NAMES[authority]),
      })}
    </>
  );
}
