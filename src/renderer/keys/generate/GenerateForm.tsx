import '../scope/styles.ts';
import { Button, Group, Title } from '@mantine/core';
import { useForm, type UseFormReturnType } from '@mantine/form';
import { useEffect } from 'react';
import { t } from '../../../shared/language/t.ts';
import { api } from '../../api.ts';
import { go, navigate, setGuard } from '../../app/router.ts';
import { useShowSecret } from '../../secrets/SecretHost.tsx';
import { FailureAlert } from '../../ui/FailureAlert.tsx';
import { focusPageTitle, PageTitle } from '../../ui/PageTitle.tsx';
import { useSubmit } from '../../ui/useSubmit.ts';
import { generatedKeyAdder, markFresh } from '../keys-store.ts';
import { LIST } from '../paths.ts';
import { AccessFields } from '../scope/AccessFields.tsx';
import { useChoices } from '../scope/useChoices.ts';
import {
  fieldNames,
  GENERATE_RULES,
  generateInputOf,
  type GenerateValues,
  ownerType,
} from './generate-form.ts';
import classes from './GenerateKey.module.css';
import { KeyInformation } from './KeyInformation.tsx';
import { useOwners } from './useOwners.ts';

const leave = () => ({
  title: t('Discard this key?'),
  text: t('It was not generated yet. What you typed will be lost.'),
  stay: t('Keep editing'),
  leave: t('Discard'),
});

interface Props {
  readonly initial: GenerateValues;
  /** Where **Cancel** leads. */
  readonly back?: string;
}

/** Everything that a new key can be limited by, and the button that generates it. */
export function GenerateForm({ initial, back = LIST }: Props) {
  const showSecret = useShowSecret();
  const choices = useChoices();
  const owners = useOwners();
  const form = useForm({ initialValues: initial, validate: GENERATE_RULES });
  const dirty = form.isDirty();
  useEffect(() => {
    setGuard(dirty ? leave() : null);
    return () => setGuard(null);
  }, [dirty]);
  useTenantDefaults(form, owners.value?.validityDays, owners.value?.choices);

  const { busy, failure, onSubmit } = useSubmit(
    form,
    async (values) => {
      const addToList = generatedKeyAdder();
      const { row, usage, secret } = await api.keys.generate(generateInputOf(values, Date.now()));
      setGuard(null);
      go(LIST);
      addToList(row, usage);
      showSecret(secret, () => {
        markFresh(row.id);
        focusPageTitle();
      });
    },
    fieldNames(ownerType(form.values)),
  );
  const unread = choices.failure ?? owners.failure;

  return (
    <form onSubmit={onSubmit} noValidate aria-busy={busy} className={classes.page}>
      <PageTitle takesFocus={false}>{t('Generate API Key')}</PageTitle>
      <FailureAlert failure={failure} />
      {unread && (
        <Group gap="sm" align="center">
          <FailureAlert failure={unread} />
          <Button
            variant="default"
            loading={choices.busy || owners.busy}
            onClick={() => {
              choices.again();
              owners.again();
            }}
          >
            {t('Try again')}
          </Button>
        </Group>
      )}
      <section className={classes.panel} aria-labelledby="key-information">
        <Title order={2} id="key-information">
          {t('Key Information')}
        </Title>
        <KeyInformation form={form} choices={choices.value} owners={owners.value} />
      </section>
      <section className={classes.panel} aria-labelledby="access">
        <Title order={2} id="access">
          {t('Access')}
        </Title>
        <AccessFields form={form} choices={choices.value} />
      </section>
      <div className={classes.foot}>
        <Button type="submit" loading={busy}>
          {t('Generate')}
        </Button>
        <Button variant="default" disabled={busy} onClick={() => navigate(back)}>
          {t('Cancel')}
        </Button>
      </div>
    </form>
  );
}

type Form = UseFormReturnType<GenerateValues>;

/** What only the tenant knows, once it is known: neither counts as typed. */
function useTenantDefaults(
  form: Form,
  validityDays: number | undefined,
  choices: readonly { readonly value: string }[] | undefined,
): void {
  useEffect(() => {
    if (validityDays === undefined || choices === undefined) return;
    const before = form.getInitialValues();
    const { owner } = before;
    const first = choices.some(({ value }) => value === owner) ? owner : (choices[0]?.value ?? '');
    const initial = { ...before, validityDays, owner: first };
    const touched = { validityDays: form.isTouched('validityDays'), owner: form.isTouched('owner') };
    form.setInitialValues(initial);
    if (!touched.validityDays) form.setFieldValue('validityDays', validityDays);
    if (!touched.owner) form.setFieldValue('owner', first);
    form.resetDirty(initial);
    // The form is another object with every render; only what was read matters.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [validityDays, choices]);
}
