import { Button, Skeleton, Stack } from '@mantine/core';
import { useCallback } from 'react';
import type { KeyDetails } from '../../../shared/key-row.ts';
import { t } from '../../../shared/language/t.ts';
import { KEY_NAME } from '../../../shared/text.ts';
import { useReading } from '../../access/useReading.ts';
import { api } from '../../api.ts';
import { usePathId } from '../../app/path-id.ts';
import { FailureAlert } from '../../ui/FailureAlert.tsx';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { detailsPath } from '../paths.ts';
import { configurationOf } from '../scope/configuration.ts';
import { EMPTY_KEY, type GenerateValues } from './generate-form.ts';
import { GenerateForm } from './GenerateForm.tsx';
import classes from './GenerateKey.module.css';
import { TENANT } from './useOwners.ts';

/** A copy of a key for a form: all but its secret, and its expiry, which was meant for the other. */
export function copyOf(key: KeyDetails): GenerateValues {
  const name = Array.from(t('Copy of {name}', { name: key.row.name }))
    .slice(0, KEY_NAME.max)
    .join('');
  const owner = key.row.owner === null ? TENANT : String(key.row.owner.accountId);
  return { ...EMPTY_KEY, ...configurationOf(key), name, owner };
}

/** **Generate API Key**, filled in from another key. */
export default function CloneKeyPage() {
  const id = usePathId();
  const { value, failure, busy, again } = useReading(
    useCallback(() => api.keys.get({ id }), [id]),
    false,
  );
  if (value !== null) return <GenerateForm initial={copyOf(value)} back={detailsPath(id)} />;
  return (
    <div className={classes.page}>
      <PageTitle ready={failure !== null}>{t('Generate API Key')}</PageTitle>
      {failure === null ? (
        <Stack className={classes.panel} aria-busy="true">
          <Skeleton height={36} />
          <Skeleton height={96} />
          <Skeleton height={36} />
        </Stack>
      ) : (
        <Stack gap="sm" align="start">
          <FailureAlert failure={failure} />
          <Button variant="default" onClick={again} loading={busy}>
            {t('Try again')}
          </Button>
        </Stack>
      )}
    </div>
  );
}
