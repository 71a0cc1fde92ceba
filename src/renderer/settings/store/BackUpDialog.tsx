import { Alert, Button, Checkbox, Group, Modal, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { t } from '../../../shared/language/t.ts';
import { passphraseProblem } from '../../../shared/text.ts';
import { api } from '../../api.ts';
import { faultInWords } from '../../activity-log/verdict.ts';
import { NewPassword } from '../../sign-in/NewPassword.tsx';
import { WorkProgress } from '../../store/WorkProgress.tsx';
import { Fact, FactList } from '../../ui/FactList.tsx';
import { FailureAlert } from '../../ui/FailureAlert.tsx';
import { fieldProps } from '../../ui/fieldProps.ts';
import { formatBytes } from '../../ui/format.ts';
import { IconAlert, IconCheck } from '../../ui/icons.ts';
import { PasswordField } from '../../ui/PasswordField.tsx';
import { useSubmit } from '../../ui/useSubmit.ts';

interface Props {
  readonly opened: boolean;
  readonly onClose: () => void;
}

type Made = NonNullable<Awaited<ReturnType<typeof api.store.backUp>>>;

/** **Back up now**: with a passphrase or without, its progress, and what was made. */
export function BackUpDialog({ opened, onClose }: Props) {
  return (
    <Modal
      opened={opened}
      onClose={() => {
        void api.store.cancel(undefined).catch(() => undefined);
        onClose();
      }}
      title={t('Back up now')}
      size={520}
      withCloseButton={false}
      closeOnClickOutside={false}
    >
      <Question onClose={onClose} />
    </Modal>
  );
}

function Question({ onClose }: Pick<Props, 'onClose'>) {
  const [made, setMade] = useState<Made | null>(null);
  const form = useForm({
    initialValues: { encrypted: true, passphrase: '', confirm: '' },
    validate: {
      passphrase: (text, { encrypted }) => (encrypted ? passphraseProblem(text) : null),
      confirm: (text, { encrypted, passphrase }) =>
        !encrypted || text === passphrase ? null : t('The two passphrases are not the same.'),
    },
  });
  const { encrypted, passphrase } = form.values;
  const { busy, failure, onSubmit } = useSubmit(form, async (values) => {
    const answer = await api.store.backUp({ passphrase: values.encrypted ? values.passphrase : null });
    // Without one the person has changed their mind at the system's dialog.
    if (answer !== null) setMade(answer);
  });
  if (made !== null) return <Done made={made} onClose={onClose} />;
  return (
    <form onSubmit={onSubmit} noValidate aria-busy={busy}>
      <Stack gap="md">
        <Text size="sm">
          {t(
            'A copy of all tenants at this moment, verified before it is called done. It holds names and hashes, never a key that could be used.',
          )}
        </Text>
        <FailureAlert failure={failure?.code === 'CANCELLED' ? null : failure} />
        <Checkbox
          label={t('Encrypt it with a passphrase')}
          disabled={busy}
          {...form.getInputProps('encrypted', { type: 'checkbox' })}
        />
        {encrypted && (
          <>
            <NewPassword
              label={t('Passphrase')}
              password={passphrase}
              disabled={busy}
              {...fieldProps(form, 'passphrase')}
            />
            <PasswordField
              label={t('Confirm passphrase')}
              autoComplete="new-password"
              disabled={busy}
              {...fieldProps(form, 'confirm')}
            />
            <Text size="xs" c="dimmed">
              {t('Nobody can open the backup without it, and Latchkey does not keep it.')}
            </Text>
          </>
        )}
        {busy && <WorkProgress begins={t('Waiting for a place…')} />}
        <Group justify="flex-end" gap="xs">
          <Button
            variant="default"
            onClick={() => {
              if (busy) void api.store.cancel(undefined).catch(() => undefined);
              else onClose();
            }}
          >
            {t('Cancel')}
          </Button>
          <Button type="submit" loading={busy}>
            {t('Choose a place')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function Done({ made, onClose }: { readonly made: Made; readonly onClose: () => void }) {
  const { path, size, sha256, entries, logFault, noted } = made;
  return (
    <Stack gap="md">
      <Alert
        role="status"
        color="patina"
        icon={<IconCheck size={18} />}
        title={t('The backup is made and verified')}
      >
        {t('{size}, with {entries, plural, one {# entry} other {# entries}} of the activity log.', {
          size: formatBytes(size),
          entries,
        })}
      </Alert>
      {logFault !== null && (
        <Alert
          color="yellow"
          icon={<IconAlert size={18} />}
          title={t('The log of the store is not what was written')}
        >
          {t('{fault} The backup holds it as it is.', { fault: faultInWords(logFault) })}
        </Alert>
      )}
      {!noted && (
        <Alert color="yellow" icon={<IconAlert size={18} />} title={t('Not noted as the last backup')}>
          {t(
            'The store could not be written at that moment, so the settings do not name this backup as the last one. The activity log has it.',
          )}
        </Alert>
      )}
      <FactList>
        <Fact name={t('File')} exact>
          {path}
        </Fact>
        <Fact name="SHA-256" exact>
          {sha256}
        </Fact>
      </FactList>
      <Group justify="flex-end">
        <Button autoFocus onClick={onClose}>
          {t('Close')}
        </Button>
      </Group>
    </Stack>
  );
}
