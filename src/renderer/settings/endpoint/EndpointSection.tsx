import { useEffect } from 'react';
import { t } from '../../../shared/language/t.ts';
import { useReading } from '../../access/useReading.ts';
import { api, onEvent } from '../../api.ts';
import { Loaded } from '../Loaded.tsx';
import { SettingsFrame } from '../SettingsFrame.tsx';
import { EndpointForm } from './EndpointForm.tsx';
import { EndpointStatus } from './EndpointStatus.tsx';
import { Snippets } from './Snippets.tsx';

async function read() {
  const [state, settings] = await Promise.all([
    api.endpoint.state(undefined),
    api.endpoint.settings(undefined),
  ]);
  return { state, settings };
}

/** **Verification endpoint**: of the store, so for all tenants; it runs on this computer. */
export default function EndpointSection() {
  const reading = useReading(read);
  const { again } = reading;
  useEffect(() => onEvent('endpoint-changed', again), [again]);
  return (
    <SettingsFrame
      title={t('Verification endpoint')}
      ready={reading.value !== null || reading.failure !== null}
      about={t(
        'Gateways and applications ask it whether a key may do what is wanted. For all tenants; it runs on this computer while Latchkey does.',
      )}
    >
      <Loaded reading={reading} what={t('the settings of the verification endpoint')}>
        {({ state, settings }) => (
          <>
            <EndpointStatus state={state} address={settings.address} />
            <EndpointForm settings={settings} onSaved={again} />
            <Snippets settings={settings} />
          </>
        )}
      </Loaded>
    </SettingsFrame>
  );
}
