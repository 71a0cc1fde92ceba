import { Button, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { AccountDetails } from '../../shared/account-row.ts';
import { t } from '../../shared/language/t.ts';
import forms from '../access/AccessForm.module.css';
import { ExactTimes } from '../ui/ExactTimes.tsx';
import { IconLock } from '../ui/icons.ts';
import { Ago, Moment } from '../ui/Moment.tsx';
import { useNow } from '../ui/useNow.ts';
import classes from './form/AccountForm.module.css';
import { SetPasswordDialog } from './SetPasswordDialog.tsx';

interface Props {
  readonly account: AccountDetails;
  /** The person may change it, so also its password. */
  readonly mayChange: boolean;
  readonly onChanged: () => void;
}

/** What nobody types: how the account came to be and when it signed in, with **Set password** for other people. */
export function AccountFacts({ account, mayChange, onChanged }: Props) {
  const { row, createdBy, lastSignInAt, hasPassword, self } = account;
  const now = useNow(30_000);
  const [setting, setSetting] = useState(false);
  return (
    <section className={forms.panel} aria-labelledby="sign-in">
      <div className={forms.panelHead}>
        <Title order={2} id="sign-in">
          {row.apiOnly ? t('History') : t('Sign-in and history')}
        </Title>
        {mayChange && !self && !row.apiOnly && (
          <Button
            variant="default"
            size="xs"
            leftSection={<IconLock size={15} />}
            onClick={() => setSetting(true)}
          >
            {t('Set password')}
          </Button>
        )}
      </div>
      <ExactTimes>
        <dl className={classes.facts}>
          <div>
            <dt>{t('Created')}</dt>
            <dd>
              <Moment time={row.createdAt} />
            </dd>
          </div>
          <div>
            <dt>{t('Created by')}</dt>
            <dd>{createdBy ?? t('Set-up')}</dd>
          </div>
          <div>
            <dt>{t('Last sign-in')}</dt>
            <dd>
              {row.apiOnly ? (
                t('Never signs in')
              ) : lastSignInAt === null ? (
                t('Never')
              ) : (
                <Ago time={lastSignInAt} now={now} />
              )}
            </dd>
          </div>
          {!row.apiOnly && (
            <div>
              <dt>{t('Password')}</dt>
              <dd>{hasPassword ? t('Set') : t('Not set yet')}</dd>
            </div>
          )}
        </dl>
      </ExactTimes>
      {self && (
        <Text size="xs" c="dimmed">
          {t('You change your own password from the account menu.')}
        </Text>
      )}
      <SetPasswordDialog
        account={row}
        opened={setting}
        onClose={() => setSetting(false)}
        onDone={onChanged}
      />
    </section>
  );
}
