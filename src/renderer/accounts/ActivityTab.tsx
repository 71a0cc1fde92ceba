import { Text } from '@mantine/core';
import { useCallback } from 'react';
import { t } from '../../shared/language/t.ts';
import forms from '../access/AccessForm.module.css';
import { ActivityList } from '../activity/ActivityList.tsx';
import { useActivity } from '../activity/useActivity.ts';
import { api } from '../api.ts';
import { useMay } from '../app/session.ts';
import { onKeyChange } from '../keys/key-changes.ts';
import { useNow } from '../ui/useNow.ts';
import { onAccountChange } from './account-changes.ts';
import classes from './form/AccountForm.module.css';

function listen(listener: () => void): () => void {
  const stops = [onAccountChange(listener), onKeyChange(listener)];
  return () => stops.forEach((stop) => stop());
}

/** **Activity** of an account: what it did and what was done to it. */
export function ActivityTab({ accountId }: { readonly accountId: number }) {
  const may = useMay('view-activity');
  if (!may) {
    return (
      <Text size="sm" c="dimmed">
        {t('To read the activity log you need the authority View Activity.')}
      </Text>
    );
  }
  return <Activity accountId={accountId} />;
}

function Activity({ accountId: id }: { readonly accountId: number }) {
  const now = useNow(30_000);
  const read = useCallback((before: number | null) => api.accounts.activity({ id, before }), [id]);
  return (
    <div className={classes.stack}>
      <section className={forms.panel} aria-label={t('Activity')}>
        <ActivityList
          activity={useActivity(read, listen)}
          now={now}
          empty={t('This account has done nothing yet, and nothing was done to it.')}
        />
      </section>
    </div>
  );
}
