import { t } from '../../../shared/language/t.ts';
import { useReading } from '../../access/useReading.ts';
import { api } from '../../api.ts';
import { useAdministrator } from '../../app/session.ts';
import { SettingsFrame } from '../SettingsFrame.tsx';
import { ChangePassword } from './ChangePassword.tsx';
import { Devices } from './Devices.tsx';
import { RecoveryCodesPanel } from './RecoveryCodesPanel.tsx';

const readDevices = () => api.session.devices(undefined);

/** **Your account**: what a person does with their own password, recovery codes and devices. */
export default function AccountSection() {
  const { username, displayName, roles } = useAdministrator();
  const devices = useReading(readDevices);
  const name = displayName !== '' && displayName !== username ? `${displayName} (${username})` : username;
  return (
    <SettingsFrame title={t('Your account')} about={[name, ...roles].join(' · ')}>
      <ChangePassword onChanged={devices.again} />
      <RecoveryCodesPanel />
      <Devices reading={devices} />
    </SettingsFrame>
  );
}
