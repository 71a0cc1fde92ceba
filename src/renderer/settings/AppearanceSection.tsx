import { Radio, Text, useMantineColorScheme } from '@mantine/core';
import { AccessTable } from '../access/AccessTable.tsx';
import lists from '../access/AccessList.module.css';
import { DENSITIES, setDensity, useDensity } from '../app/density.ts';
import { SCHEMES } from '../app/schemes.ts';
import classes from './Settings.module.css';
import { SettingsFrame } from './SettingsFrame.tsx';

const DENSITY_NAMES = { comfortable: 'Comfortable', compact: 'Compact' } as const;

/** Nobody's keys: they only show how a table looks. */
const EXAMPLES = [
  { id: 1, name: 'ERP integration', about: 'Nightly import of orders', owner: 'Tenant' },
  { id: 2, name: 'Reporting', about: 'Dashboards of the sales team', owner: 'bi-export' },
  { id: 3, name: 'Warehouse scanners', about: 'Stock movements, all sites', owner: 'Tenant' },
];

/** **Appearance**: of this computer, in force at once. */
export default function AppearanceSection() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const density = useDensity((store) => store.density);
  const chooseScheme = (value: string) => {
    const scheme = SCHEMES.find((candidate) => candidate.value === value);
    if (scheme) setColorScheme(scheme.value);
  };
  const chooseDensity = (value: string) => {
    const chosen = DENSITIES.find((candidate) => candidate === value);
    if (chosen) setDensity(chosen);
  };
  return (
    <SettingsFrame
      title="Appearance"
      about="How Latchkey looks on this computer. A choice shows at once; there is nothing to save."
    >
      <section className={classes.panel} aria-label="Appearance">
        <Radio.Group label="Colours" value={colorScheme} onChange={chooseScheme}>
          <div className={classes.choices}>
            {SCHEMES.map(({ value, label }) => (
              <Radio
                key={value}
                value={value}
                label={label}
                description={value === 'auto' ? 'As this computer is set' : undefined}
              />
            ))}
          </div>
        </Radio.Group>
        <Radio.Group label="Density" value={density} onChange={chooseDensity}>
          <div className={classes.choices}>
            {DENSITIES.map((value) => (
              <Radio
                key={value}
                value={value}
                label={DENSITY_NAMES[value]}
                description={value === 'compact' ? 'More rows on the screen' : undefined}
              />
            ))}
          </div>
        </Radio.Group>
        <div>
          <Text size="sm" fw={500} mb={6}>
            Preview
          </Text>
          <div className={classes.table}>
            <AccessTable
              label="Preview"
              columns={[
                {
                  name: 'Name',
                  renderCell: ({ name, about }) => (
                    <>
                      <div className={lists.name}>{name}</div>
                      <div className={lists.under}>{about}</div>
                    </>
                  ),
                },
                { name: 'Owner', width: 140, renderCell: ({ owner }) => owner },
              ]}
              rows={EXAMPLES}
            />
          </div>
        </div>
      </section>
    </SettingsFrame>
  );
}
