import { Button } from '@mantine/core';
import { useState } from 'react';
import { t } from '../../shared/language/t.ts';
import type { ChosenBackup } from '../../shared/store.ts';
import { api } from '../api.ts';
import { FailureAlert } from '../ui/FailureAlert.tsx';
import { useAction } from '../ui/useAction.ts';
import { RestoreDialog } from './RestoreDialog.tsx';
import type { RestoreCalls } from './RestoreSteps.tsx';

const calls: RestoreCalls = {
  preview: api.recovery.preview,
  restore: () => api.recovery.restore({}),
  cancel: () => api.recovery.cancel({}),
};

/** **Restore from a backup** where nobody can sign in. The main process says where things stand once it is done. */
export function FromBackup({ variant }: { readonly variant: 'default' | 'subtle' | 'filled' }) {
  const [file, setFile] = useState<ChosenBackup | null>(null);
  const { busy, failure, run } = useAction();
  return (
    <>
      <FailureAlert failure={failure} />
      <Button
        variant={variant}
        aria-busy={busy}
        fullWidth
        onClick={() => run(async () => setFile(await api.recovery.choose({})))}
      >
        {t('Restore from a backup')}
      </Button>
      <RestoreDialog atTheGate file={file} calls={calls} onClose={() => setFile(null)} />
    </>
  );
}
