import { Alert, Button, Group, Modal, Skeleton, Stack, Text } from '@mantine/core';
import { useCallback, useState } from 'react';
import type { LogHead } from '../../shared/activity-log.ts';
import { t } from '../../shared/language/t.ts';
import { useReading } from '../access/useReading.ts';
import { api } from '../api.ts';
import { copyText } from '../ui/copy-text.ts';
import { counted } from '../ui/counted.ts';
import { FailureAlert } from '../ui/FailureAlert.tsx';
import { formatNumber } from '../ui/format.ts';
import { IconAlert } from '../ui/icons.ts';
import { rich } from '../ui/rich.tsx';
import classes from './ActivityLog.module.css';
import { QrCode } from './QrCode.tsx';

/** **Fingerprint**: what the log is in a few characters, to print and keep where nobody who changes the log comes. */
export function FingerprintDialog({
  opened,
  onClose,
}: {
  readonly opened: boolean;
  readonly onClose: () => void;
}) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('Fingerprint of the activity log')}
      size={640}
      withCloseButton={false}
    >
      <Content onClose={onClose} />
    </Modal>
  );
}

function Content({ onClose }: { readonly onClose: () => void }) {
  const { value: head, failure } = useReading(
    useCallback(() => api.activityLog.head(undefined), []),
    false,
  );
  if (head === null) {
    return failure === null ? (
      <Stack gap="xs" aria-busy="true">
        <Skeleton height={14} width="80%" />
        <Skeleton height={160} width={160} />
      </Stack>
    ) : (
      <FailureAlert failure={failure} />
    );
  }
  return <Head head={head} onClose={onClose} />;
}

function Head({ head, onClose }: { readonly head: LogHead; readonly onClose: () => void }) {
  const [copied, setCopied] = useState<'checkpoint' | 'key' | null>(null);
  const { checkpoint } = head;
  const { size, root } = checkpoint ?? head;
  const text = checkpoint?.note ?? `latchkey/${head.logId}\n${size}\n${root}\n`;
  const since = head.size - size;
  return (
    <Stack gap="md">
      <Standing head={head} />
      <div className={classes.fingerprint} data-print>
        <QrCode
          text={text}
          label={checkpoint ? t('QR code of the signed checkpoint') : t('QR code of the fingerprint')}
        />
        <div>
          <Text size="sm" fw={600}>
            {t('Latchkey activity log, {entries}', { entries: counted(size, 'entry', 'entries') })}
          </Text>
          <Text size="xs" c="dimmed">
            {t('Log {logId}', { logId: head.logId })}
          </Text>
          <div className={classes.root} role="group" aria-label={t('Fingerprint')}>
            {(root.match(/.{4}/g) ?? []).map((group, place) => (
              // oxlint-disable-next-line react/no-array-index-key -- the groups of one number have no other name
              <span key={place}>{group}</span>
            ))}
          </div>
          {checkpoint !== null && (
            <>
              <Text size="xs" c="dimmed" mt={8}>
                {t('Verifier key')}
              </Text>
              <Text size="xs" className={classes.mono}>
                {checkpoint.verifierKey}
              </Text>
            </>
          )}
        </div>
      </div>
      {checkpoint !== null && since > 0 && (
        <Text size="sm" c="dimmed">
          {rich(
            '{since, plural, one {# entry has come since entry {size} and is not signed yet. <b>Verify log</b> and <b>Export signed log</b> sign it.} other {# entries have come since entry {size} and are not signed yet. <b>Verify log</b> and <b>Export signed log</b> sign them.}}',
            {
              since,
              size: formatNumber(size),
              b: <b />,
            },
          )}
        </Text>
      )}
      <Group justify="flex-end" gap="xs">
        <Text size="sm" role="status" c="dimmed" mr="auto">
          {copied === null ? '' : copied === 'key' ? t('Verifier key copied') : t('Copied')}
        </Text>
        {checkpoint !== null && (
          <Button variant="default" onClick={() => copyText(checkpoint.verifierKey) && setCopied('key')}>
            {t('Copy verifier key')}
          </Button>
        )}
        <Button variant="default" onClick={() => copyText(text) && setCopied('checkpoint')}>
          {t('Copy')}
        </Button>
        <Button variant="default" onClick={() => window.print()}>
          {t('Print')}
        </Button>
        <Button onClick={onClose} data-autofocus>
          {t('Close')}
        </Button>
      </Group>
    </Stack>
  );
}

function Standing({ head: { signing, checkpoint } }: { readonly head: LogHead }) {
  if (signing === 'in doubt') {
    return (
      <Alert color="red" icon={<IconAlert size={18} />}>
        {t('The log does not go on from what was signed. Verify the log to see what is wrong.')}
      </Alert>
    );
  }
  if (checkpoint === null) {
    return (
      <Alert color="yellow" icon={<IconAlert size={18} />}>
        {signing === 'no keychain'
          ? t(
              'The keychain of this computer does not answer, so this fingerprint is not signed. Unlock it, then verify or export the log.',
            )
          : t('This fingerprint is not signed yet. Verify log and Export signed log sign it.')}
      </Alert>
    );
  }
  return (
    <Text size="sm" c="dimmed">
      {t(
        'Keep it where nobody who can change the store comes: on paper, or with somebody else. Whoever has it can tell later whether the log up to here is still the same.',
      )}
    </Text>
  );
}
