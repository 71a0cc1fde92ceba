import '../../store/styles.ts';
import { t } from '../../../shared/language/t.ts';
import { useReading } from '../../access/useReading.ts';
import { api } from '../../api.ts';
import { Loaded } from '../Loaded.tsx';
import { SettingsFrame } from '../SettingsFrame.tsx';
import { ScheduleForm } from './ScheduleForm.tsx';
import { StoreNotices } from './StoreNotices.tsx';
import { StorePanel } from './StorePanel.tsx';

const read = () => api.store.state(undefined);

/** **Store**: the file that holds everything, its backups, and putting one back. */
export default function StoreSection() {
  const reading = useReading(read);
  return (
    <SettingsFrame
      title={t('Store')}
      ready={reading.value !== null || reading.failure !== null}
      about={t('The one file that holds all tenants, and its backups.')}
    >
      <Loaded reading={reading} what={t('the store')}>
        {(state) => (
          <>
            <StoreNotices state={state} onChanged={reading.again} />
            <StorePanel state={state} onChanged={reading.again} />
            <ScheduleForm state={state} onSaved={reading.again} />
          </>
        )}
      </Loaded>
    </SettingsFrame>
  );
}
