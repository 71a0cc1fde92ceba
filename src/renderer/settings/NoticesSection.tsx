import { Checkbox, Input, Switch, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { t } from '../../shared/language/t.ts';
import { useReading } from '../access/useReading.ts';
import type { NoticeSettings } from '../../shared/settings.ts';
import { NOTICE_DAYS } from '../../shared/setting-limits.ts';
import { api } from '../api.ts';
import { tellNoticeSettings } from '../notices/notice-changes.ts';
import { counted } from '../ui/counted.ts';
import { Loaded } from './Loaded.tsx';
import classes from './Settings.module.css';
import { SettingsForm } from './SettingsForm.tsx';
import { SettingsFrame } from './SettingsFrame.tsx';

const read = () => api.settings.notices(undefined);

/** **Notices**: each person's own. */
export default function NoticesSection() {
  const reading = useReading(read, false);
  return (
    <SettingsFrame
      title={t('Notices')}
      ready={reading.value !== null || reading.failure !== null}
      about={t('When you are told of keys that expire. Your own choice; others make theirs.')}
    >
      <Loaded reading={reading} what={t('your notices')}>
        {(settings) => <NoticesForm settings={settings} />}
      </Loaded>
    </SettingsFrame>
  );
}

function NoticesForm({ settings }: { readonly settings: NoticeSettings }) {
  const form = useForm<{ days: NoticeSettings['days']; desktop: boolean }>({
    initialValues: { days: [...settings.days], desktop: settings.desktop },
  });
  const { days, desktop } = form.values;
  const tick = (day: (typeof NOTICE_DAYS)[number], on: boolean) =>
    form.setFieldValue(
      'days',
      NOTICE_DAYS.filter((one) => (one === day ? on : days.includes(one))),
    );
  return (
    <SettingsForm
      form={form}
      label={t('Notices')}
      save={async (values) => {
        const saved = await api.settings.editNotices(values);
        tellNoticeSettings();
        return saved;
      }}
    >
      <div role="group" aria-labelledby="notice-days">
        <Input.Label id="notice-days" component="div">
          {t('Tell me of a key this long before it expires')}
        </Input.Label>
        <div className={classes.choices}>
          {NOTICE_DAYS.map((day) => (
            <Checkbox
              key={day}
              label={counted(day, 'day')}
              checked={days.includes(day)}
              onChange={(event) => tick(day, event.currentTarget.checked)}
            />
          ))}
        </div>
        <Text size="xs" c="dimmed" mt={10} role="status">
          {days.length === 0
            ? t('Nothing is chosen: you are told of no key.')
            : t('Each key is told once for each number of days, until you put the notice away.')}
        </Text>
      </div>
      <Switch
        label={t('Desktop notification')}
        description={t(
          'At most one a day. It says how many keys expire soon, and names keys only while Latchkey is not locked.',
        )}
        checked={desktop}
        onChange={(event) => form.setFieldValue('desktop', event.currentTarget.checked)}
      />
    </SettingsForm>
  );
}
