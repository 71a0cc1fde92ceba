import { Button, Group, Modal, Progress, Skeleton, Stack, Text } from '@mantine/core';
import { t } from '../../../shared/language/t.ts';
import { FailureAlert } from '../../ui/FailureAlert.tsx';
import { formatNumber } from '../../ui/format.ts';
import { type Batch, closeBatch, preview, stop } from './batch-store.ts';
import { BatchQuestion } from './BatchQuestion.tsx';
import { RefusedKeys } from './RefusedKeys.tsx';
import { doneText } from './words.ts';

/** What an action on many keys would do, how far it has come, and what came of it. */
export default function BatchDialog({ batch }: { readonly batch: Batch }) {
  const running = batch.step.type === 'running';
  return (
    <Modal
      opened
      onClose={() => (running ? stop() : closeBatch())}
      title={batch.title}
      size={600}
      withCloseButton={false}
      closeOnClickOutside={!running}
      returnFocus={false}
    >
      <Stack gap="md" aria-busy={running || batch.step.type === 'previewing'}>
        <Content batch={batch} />
      </Stack>
    </Modal>
  );
}

function Content({ batch }: { readonly batch: Batch }) {
  const { step, action } = batch;
  switch (step.type) {
    case 'previewing':
      return (
        <>
          <Text size="sm" role="status">
            {t('Looking at what would change…')}
          </Text>
          <Skeleton height={12} width="70%" />
          <Skeleton height={12} width="45%" />
          <Buttons>
            <Button variant="default" onClick={closeBatch} data-autofocus>
              {t('Cancel')}
            </Button>
          </Buttons>
        </>
      );
    case 'ready':
      // An undo asks nothing.
      if (action === 'restore') return null;
      return <BatchQuestion key={step.preview.changes} action={action} typed={batch.typed} {...step} />;
    case 'running':
      return (
        <>
          <Text size="sm" role="status">
            {step.stopping
              ? t('Stopping…')
              : t('{done} of {of} keys', { done: formatNumber(step.done), of: formatNumber(step.of) })}
          </Text>
          <Progress value={step.of === 0 ? 0 : (100 * step.done) / step.of} aria-label={t('Progress')} />
          <Buttons>
            <Button variant="default" onClick={stop} disabled={step.stopping} autoFocus>
              {t('Cancel')}
            </Button>
          </Buttons>
        </>
      );
    case 'done':
      return (
        <>
          <Text size="sm" role="status">
            {doneText(action, step.result.done.length)}
          </Text>
          <RefusedKeys keys={step.result.refused} count={step.result.refused.length} />
          <Buttons>
            <Button onClick={closeBatch} autoFocus data-autofocus>
              {t('Close')}
            </Button>
          </Buttons>
        </>
      );
    case 'failed':
      return (
        <>
          <FailureAlert failure={step.failure} />
          <Buttons>
            <Button variant="default" onClick={closeBatch} autoFocus data-autofocus>
              {t('Close')}
            </Button>
            {step.failure.code !== 'CANCELLED' && (
              <Button variant="default" onClick={() => void preview(false)}>
                {t('Try again')}
              </Button>
            )}
          </Buttons>
        </>
      );
  }
}

const Buttons = ({ children }: { readonly children: React.ReactNode }) => (
  <Group justify="flex-end" gap="xs">
    {children}
  </Group>
);
