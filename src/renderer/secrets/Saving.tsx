import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { t } from '../../shared/language/t.ts';
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx';
import { FailureAlert } from '../ui/FailureAlert.tsx';
import { IconAlert, IconCheck, IconCopy, IconDownload } from '../ui/icons.ts';
import classes from './Secret.module.css';
import type { Saving } from './useSaving.ts';

interface Props {
  readonly saving: Saving;
  readonly warning: string;
  /** What it says before anything was done. */
  readonly hint: string;
  readonly copyLabel: string;
  readonly copyVariant: 'filled' | 'default';
  /** The secret itself. */
  readonly children: ReactNode;
  /** The way out, after **Download**. */
  readonly exit: ReactNode;
}

/** The warning, the secret, how saving it went, and the buttons for that. */
export function SavingPanel({ saving, warning, hint, copyLabel, copyVariant, children, exit }: Props) {
  const { saved, result, failure, busy } = saving;
  const done = saved && !busy && result !== '';
  return (
    <Stack gap="md">
      <Alert color="yellow" icon={<IconAlert size={18} />} role="note">
        {warning}
      </Alert>
      {children}
      <FailureAlert failure={failure} />
      <Text size="sm" role="status" className={classes.result} data-done={done || undefined}>
        {done && <IconCheck size={16} aria-hidden="true" />}
        <span>{result || hint}</span>
      </Text>
      {/* Not disabled while one of them works: that would take the focus away from it. */}
      <Group gap="xs" aria-busy={busy} className={classes.actions}>
        <Button
          variant={copyVariant}
          onClick={saving.copy}
          leftSection={<IconCopy size={16} />}
          data-autofocus
        >
          {copyLabel}
        </Button>
        <Button variant="default" onClick={saving.download} leftSection={<IconDownload size={16} />}>
          {t('Download')}
        </Button>
        {exit}
      </Group>
    </Stack>
  );
}

interface QuestionProps {
  readonly saving: Saving;
  readonly title: string;
  readonly children: ReactNode;
}

/** Asked before something unsaved is lost. */
export function LossQuestion({ saving, title, children }: QuestionProps) {
  return (
    <ConfirmDialog
      opened={saving.asking}
      title={title}
      stay={t('Go back')}
      proceed={t('Close without saving')}
      busy={saving.busy}
      onStay={saving.goBack}
      onProceed={() => saving.release(true)}
    >
      {children}
    </ConfirmDialog>
  );
}
