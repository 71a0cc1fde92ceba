import { Text, Title } from '@mantine/core';
import { RULE_IDS } from '../../shared/finding-rules.ts';
import { t } from '../../shared/language/t.ts';
import { IconAllWell } from '../ui/icons.ts';
import classes from './Findings.module.css';

/** What everybody works for. */
export function NothingToMend({ off, dismissed }: { readonly off: number; readonly dismissed: number }) {
  const aside = off > 0 || dismissed > 0;
  const rules = RULE_IDS.length - off;
  return (
    <section className={classes.allWell} aria-label={t('Findings')}>
      <span className={classes.shield}>
        <IconAllWell size={44} stroke={1.25} aria-hidden="true" />
      </span>
      <Title order={2}>{t('Nothing to mend')}</Title>
      <Text size="sm" c="dimmed" ta="center" maw={440}>
        {aside
          ? t(
              'Latchkey has looked at every key, account and setting of this tenant by {rules} rules and found nothing that was not put aside.',
              { rules },
            )
          : t(
              'Latchkey has looked at every key, account and setting of this tenant by {rules} rules and found nothing.',
              { rules },
            )}
      </Text>
    </section>
  );
}
