import { Text } from '@mantine/core';
import { useReading } from '../access/useReading.ts';
import { api } from '../api.ts';
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
      title="About"
      ready={reading.value !== null || reading.failure !== null}
      about="Latchkey administers API keys on this computer, without a network."
    >
      <Loaded reading={reading} what="the versions">
        {({ version, components, licence }) => (
          <section className={classes.panel} aria-label="Versions">
            <div className={classes.product}>
              <Mark size={36} />
              <div>
                <Text fw={600}>Latchkey</Text>
                <Text size="sm" c="dimmed">
                  Version {version}
                </Text>
              </div>
            </div>
            <dl className={classes.facts}>
              {components.map(({ name, version: its }) => (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd>{its}</dd>
                </div>
              ))}
              <div>
                <dt>Licence</dt>
                <dd>{licence}</dd>
              </div>
            </dl>
          </section>
        )}
      </Loaded>
    </SettingsFrame>
  );
}
