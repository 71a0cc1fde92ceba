import { Modal } from '@mantine/core';
import { t } from '../../shared/language/t.ts';
import type { ChosenBackup } from '../../shared/store.ts';
import { type RestoreCalls, RestoreSteps } from './RestoreSteps.tsx';

interface Props {
  readonly file: ChosenBackup | null;
  readonly calls: RestoreCalls;
  readonly onClose: () => void;
  /** Before anybody is in the program, whose place for dialogs is not there yet. */
  readonly atTheGate?: boolean;
}

/** **Restore**, over whatever screen asks for it. A click outside does not give it up. */
export function RestoreDialog({ file, calls, onClose, atTheGate = false }: Props) {
  return (
    <Modal
      opened={file !== null}
      onClose={() => {
        void calls.cancel().catch(() => undefined);
        onClose();
      }}
      title={t('Restore a backup')}
      size={620}
      withCloseButton={false}
      closeOnClickOutside={false}
      {...(atTheGate && { portalProps: { target: document.body } })}
    >
      {file !== null && <RestoreSteps key={file.path} file={file} calls={calls} onClose={onClose} />}
    </Modal>
  );
}
