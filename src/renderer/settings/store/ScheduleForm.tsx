import { Button, Group, Radio, Switch, Text, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { t } from '../../../shared/language/t.ts';
import type { StoreState } from '../../../shared/store.ts';
import { type BackupPeriod, KEPT_BACKUPS } from '../../../shared/store-words.ts';
import { rangeProblem } from '../../../shared/setting-limits.ts';
import { passphraseProblem } from '../../../shared/text.ts';
import { api } from '../../api.ts';
import { NewPassword } from '../../sign-in/NewPassword.tsx';
import { fieldProps } from '../../ui/fieldProps.ts';
import { formatClock, formatDay } from '../../ui/format.ts';
import { PasswordField } from '../../ui/PasswordField.tsx';
import { useAction } from '../../ui/useAction.ts';
import classes from '../../store/Store.module.css';
import settingsClasses from '../Settings.module.css';
import { NumberField } from '../NumberField.tsx';
import { SettingsForm } from '../SettingsForm.tsx';

interface Values extends Record<string, unknown> {
  readonly every: BackupPeriod;
  readonly folder: string;
  readonly keep: number | string;
  readonly encrypted: boolean;
  readonly passphrase: string;
  readonly confirm: string;
}

const valuesOf = ({ schedule: { every, folder, keep, encrypted } }: StoreState): Values => ({
  every,
  folder: folder ?? '',
  keep,
  encrypted,
  passphrase: '',
  confirm: '',
});

interface Props {
  readonly state: StoreState;
  readonly onSaved: () => void;
}

/** **Scheduled backups**: how often, where, how many stay, and with which passphrase. */
export function ScheduleForm({ state, onSaved }: Props) {
  const wasEncrypted = state.schedule.encrypted;
  const { run } = useAction();
  const form = useForm<Values>({
    initialValues: valuesOf(state),
    validate: {
      folder: (folder, { every }) =>
        every !== 'off' && folder === '' ? t('Choose a folder for the backups.') : null,
      keep: (keep) => rangeProblem(KEPT_BACKUPS, keep),
      passphrase: (text, { every, encrypted }) =>
        every === 'off' || !encrypted || (wasEncrypted && text === '') ? null : passphraseProblem(text),
      confirm: (text, { encrypted, passphrase }) =>
        !encrypted || text === passphrase ? null : t('The two passphrases are not the same.'),
    },
  });
  const { every, encrypted, passphrase } = form.values;
  return (
    <SettingsForm
      form={form}
      label={t('Scheduled backups')}
      save={async (values) => {
        const saved = await api.store.editSchedule({
          every: values.every,
          folder: values.folder === '' ? null : values.folder,
          keep: Number(values.keep),
          encrypted: values.encrypted,
          passphrase: values.encrypted && values.passphrase !== '' ? values.passphrase : null,
        });
        onSaved();
        return valuesOf(saved);
      }}
    >
      <div>
        <Title order={3}>{t('Scheduled backups')}</Title>
        <Text size="sm" c="dimmed">
          {inWords(state)}
        </Text>
      </div>
      <Radio.Group label={t('How often')} {...form.getInputProps('every')}>
        <div className={settingsClasses.choices}>
          <Radio value="off" label={t('Never')} />
          <Radio value="daily" label={t('Every day')} />
          <Radio value="weekly" label={t('Every week')} />
        </div>
      </Radio.Group>
      {every !== 'off' && (
        <>
          <div className={classes.folder}>
            <TextInput
              label={t('Folder')}
              readOnly
              placeholder={t('None is chosen')}
              description={t('Best on another disk: what happens to this one happens to its backups.')}
              {...form.getInputProps('folder')}
            />
            <Button
              variant="default"
              onClick={() =>
                run(async () => {
                  const { folder } = await api.store.chooseFolder(undefined);
                  if (folder !== null) form.setFieldValue('folder', folder);
                })
              }
            >
              {t('Choose')}
            </Button>
          </div>
          <NumberField
            label={t('Keep')}
            unit={t('backups')}
            says={t('The oldest that Latchkey itself has made there go when there are more.')}
            {...fieldProps(form, 'keep')}
          />
          <Switch
            label={t('Encrypt them with a passphrase')}
            description={t(
              'It is kept in the keychain of this computer. Keep it elsewhere too: another computer asks for it.',
            )}
            {...form.getInputProps('encrypted', { type: 'checkbox' })}
          />
          {encrypted && (
            <div className={settingsClasses.pair}>
              <NewPassword
                label={wasEncrypted ? t('New passphrase') : t('Passphrase')}
                password={passphrase}
                {...fieldProps(form, 'passphrase')}
              />
              <PasswordField
                label={t('Confirm passphrase')}
                autoComplete="new-password"
                {...fieldProps(form, 'confirm')}
              />
            </div>
          )}
          {encrypted && wasEncrypted && (
            <Group>
              <Text size="xs" c="dimmed">
                {t('Left empty, the passphrase of before stays.')}
              </Text>
            </Group>
          )}
        </>
      )}
    </SettingsForm>
  );
}

const at = (time: number): string => `${formatDay(time)}, ${formatClock(time)}`;

function inWords({ schedule, lastScheduled, nextAt }: StoreState): string {
  if (schedule.every === 'off') return t('None are made by themselves.');
  const last =
    lastScheduled === null
      ? t('None was made yet.')
      : t('The last was made {at}.', { at: at(lastScheduled.at) });
  return nextAt === null
    ? last
    : t('{last} The next is due {at}, while Latchkey is open.', { last, at: at(nextAt) });
}
