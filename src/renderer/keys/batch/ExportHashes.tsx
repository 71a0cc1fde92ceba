import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { EVERYTHING } from '../../../shared/everything.ts';
import { t } from '../../../shared/language/t.ts';
import { api } from '../../api.ts';
import { counted } from '../../ui/counted.ts';
import { FailureAlert } from '../../ui/FailureAlert.tsx';
import { toast } from '../../ui/toast.tsx';
import { useAction } from '../../ui/useAction.ts';

interface Props {
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** **Export with SHA-256**: all keys of the tenant in a file that another Latchkey can import. */
export function ExportHashes({ opened, onClose }: Props) {
  const { busy, failure, run } = useAction();
  const save = async () => {
    const { path, keys } = await api.keys.export({
      selection: { by: 'view', view: EVERYTHING, except: [] },
      withSha256: true,
    });
    if (path === null) return;
    toast({ message: t('{keys} exported to {path}.', { keys: counted(keys, 'key'), path }) });
    onClose();
  };
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('Export with SHA-256')}
      withCloseButton={false}
      size={460}
    >
      <Stack gap="md">
        <Text size="sm">
          {t(
            'Writes all keys of the tenant as CSV, to import into another Latchkey: they then work there too. The file holds the SHA-256 of each key and no key. Nobody can sign in or call anything with it, but who has it can tell whether a key is one of these. Delete it when it is no longer needed.',
          )}
        </Text>
        <FailureAlert failure={failure} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose} data-autofocus>
            {t('Cancel')}
          </Button>
          <Button loading={busy} onClick={() => run(save)}>
            {t('Export')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
