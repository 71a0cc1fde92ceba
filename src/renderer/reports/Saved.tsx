import { Alert, Button, Code, Group, Stack, Text } from '@mantine/core';
import type { SavedReport } from '../../shared/reports.ts';
import { counted } from '../ui/counted.ts';
import { IconAlert, IconCheck } from '../ui/icons.ts';
import classes from './Reports.module.css';
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
          title="Report saved without a signature"
        >
          {WHY_UNSIGNED[signature.unsigned]}
        </Alert>
      ) : (
        <Alert role="status" color="patina" icon={<IconCheck size={18} />} title="Report saved and signed">
          {counted(rows, 'row')}, with the signature in a file beside it. Hand both on together.
        </Alert>
      )}
      <dl className={classes.facts}>
        <dt>File</dt>
        <dd>{path}</dd>
        {'path' in signature && (
          <>
            <dt>Signature</dt>
            <dd>{signature.path}</dd>
          </>
        )}
        <dt>Fingerprint</dt>
        <dd className={classes.mono}>{sha256}</dd>
        {'verifierKey' in signature && (
          <>
            <dt>Key</dt>
            <dd className={classes.mono}>{signature.verifierKey}</dd>
          </>
        )}
      </dl>
      {'path' in signature && (
        <Text size="xs" c="dimmed">
          Anybody can check it, without this store: <Code>latchkey audit verify FILE</Code>
        </Text>
      )}
      <Group justify="flex-end">
        <Button autoFocus onClick={onClose}>
          Close
        </Button>
      </Group>
    </Stack>
  );
}
