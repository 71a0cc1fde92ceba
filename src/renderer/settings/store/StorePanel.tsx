import { Button } from '@mantine/core';
import { useState } from 'react';
import { t } from '../../../shared/language/t.ts';
import type { ChosenBackup, StoreState } from '../../../shared/store.ts';
import { api } from '../../api.ts';
import { RestoreDialog } from '../../store/RestoreDialog.tsx';
import type { RestoreCalls } from '../../store/RestoreSteps.tsx';
import classes from '../../store/Store.module.css';
import { Fact, FactList } from '../../ui/FactList.tsx';
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

function lastInWords({ at, size, encrypted }: NonNullable<StoreState['lastBackup']>): string {
  const values = { day: formatDay(at), clock: formatClock(at), size: formatBytes(size) };
  return encrypted ? t('{day}, {clock}, {size}, encrypted', values) : t('{day}, {clock}, {size}', values);
}

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
    <section className={settingsClasses.panel} aria-label={t('File')}>
      <FactList>
        <Fact name={t('File')} exact>
          {path}
        </Fact>
        <Fact name={t('Size')}>{formatBytes(size)}</Fact>
        {free !== null && <Fact name={t('Free on its disk')}>{formatBytes(free)}</Fact>}
        <Fact name={t('Last backup')}>
          {lastBackup === null ? t('Never') : lastInWords(lastBackup)}
          {lastBackup !== null && <div className={classes.names}>{lastBackup.path}</div>}
        </Fact>
      </FactList>
      <FailureAlert failure={failure} />
      <div className={classes.actions}>
        <Button onClick={() => setDialog('back up')}>{t('Back up now')}</Button>
        <Button
          variant="default"
          aria-busy={busy}
          onClick={() => run(async () => setFile(await api.store.choose(undefined)))}
        >
          {t('Restore')}
        </Button>
        <Button variant="default" onClick={() => setDialog('integrity')}>
          {t('Check integrity')}
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
