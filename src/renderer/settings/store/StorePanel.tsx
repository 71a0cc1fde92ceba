import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ChosenBackup, StoreState } from '../../../shared/store.ts';
import { api } from '../../api.ts';
import { RestoreDialog } from '../../store/RestoreDialog.tsx';
import type { RestoreCalls } from '../../store/RestoreSteps.tsx';
import classes from '../../store/Store.module.css';
import { FailureAlert } from '../../ui/FailureAlert.tsx';
import { formatBytes, formatClock, formatDay } from '../../ui/format.ts';
import { useAction } from '../../ui/useAction.ts';
import settingsClasses from '../Settings.module.css';
import { BackUpDialog } from './BackUpDialog.tsx';
import { IntegrityDialog } from './IntegrityDialog.tsx';

interface Props {
  readonly state: StoreState;
  readonly onChanged: () => void;
}

const calls: RestoreCalls = {
  preview: api.store.preview,
  restore: () => api.store.restore({}),
  cancel: async () => {
    await api.store.cancel(undefined);
    await api.store.forget(undefined);
  },
};

/** Where the store is and how large, and what is done to it as a whole. */
export function StorePanel({ state, onChanged }: Props) {
  const { path, size, free, lastBackup } = state;
  const [dialog, setDialog] = useState<'back up' | 'integrity' | null>(null);
  const [file, setFile] = useState<ChosenBackup | null>(null);
  const { busy, failure, run } = useAction();
  const close = () => {
    setDialog(null);
    onChanged();
  };
  return (
    <section className={settingsClasses.panel} aria-label="File">
      <dl className={classes.facts}>
        <dt>File</dt>
        <dd className={classes.mono}>{path}</dd>
        <dt>Size</dt>
        <dd>{formatBytes(size)}</dd>
        {free !== null && (
          <>
            <dt>Free on its disk</dt>
            <dd>{formatBytes(free)}</dd>
          </>
        )}
        <dt>Last backup</dt>
        <dd>
          {lastBackup === null
            ? 'Never'
            : `${formatDay(lastBackup.at)}, ${formatClock(lastBackup.at)}, ${formatBytes(lastBackup.size)}${lastBackup.encrypted ? ', encrypted' : ''}`}
          {lastBackup !== null && <div className={classes.names}>{lastBackup.path}</div>}
        </dd>
      </dl>
      <FailureAlert failure={failure} />
      <div className={classes.actions}>
        <Button onClick={() => setDialog('back up')}>Back up now</Button>
        <Button
          variant="default"
          aria-busy={busy}
          onClick={() => run(async () => setFile(await api.store.choose(undefined)))}
        >
          Restore
        </Button>
        <Button variant="default" onClick={() => setDialog('integrity')}>
          Check integrity
        </Button>
      </div>
      <BackUpDialog opened={dialog === 'back up'} onClose={close} />
      <IntegrityDialog opened={dialog === 'integrity'} onClose={close} />
      <RestoreDialog
        file={file}
        calls={calls}
        onClose={() => {
          setFile(null);
          void api.store.forget(undefined).catch(() => undefined);
        }}
      />
    </section>
  );
}
