import { Button } from '@mantine/core';
import { useForm } from '@mantine/form';
import { t } from '../../shared/language/t.ts';
import { useReading } from '../access/useReading.ts';
import type { SecuritySettings } from '../../shared/settings.ts';
import { DEFAULT_SECURITY, rangeProblem, SECURITY_RANGES } from '../../shared/setting-limits.ts';
import { api } from '../api.ts';
import { useMay } from '../app/session.ts';
import { fieldProps } from '../ui/fieldProps.ts';
import { rich } from '../ui/rich.tsx';
import { Loaded } from './Loaded.tsx';
import { NumberField } from './NumberField.tsx';
import classes from './Settings.module.css';
import { SettingsForm } from './SettingsForm.tsx';
import { SettingsFrame } from './SettingsFrame.tsx';

const read = () => api.settings.security(undefined);

type Name = keyof SecuritySettings;
/** A field that is being typed in may hold what is no number. */
type Values = Record<Name, number | string>;

const problemOf = (name: Name) => (value: number | string) => rangeProblem(SECURITY_RANGES[name], value);

/** **Security**: of the store, so for everybody who uses it. */
export default function SecuritySection() {
  const mayEdit = useMay('manage-tenants');
  const reading = useReading(read, false);
  return (
    <SettingsFrame
      title={t('Security')}
      ready={reading.value !== null || reading.failure !== null}
      about={
        <>
          {rich('For everybody who uses this store; in force at once.{mayEdit}', {
            mayEdit: !mayEdit && t(' Only a super user can change it.'),
          })}
        </>
      }
    >
      <Loaded reading={reading} what={t('the security settings')}>
        {(settings) => <SecurityForm settings={settings} mayEdit={mayEdit} />}
      </Loaded>
    </SettingsFrame>
  );
}

interface Props {
  readonly settings: SecuritySettings;
  readonly mayEdit: boolean;
}

function SecurityForm({ settings, mayEdit }: Props) {
  const form = useForm<Values>({
    initialValues: { ...settings },
    validate: {
      idleLockMinutes: problemOf('idleLockMinutes'),
      clipboardSeconds: problemOf('clipboardSeconds'),
      lockoutFailures: problemOf('lockoutFailures'),
      lockoutMinutes: problemOf('lockoutMinutes'),
    },
  });
  const field = (name: Name) => ({ ...fieldProps(form, name), readOnly: !mayEdit });
  return (
    <SettingsForm
      form={form}
      label={t('Security')}
      mayEdit={mayEdit}
      save={async (values) => ({
        ...(await api.settings.editSecurity({
          idleLockMinutes: Number(values.idleLockMinutes),
          clipboardSeconds: Number(values.clipboardSeconds),
          lockoutFailures: Number(values.lockoutFailures),
          lockoutMinutes: Number(values.lockoutMinutes),
        })),
      })}
      more={
        <Button variant="subtle" onClick={() => form.setValues({ ...DEFAULT_SECURITY })}>
          {t('Reset to defaults')}
        </Button>
      }
    >
      <div className={classes.pair}>
        <NumberField
          label={t('Lock after')}
          unit={t('minutes without use')}
          says={t('Latchkey asks for the password again. Default {idleLockMinutes}.', {
            idleLockMinutes: DEFAULT_SECURITY.idleLockMinutes,
          })}
          {...field('idleLockMinutes')}
        />
        <NumberField
          label={t('Clear the clipboard after')}
          unit={t('seconds')}
          says={t('A copied key is taken off the clipboard again. Default {clipboardSeconds}.', {
            clipboardSeconds: DEFAULT_SECURITY.clipboardSeconds,
          })}
          {...field('clipboardSeconds')}
        />
        <NumberField
          label={t('Failed attempts before a pause')}
          unit={t('attempts')}
          says={t('Counted for each username. Default {lockoutFailures}.', {
            lockoutFailures: DEFAULT_SECURITY.lockoutFailures,
          })}
          {...field('lockoutFailures')}
        />
        <NumberField
          label={t('First pause')}
          unit={t('minutes')}
          says={t('Each further failed attempt doubles it. Default {lockoutMinutes}.', {
            lockoutMinutes: DEFAULT_SECURITY.lockoutMinutes,
          })}
          {...field('lockoutMinutes')}
        />
      </div>
    </SettingsForm>
  );
}
