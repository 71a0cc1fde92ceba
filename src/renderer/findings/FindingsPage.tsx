import './styles.ts';
import { Button, Skeleton, Text, VisuallyHidden } from '@mantine/core';
import { useState } from 'react';
import { t } from '../../shared/language/t.ts';
import { useMay } from '../app/session.ts';
import { openReport } from '../reports/report-dialog.ts';
import { FailureAlert } from '../ui/FailureAlert.tsx';
import { formatClock } from '../ui/format.ts';
import { IconRotate, IconRules } from '../ui/icons.ts';
import { PageTitle } from '../ui/PageTitle.tsx';
import { rich } from '../ui/rich.tsx';
import classes from './Findings.module.css';
import { Found } from './Found.tsx';
import { RulesDialog } from './RulesDialog.tsx';
import { useFindings } from './useFindings.ts';

/** **Findings**: what should be mended in this tenant, rule by rule, with the button that does it. */
export default function FindingsPage() {
  const reading = useFindings();
  const { value, failure, busy, again } = reading;
  const mayExport = useMay('export');
  const [rulesOpened, setRulesOpened] = useState(false);
  return (
    <div className={classes.page}>
      <div className={classes.top}>
        <PageTitle ready={value !== null || failure !== null}>{t('Findings')}</PageTitle>
        <Button variant="default" leftSection={<IconRules size={16} />} onClick={() => setRulesOpened(true)}>
          {t('Rules')}
        </Button>
        <Button
          variant="default"
          leftSection={<IconRotate size={16} />}
          loading={busy && value !== null}
          onClick={again}
        >
          {t('Look again')}
        </Button>
        {mayExport && <Button onClick={() => openReport({ kind: 'findings' })}>{t('Export report')}</Button>}
      </div>
      <Text size="sm" c="dimmed" className={classes.about}>
        {rich('What should be mended in this tenant, with the button that does it.{value}', {
          value: value !== null && (
            <span>
              {rich(' Looked at {at}{off}.', {
                at: formatClock(value.at),
                off:
                  value.off.length > 0 &&
                  t(', {rules, plural, one {# rule is switched off} other {# rules are switched off}}', {
                    rules: value.off.length,
                  }),
              })}
            </span>
          ),
        })}
      </Text>
      <FailureAlert failure={failure} />
      {failure !== null && value === null && (
        <Button variant="default" onClick={again} loading={busy} className={classes.again}>
          {t('Try again')}
        </Button>
      )}
      {value === null ? failure === null && <Looking /> : <Found value={value} again={again} />}
      <RulesDialog
        opened={rulesOpened}
        off={value?.off ?? []}
        onClose={() => setRulesOpened(false)}
        onChanged={again}
      />
    </div>
  );
}

function Looking() {
  return (
    <div className={classes.cards} aria-busy="true">
      <VisuallyHidden role="status">{t('Looking at every key, account and setting…')}</VisuallyHidden>
      {[1, 2, 3].map((card) => (
        <div key={card} className={classes.card} aria-hidden="true">
          <Skeleton height={16} width="30%" />
          <Skeleton height={12} width="75%" my={6} />
          <Skeleton height={30} />
          <Skeleton height={30} />
        </div>
      ))}
    </div>
  );
}
