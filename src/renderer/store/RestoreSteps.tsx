import './styles.ts';
import { Button, Checkbox, Group, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useEffect, useState } from 'react';
import { t } from '../../shared/language/t.ts';
import type { Failure } from '../../shared/rpc.ts';
import type { BackupPreview, ChosenBackup, RestoredBackup } from '../../shared/store.ts';
import { failureOf } from '../api.ts';
import { FailureAlert } from '../ui/FailureAlert.tsx';
import { fieldProps } from '../ui/fieldProps.ts';
import { PasswordField } from '../ui/PasswordField.tsx';
import { useSubmit } from '../ui/useSubmit.ts';
import { Preview } from './Preview.tsx';
import { dangersOf } from './words.ts';
import { WorkProgress } from './WorkProgress.tsx';

/** The calls by which a backup is put back, of Settings or of where nobody can sign in. */
export interface RestoreCalls {
  readonly preview: (input: { passphrase: string | null }) => Promise<BackupPreview>;
  readonly restore: () => Promise<RestoredBackup>;
  readonly cancel: () => Promise<unknown>;
}

interface Props {
  readonly file: ChosenBackup;
  readonly calls: RestoreCalls;
  readonly onClose: () => void;
}

type Step =
  | { readonly at: 'passphrase' }
  | { readonly at: 'looking' }
  | { readonly at: 'refused'; readonly failure: Failure }
  | { readonly at: 'preview'; readonly preview: BackupPreview }
  | { readonly at: 'restoring' };

/** From a chosen backup to a restored store: its passphrase, a look from end to end, the question, and the deed. */
export function RestoreSteps({ file, calls, onClose }: Props) {
  const [step, setStep] = useState<Step>({ at: file.encrypted ? 'passphrase' : 'looking' });
  const stop = () => {
    void calls.cancel().catch(() => undefined);
    onClose();
  };
  useEffect(() => {
    if (file.encrypted) return;
    calls.preview({ passphrase: null }).then(
      (preview) => setStep({ at: 'preview', preview }),
      (error: unknown) => setStep({ at: 'refused', failure: failureOf(error) }),
    );
    // oxlint-disable-next-line react/exhaustive-deps -- once, when it is opened
  }, []);
  switch (step.at) {
    case 'passphrase':
      return (
        <Passphrase
          calls={calls}
          onClose={stop}
          onPreview={(preview) => setStep({ at: 'preview', preview })}
        />
      );
    case 'looking':
    case 'restoring':
      return (
        <Stack gap="md">
          <WorkProgress begins={step.at === 'looking' ? t('Reading the backup…') : t('Restoring…')} />
          <Group justify="flex-end">
            <Button
              variant="default"
              data-autofocus
              onClick={step.at === 'looking' ? stop : () => void calls.cancel().catch(() => undefined)}
            >
              {t('Cancel')}
            </Button>
          </Group>
        </Stack>
      );
    case 'refused':
      return (
        <Stack gap="md">
          <FailureAlert failure={step.failure} />
          <Group justify="flex-end">
            <Button autoFocus onClick={onClose}>
              {t('Close')}
            </Button>
          </Group>
        </Stack>
      );
    case 'preview':
      return (
        <Question
          preview={step.preview}
          onClose={onClose}
          onRestore={() => {
            setStep({ at: 'restoring' });
            calls
              .restore()
              .then(onClose, (error: unknown) => setStep({ at: 'refused', failure: failureOf(error) }));
          }}
        />
      );
  }
}

interface PassphraseProps extends Pick<Props, 'calls' | 'onClose'> {
  readonly onPreview: (preview: BackupPreview) => void;
}

function Passphrase({ calls, onClose, onPreview }: PassphraseProps) {
  const form = useForm({
    initialValues: { passphrase: '' },
    validate: { passphrase: (text) => (text === '' ? t('Enter the passphrase.') : null) },
  });
  const { busy, failure, onSubmit } = useSubmit(form, async ({ passphrase }) =>
    onPreview(await calls.preview({ passphrase })),
  );
  return (
    <form onSubmit={onSubmit} noValidate aria-busy={busy}>
      <Stack gap="md">
        <Text size="sm">{t('This backup is encrypted. Nobody can open it without its passphrase.')}</Text>
        <FailureAlert failure={failure} />
        <PasswordField
          label={t('Passphrase')}
          autoComplete="off"
          autoFocus
          data-autofocus
          {...fieldProps(form, 'passphrase')}
        />
        {busy && <WorkProgress begins={t('Trying the passphrase…')} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('Cancel')}
          </Button>
          <Button type="submit" loading={busy}>
            {t('Look into it')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

interface QuestionProps {
  readonly preview: BackupPreview;
  readonly onClose: () => void;
  readonly onRestore: () => void;
}

function Question({ preview, onClose, onRestore }: QuestionProps) {
  const isDangerous =
    preview.present === 'other store' ||
    (preview.difference !== null && dangersOf(preview.difference).length > 0);
  const [known, setKnown] = useState(false);
  const [asked, setAsked] = useState(false);
  return (
    <Stack gap="md">
      <Preview preview={preview} />
      {isDangerous && (
        <Checkbox
          label={t('I have read this, and it is wanted')}
          checked={known}
          error={asked && !known && t('Tick this, or cancel.')}
          onChange={(event) => setKnown(event.currentTarget.checked)}
        />
      )}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" autoFocus data-autofocus onClick={onClose}>
          {t('Cancel')}
        </Button>
        <Button
          color="red.9"
          onClick={() => {
            setAsked(true);
            if (known || !isDangerous) onRestore();
          }}
        >
          {t('Restore')}
        </Button>
      </Group>
    </Stack>
  );
}
