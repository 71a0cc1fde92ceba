import { Alert, Button, Code, Group, Stack, Text } from '@mantine/core';
import { t } from '../../shared/language/t.ts';
import type { SavedReport } from '../../shared/reports.ts';
import { Fact, FactList } from '../ui/FactList.tsx';
import { IconAlert, IconCheck } from '../ui/icons.ts';
import { rich } from '../ui/rich.tsx';
import { WHY_UNSIGNED } from './words.ts';

/** Where a report was saved, and how it can be told from any other. */
export function Saved({ saved, onClose }: { readonly saved: SavedReport; readonly onClose: () => void }) {
  const { path, rows, sha256, signature } = saved;
  return (
    <Stack gap="md">
      {'unsigned' in signature ? (
        <Alert
          role="status"
          color="yellow"
          icon={<IconAlert size={18} />}
          title={t('Report saved without a signature')}
        >
          {t(WHY_UNSIGNED[signature.unsigned])}
        </Alert>
      ) : (
        <Alert
          role="status"
          color="patina"
          icon={<IconCheck size={18} />}
          title={t('Report saved and signed')}
        >
          {t(
            '{rows, plural, one {# row} other {# rows}}, with the signature in a file beside it. Hand both on together.',
            { rows },
          )}
        </Alert>
      )}
      <FactList>
        <Fact name={t('File')}>{path}</Fact>
        {'path' in signature && <Fact name={t('Signature')}>{signature.path}</Fact>}
        <Fact name={t('Fingerprint')} exact>
          {sha256}
        </Fact>
        {'verifierKey' in signature && (
          <Fact name={t('Key')} exact>
            {signature.verifierKey}
          </Fact>
        )}
      </FactList>
      {'path' in signature && (
        <Text size="xs" c="dimmed">
          {rich('Anybody can check it, without this store: {command}', {
            command: <Code>latchkey audit verify FILE</Code>,
          })}
        </Text>
      )}
      <Group justify="flex-end">
        <Button autoFocus onClick={onClose}>
          {t('Close')}
        </Button>
      </Group>
    </Stack>
  );
}
