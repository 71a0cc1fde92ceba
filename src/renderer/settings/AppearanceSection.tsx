import { Radio, Text, useMantineColorScheme } from '@mantine/core';
import { msg, t } from '../../shared/language/t.ts';
import { AccessTable } from '../access/AccessTable.tsx';
import lists from '../access/AccessList.module.css';
import { DENSITIES, setDensity, useDensity } from '../app/density.ts';
import { SCHEMES } from '../app/schemes.ts';
import classes from './Settings.module.css';
import { LanguageField } from './LanguageField.tsx';
import { SettingsFrame } from './SettingsFrame.tsx';

const DENSITY_NAMES = { comfortable: msg('Comfortable'), compact: msg('Compact') } as const;

/** Nobody's keys: they only show how a table looks. */
const EXAMPLES = [
  { id: 1, name: msg('ERP integration'), about: msg('Nightly import of orders'), owner: null },
  { id: 2, name: msg('Reporting'), about: msg('Dashboards of the sales team'), owner: 'bi-export' },
  { id: 3, name: msg('Warehouse scanners'), about: msg('Stock movements, all sites'), owner: null },
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
      title={t('Appearance')}
      about={t('How Latchkey looks on this computer. A choice shows at once; there is nothing to save.')}
    >
      <section className={classes.panel} aria-label={t('Appearance')}>
        <Radio.Group label={t('Colours')} value={colorScheme} onChange={chooseScheme}>
          <div className={classes.choices}>
            {SCHEMES.map(({ value, label }) => (
              <Radio
                key={value}
                value={value}
                label={t(label)}
                description={value === 'auto' ? t('As this computer is set') : undefined}
              />
            ))}
          </div>
        </Radio.Group>
        <Radio.Group label={t('Density')} value={density} onChange={chooseDensity}>
          <div className={classes.choices}>
            {DENSITIES.map((value) => (
              <Radio
                key={value}
                value={value}
                label={t(DENSITY_NAMES[value])}
                description={value === 'compact' ? t('More rows on the screen') : undefined}
              />
            ))}
          </div>
        </Radio.Group>
        <LanguageField />
        <div>
          <Text size="sm" fw={500} mb={6}>
            {t('Preview')}
          </Text>
          <div className={classes.table}>
            <AccessTable
              label={t('Preview')}
              columns={[
                {
                  name: t('Name'),
                  renderCell: ({ name, about }) => (
                    <>
                      <div className={lists.name}>{t(name)}</div>
                      <div className={lists.under}>{t(about)}</div>
                    </>
                  ),
                },
                { name: t('Owner'), width: 140, renderCell: ({ owner }) => owner ?? t('Tenant') },
              ]}
              rows={EXAMPLES}
            />
          </div>
        </div>
      </section>
    </SettingsFrame>
  );
}
