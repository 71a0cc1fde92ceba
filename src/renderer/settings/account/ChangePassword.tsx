import { Button, Text, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { t } from '../../../shared/language/t.ts';
import { useLeaveGuard } from '../../access/useLeaveGuard.ts';
import { passwordProblem } from '../../../shared/text.ts';
import { api } from '../../api.ts';
import { NewPassword } from '../../sign-in/NewPassword.tsx';
import { FailureAlert } from '../../ui/FailureAlert.tsx';
import { fieldProps } from '../../ui/fieldProps.ts';
import { PasswordField } from '../../ui/PasswordField.tsx';
import { useSubmit } from '../../ui/useSubmit.ts';
import classes from '../Settings.module.css';

interface Props {
  /** Other devices are forgotten with it. */
  readonly onChanged: () => void;
}

/** **Change password** with the one from before. */
export function ChangePassword({ onChanged }: Props) {
  const [changed, setChanged] = useState(false);
  const form = useForm({
    initialValues: { current: '', newPassword: '', confirm: '' },
    validate: {
      current: (text) => (text === '' ? t('Enter the current password.') : null),
      newPassword: passwordProblem,
      confirm: (text, { newPassword }) =>
        text === newPassword ? null : t('The two passwords are not the same.'),
    },
  });
  const dirty = form.isDirty();
  const { busy, failure, mustWait, onSubmit } = useSubmit(form, async ({ current, newPassword }) => {
    setChanged(false);
    await api.session.changePassword({ current, newPassword });
    form.reset();
    setChanged(true);
    onChanged();
  });
  useLeaveGuard(dirty, 'password', false);
  return (
    <section className={classes.panel} aria-labelledby="change-password">
      <div>
        <Title order={3} id="change-password">
          {t('Change password')}
        </Title>
        <Text size="sm" c="dimmed">
          {t('Your other devices are forgotten with the old one: they ask for the new password next time.')}
        </Text>
      </div>
      <form onSubmit={onSubmit} noValidate aria-busy={busy} className={classes.form}>
        <FailureAlert failure={failure} />
        <div className={classes.narrow}>
          <PasswordField
            label={t('Current password')}
            autoComplete="current-password"
            {...fieldProps(form, 'current')}
          />
        </div>
        <div className={classes.pair}>
          <NewPassword
            label={t('New password')}
            password={form.values.newPassword}
            {...fieldProps(form, 'newPassword')}
          />
          <PasswordField
            label={t('Confirm password')}
            autoComplete="new-password"
            {...fieldProps(form, 'confirm')}
          />
        </div>
        <div className={classes.bar}>
          <Button type="submit" loading={busy} disabled={mustWait}>
            {t('Change password')}
          </Button>
          <Text size="sm" c="dimmed" role="status">
            {!dirty && changed && t('The password was changed.')}
          </Text>
        </div>
      </form>
    </section>
  );
}
