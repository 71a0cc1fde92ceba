import { Button, Code, Stack, Text } from '@mantine/core';
import { t } from '../../shared/language/t.ts';
import type { SessionState } from '../../shared/session.ts';
import { MAY_RESTORE_OVER } from '../../shared/store-words.ts';
import { FromBackup } from '../store/FromBackup.tsx';
import { Gate } from './Gate.tsx';

type Props = Omit<Extract<SessionState, { status: 'store-failed' }>, 'status'>;

/** Only for a file that is no use as it is may another take its place; in any other case it is sound and needed. */
const MAY_BEGIN_ANEW: ReadonlySet<string> = new Set(['STORE_FOREIGN', 'STORE_DAMAGED']);

/** The file could not be opened; the main process tries that once, when it starts. */
export function StoreFailed({ code, message, path }: Props) {
  return (
    <Gate title={t('Latchkey cannot open its store')} windowTitle={t('Store not opened')}>
      <Stack gap="sm">
        <Text size="sm" role="alert" style={{ overflowWrap: 'anywhere' }}>
          {message}
        </Text>
        {MAY_BEGIN_ANEW.has(code) && (
          <Text size="sm">
            {t(
              'To begin with an empty store, move the file and the files beside it that end in -wal and -shm away together.',
            )}
          </Text>
        )}
        <Text size="sm" c="dimmed">
          {t('Latchkey opens its store when it starts. Close it, remove the cause, then start it again.')}
        </Text>
        <Place label={t('File')} text={path} />
        <Place label={t('Code, for support')} text={code} />
        {MAY_RESTORE_OVER.has(code) && (
          <>
            <Text size="sm" c="dimmed">
              {t('Or put a backup in its place: the file that is there now is kept beside it.')}
            </Text>
            <FromBackup variant="filled" />
          </>
        )}
        <Button variant={MAY_RESTORE_OVER.has(code) ? 'default' : 'filled'} onClick={() => window.close()}>
          {t('Close Latchkey')}
        </Button>
      </Stack>
    </Gate>
  );
}

function Place({ label, text }: { readonly label: string; readonly text: string }) {
  return (
    <div>
      <Text size="xs" c="dimmed" mb={4}>
        {label}
      </Text>
      <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', userSelect: 'text' }}>
        {text}
      </Code>
    </div>
  );
}
