import { Text } from '@mantine/core';
import { t } from '../../shared/language/t.ts';
import { useReading } from '../access/useReading.ts';
import { api } from '../api.ts';
import { Fact, FactList } from '../ui/FactList.tsx';
import { Mark } from '../ui/Mark.tsx';
import { Loaded } from './Loaded.tsx';
import classes from './Settings.module.css';
import { SettingsFrame } from './SettingsFrame.tsx';

const read = () => api.settings.about(undefined);

/** **About**: what a person who asks for help is asked. */
export default function AboutSection() {
  const reading = useReading(read);
  return (
    <SettingsFrame
      title={t('About')}
      ready={reading.value !== null || reading.failure !== null}
      about={t('Latchkey administers API keys on this computer, without a network.')}
    >
      <Loaded reading={reading} what={t('the versions')}>
        {({ version, components, licence }) => (
          <section className={classes.panel} aria-label={t('Versions')}>
            <div className={classes.product}>
              <Mark size={36} />
              <div>
                <Text fw={600}>Latchkey</Text>
                <Text size="sm" c="dimmed">
                  {t('Version {version}', { version })}
                </Text>
              </div>
            </div>
            <FactList>
              {components.map(({ name, version: its }) => (
                <Fact key={name} name={name}>
                  {its}
                </Fact>
              ))}
              <Fact name={t('Licence')}>{licence}</Fact>
            </FactList>
          </section>
        )}
      </Loaded>
    </SettingsFrame>
  );
}
