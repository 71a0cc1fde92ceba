import '../scope/styles.ts';
import { Button, Group, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useEffect, useState } from 'react';
import type { KeyDetails } from '../../../shared/key-row.ts';
import { t } from '../../../shared/language/t.ts';
import type { Failure } from '../../../shared/rpc.ts';
import { api } from '../../api.ts';
import { setGuard } from '../../app/router.ts';
import { ChangedMeanwhile } from '../../ui/ChangedMeanwhile.tsx';
import { FailureAlert } from '../../ui/FailureAlert.tsx';
import { fieldProps } from '../../ui/fieldProps.ts';
import { formatDay } from '../../ui/format.ts';
import { rich } from '../../ui/rich.tsx';
import { toast } from '../../ui/toast.tsx';
import { useSubmit } from '../../ui/useSubmit.ts';
import { tellKeyChange } from '../key-changes.ts';
import type { EditPlace } from '../key-dialog.ts';
import { AccessFields } from '../scope/AccessFields.tsx';
import { AllowlistField } from '../scope/AllowlistField.tsx';
import {
  type Configuration,
  CONFIGURATION_RULES,
  configurationInput,
  configurationOf,
  groupProblem,
} from '../scope/configuration.ts';
import { DescriptionField } from '../scope/DescriptionField.tsx';
import { GroupField } from '../scope/GroupField.tsx';
import { NameField } from '../scope/NameField.tsx';
import { RateLimitsField } from '../scope/RateLimitsField.tsx';
import { useChoices } from '../scope/useChoices.ts';
import classes from './Dialog.module.css';

const leave = () => ({
  title: t('Discard your changes?'),
  text: t('They were not saved yet.'),
  stay: t('Keep editing'),
  leave: t('Discard'),
});

interface Props {
  readonly id: number;
  /** The key as it was when the dialog was opened. */
  readonly first: KeyDetails;
  /** The field that the person came for; `null`: the name. */
  readonly at: EditPlace | null;
  readonly onState: (state: { dirty: boolean; busy: boolean; inner: boolean }) => void;
  readonly onCancel: () => void;
  readonly onSaved: () => void;
}

/** The form of **Edit API Key**; it keeps what was typed when somebody else has changed the key meanwhile. */
export function EditForm({ id, first, at, onState, onCancel, onSaved }: Props) {
  const [seen, setSeen] = useState(first);
  const [inner, setInner] = useState(false);
  /** The refusal that the person has dealt with. */
  const [answered, setAnswered] = useState<Failure | null>(null);
  const choices = useChoices();
  const owner = seen.row.owner === null ? 'tenant' : 'account';
  const form = useForm({
    initialValues: configurationOf(first),
    validate: {
      ...CONFIGURATION_RULES,
      authorizationGroupId: (group: number | null) => groupProblem(group, owner),
    },
  });
  useEffect(() => {
    // The last one: a page below may have a field of that name too.
    if (at !== null) [...document.querySelectorAll<HTMLElement>(`[data-path="${at}"]`)].at(-1)?.focus();
  }, [at]);
  const save = async (values: Configuration, revision: number) => {
    const changed = await api.keys.edit({ id, revision, ...configurationInput(values) });
    tellKeyChange({ type: 'changed', ...changed });
    setGuard(null);
    onSaved();
    toast({ message: t('Saved “{name}”.', { name: changed.row.name }) });
  };
  const { busy, failure, onSubmit } = useSubmit(form, (values) => save(values, seen.row.revision));
  const dirty = form.isDirty();
  useEffect(() => onState({ dirty, busy, inner }), [onState, dirty, busy, inner]);
  useEffect(() => {
    setGuard(dirty ? leave() : null);
    return () => setGuard(null);
  }, [dirty]);

  const load = async () => {
    const now = await api.keys.get({ id });
    setSeen(now);
    form.setInitialValues(configurationOf(now));
    form.setValues(configurationOf(now));
    form.resetDirty(configurationOf(now));
    setAnswered(failure);
  };
  const saveAnyway = async () => save(form.getValues(), (await api.keys.get({ id })).row.revision);
  const asking = failure?.code === 'KEY_CHANGED' && !busy && answered !== failure;

  return (
    <form onSubmit={onSubmit} noValidate aria-busy={busy}>
      <Stack gap="md" className={classes.fields}>
        <NameField autoFocus={at === null} {...fieldProps(form, 'name')} />
        <DescriptionField {...fieldProps(form, 'description')} value={form.values.description} />
        <GroupField
          owner={owner}
          groups={choices.value?.groups ?? null}
          value={form.values.authorizationGroupId}
          onChange={(group) => form.setFieldValue('authorizationGroupId', group)}
          error={form.errors['authorizationGroupId']}
        />
        <AllowlistField {...fieldProps(form, 'allowlist')} value={form.values.allowlist} />
        <RateLimitsField form={form} />
        <Text size="sm" c="dimmed">
          {rich('{value} The expiry cannot be edited; it changes by rotating the key.', {
            value:
              seen.row.expiresAt === null
                ? t('This key never expires.')
                : t('Expires {expiresAt}.', { expiresAt: formatDay(seen.row.expiresAt) }),
          })}
        </Text>
        <AccessFields form={form} choices={choices.value} onPermissions={setInner} />
      </Stack>
      <div className={classes.foot} data-line>
        {asking ? (
          <ChangedMeanwhile one={t('key')} load={load} saveAnyway={saveAnyway} />
        ) : (
          <FailureAlert failure={answered === failure ? choices.failure : failure} />
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" disabled={busy} onClick={onCancel}>
            {t('Cancel')}
          </Button>
          {!asking && (
            <Button type="submit" loading={busy}>
              {t('Save')}
            </Button>
          )}
        </Group>
      </div>
    </form>
  );
}
