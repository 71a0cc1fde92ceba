import { Button, Group, Progress, Stack, Text } from '@mantine/core';
import { useWindowEvent } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { t } from '../../../shared/language/t.ts';
import type { Failure } from '../../../shared/rpc.ts';
import { RefusedKeys } from '../../keys/batch/RefusedKeys.tsx';
import dialog from '../../keys/dialogs/Dialog.module.css';
import { FailureAlert } from '../../ui/FailureAlert.tsx';
import { formatNumber } from '../../ui/format.ts';
import type { Revoked } from './revoke-keys.ts';
import type { Leaving } from './useLeaving.ts';
import { revokedText } from './words.ts';

interface Props {
  readonly leaving: Leaving;
  /** What the button does, in one word. */
  readonly action: string;
  readonly danger?: boolean;
  /** False while it is not known yet what there is to decide. */
  readonly ready: boolean;
  /** What went wrong that does not belong to a field of the question. */
  readonly failure: Failure | null;
  readonly onAction: () => void;
  readonly onClose: () => void;
  /** When the person has read which keys are left. */
  readonly onLeft: () => void;
  readonly children: ReactNode;
}

/** The question about an account, how far its keys are, and which of them are left. */
export function LeavingFrame({ leaving, action, danger = false, ready, failure, ...props }: Props) {
  const { step, said } = leaving;
  if (step.type === 'revoking') {
    return (
      <Stack gap="md" aria-busy="true">
        <Text size="sm" role="status">
          {t('{said} Revoking keys: {done} of {of}', {
            said,
            done: formatNumber(step.done),
            of: formatNumber(step.of),
          })}
        </Text>
        <Progress value={step.of === 0 ? 0 : (100 * step.done) / step.of} aria-label={t('Progress')} />
      </Stack>
    );
  }
  if (step.type === 'left') {
    return <NotRevoked said={said} result={step.result} onAgain={leaving.tryAgain} onLeft={props.onLeft} />;
  }
  return (
    <>
      <Stack gap="md" aria-busy={step.busy || !ready}>
        {props.children}
      </Stack>
      <div className={dialog.foot}>
        <FailureAlert failure={failure} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={props.onClose} disabled={step.busy} data-autofocus>
            {t('Cancel')}
          </Button>
          <Button
            {...(danger && { color: 'red.9' })}
            onClick={props.onAction}
            loading={step.busy}
            disabled={!ready}
          >
            {action}
          </Button>
        </Group>
      </div>
    </>
  );
}

interface NotRevokedProps {
  readonly said: string;
  readonly result: Revoked;
  readonly onAgain: () => void;
  readonly onLeft: () => void;
}

/** Which keys could not be revoked. The account is done with, so Escape closes it as **Close** does. */
function NotRevoked({ said, result: { done, refused }, onAgain, onLeft }: NotRevokedProps) {
  useWindowEvent('keydown', (event) => {
    if (event.key === 'Escape') onLeft();
  });
  return (
    <Stack gap="md">
      <Text size="sm" role="status">
        {said} {done > 0 ? revokedText(done, 'until-reinstated') : t('No key was revoked.')}
      </Text>
      <RefusedKeys keys={refused} count={refused.length} />
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onAgain}>
          {t('Try again')}
        </Button>
        <Button onClick={onLeft} autoFocus data-autofocus>
          {t('Close')}
        </Button>
      </Group>
    </Stack>
  );
}
