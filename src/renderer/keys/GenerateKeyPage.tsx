import { Button, Group, Stack, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useEffect } from 'react';
import { descriptionProblem, KEY_NAME, nameProblem } from '../../shared/text.ts';
import { api } from '../api.ts';
import { go, navigate, setGuard } from '../app/router.ts';
import { useShowSecret } from '../secrets/SecretHost.tsx';
import { FailureAlert } from '../ui/FailureAlert.tsx';
import { focusPageTitle, PageTitle } from '../ui/PageTitle.tsx';
import { fieldProps } from '../ui/fieldProps.ts';
import { useSubmit } from '../ui/useSubmit.ts';
import { DescriptionField } from './DescriptionField.tsx';
import { ExpirationField } from './ExpirationField.tsx';
import { endOfDay, expiryProblem, readDay } from './expiry-date.ts';
import classes from './GenerateKey.module.css';
import { generatedKeyAdder, markFresh } from './keys-store.ts';

const LIST = '/tenant-api-keys';
const LEAVE = {
  title: 'Discard this key?',
  text: 'It was not generated yet. What you typed will be lost.',
  stay: 'Keep editing',
  leave: 'Discard',
};

/** **Generate API Key**: a page of its own, so that there is room for everything a key may be limited by. */
export default function GenerateKeyPage() {
  const showSecret = useShowSecret();
  const form = useForm({
    initialValues: { name: '', description: '', expiration: '' },
    validate: {
      name: (text) => nameProblem('Key Name', text, KEY_NAME),
      description: descriptionProblem,
      expiration: (text) => expiryProblem(text, Date.now()),
    },
  });
  const dirty = form.isDirty();
  useEffect(() => {
    setGuard(dirty ? LEAVE : null);
    return () => setGuard(null);
  }, [dirty]);

  const { busy, failure, onSubmit } = useSubmit(
    form,
    async ({ name, description, expiration }) => {
      const day = readDay(expiration);
      const expiresAt = day === null ? null : endOfDay(day);
      const addToList = generatedKeyAdder();
      const { row, usage, secret } = await api.keys.generate({ name, description, expiresAt });
      addToList(row, usage);
      setGuard(null);
      go(LIST);
      showSecret(secret, () => {
        markFresh(row.id);
        focusPageTitle();
      });
    },
    { expiresAt: 'expiration' },
  );

  return (
    <form onSubmit={onSubmit} noValidate aria-busy={busy} className={classes.page}>
      <PageTitle takesFocus={false}>Generate API Key</PageTitle>
      <FailureAlert failure={failure} />
      <section className={classes.panel} aria-labelledby="key-information">
        <Title order={2} id="key-information">
          Key Information
        </Title>
        <Stack gap="md">
          <TextInput
            label="Key Name"
            description="Say which application will use it, for example “ERP integration”."
            autoComplete="off"
            autoFocus
            aria-required
            {...fieldProps(form, 'name')}
          />
          <DescriptionField {...fieldProps(form, 'description')} value={form.values.description} />
          <ExpirationField {...fieldProps(form, 'expiration')} value={form.values.expiration} />
        </Stack>
      </section>
      <Group gap="xs">
        <Button type="submit" loading={busy}>
          Generate
        </Button>
        <Button variant="default" disabled={busy} onClick={() => navigate(LIST)}>
          Cancel
        </Button>
      </Group>
    </form>
  );
}
