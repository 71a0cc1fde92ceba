import { useState } from 'react';
import { KEY_AUTHORITIES } from '../../shared/authorities.ts';
import { t } from '../../shared/language/t.ts';
import { EXPIRY_DAYS, type UseSpan } from '../../shared/overview-choices.ts';
import { useMay, useMayAny } from '../app/session.ts';
import { NoKeys } from '../keys/NoKeys.tsx';
import { useFindings } from '../findings/useFindings.ts';
import { FailureAlert } from '../ui/FailureAlert.tsx';
import { PageTitle } from '../ui/PageTitle.tsx';
import { useNow } from '../ui/useNow.ts';
import { ExpiringByWeek } from './ExpiringByWeek.tsx';
import { useKeyFigures, useUseFigures } from './figures.ts';
import { KeysByState } from './KeysByState.tsx';
import { KeysInUse } from './KeysInUse.tsx';
import { LastActivity } from './LastActivity.tsx';
import classes from './Overview.module.css';
import { OpenFindings } from './OpenFindings.tsx';
import { PanelOf } from './Panel.tsx';
import { SecretAges } from './SecretAges.tsx';
import { UsePerDay } from './UsePerDay.tsx';

/** **Overview**: what there is, what comes up, and what has happened, each number with the keys behind it. */
export default function OverviewPage() {
  const [span, setSpan] = useState<UseSpan>(30);
  const keys = useKeyFigures();
  const use = useUseFigures(span);
  const findings = useFindings();
  const now = useNow(30_000);
  const mayGenerate = useMayAny(KEY_AUTHORITIES);
  const mayViewActivity = useMay('view-activity');
  const none = keys.value?.keys === 0;
  return (
    <div className={classes.page}>
      <PageTitle ready={keys.value !== null || keys.failure !== null}>{t('Overview')}</PageTitle>
      <FailureAlert failure={keys.value && keys.failure} />
      {none ? (
        <NoKeys mayGenerate={mayGenerate} mayImport={mayGenerate} />
      ) : (
        <>
          <div className={classes.pair}>
            <PanelOf title={t('Keys by state')} reading={keys}>
              {(figures) => <KeysByState figures={figures} />}
            </PanelOf>
            <PanelOf
              title={t('Expiring in the next {expiryDays} days', { expiryDays: EXPIRY_DAYS })}
              reading={keys}
              toldElsewhere
            >
              {(figures) => <ExpiringByWeek figures={figures} />}
            </PanelOf>
          </div>
          <div className={classes.pair}>
            <PanelOf title={t('Age of current secrets')} reading={keys} toldElsewhere>
              {(figures) => <SecretAges figures={figures} />}
            </PanelOf>
            <PanelOf title={t('Use per day')} reading={use}>
              {(figures) => <UsePerDay figures={figures} span={span} onSpan={setSpan} />}
            </PanelOf>
          </div>
        </>
      )}
      <div className={classes.rest}>
        {!none && (
          <PanelOf title={t('Open findings')} reading={findings}>
            {(summary) => <OpenFindings summary={summary} />}
          </PanelOf>
        )}
        {!none && (
          <PanelOf title={t('Keys in use')} reading={use} toldElsewhere>
            {(figures) => <KeysInUse lastUsed={figures.lastUsed} span={span} now={now} />}
          </PanelOf>
        )}
        {mayViewActivity && <LastActivity now={now} />}
      </div>
    </div>
  );
}
