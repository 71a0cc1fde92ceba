import { Button, Text, VisuallyHidden } from '@mantine/core';
import { useRef, useState } from 'react';
import { type RuleId, ruleOf, SEVERITIES } from '../../shared/finding-rules.ts';
import type { Finding, FindingSummary } from '../../shared/findings.ts';
import { t } from '../../shared/language/t.ts';
import type { Remedy } from '../../shared/remedies.ts';
import { AddToGroupDialog } from '../accounts/page/data-access/AddToGroupDialog.tsx';
import { failureOf } from '../api.ts';
import { useMay } from '../app/session.ts';
import { lasting } from '../keys/dialogs/focus-opener.ts';
import { counted } from '../ui/counted.ts';
import { Disclosure } from '../ui/Disclosure.tsx';
import { ExactTimes } from '../ui/ExactTimes.tsx';
import { formatNumber } from '../ui/format.ts';
import { toast } from '../ui/toast.tsx';
import { useNow } from '../ui/useNow.ts';
import { Dismissed } from './Dismissed.tsx';
import { DismissDialog, type Dismissing } from './DismissDialog.tsx';
import { Filters } from './Filters.tsx';
import classes from './Findings.module.css';
import { NothingToMend } from './NothingToMend.tsx';
import { mend } from './remedies.ts';
import { RuleCard } from './RuleCard.tsx';
import { useLooked } from './useLooked.ts';
import { useLostFocus } from './useLostFocus.ts';

interface Props {
  readonly value: FindingSummary;
  readonly again: () => void;
}

/** All rules that found something, what was dismissed, and the windows that mend. */
export function Found({ value, again }: Props) {
  const mayDecide = useMay('manage-settings');
  const now = useNow(60_000);
  const [looked, look] = useLooked();
  const [dismissing, setDismissing] = useState<Dismissing | null>(null);
  const [adding, setAdding] = useState<Finding | null>(null);
  const opener = useRef<HTMLElement | null>(null);
  const watched = useLostFocus();
  const close = () => {
    setDismissing(null);
    setAdding(null);
    setTimeout(() => opener.current?.isConnected === true && opener.current.focus());
  };
  const onMend = (remedy: Remedy, finding: Finding) => {
    opener.current = lasting(document.activeElement);
    if (remedy === 'add-to-group') {
      setAdding(finding);
      return;
    }
    mend(remedy, finding).then(
      // Somebody else has removed the key.
      (opened) => !opened && again(),
      (error: unknown) => toast({ message: failureOf(error).message, color: 'red' }),
    );
  };
  const onDismiss = (rule: RuleId, finding: Finding) => {
    opener.current = lasting(document.activeElement);
    setDismissing({ rule, finding });
  };

  const sorted = SEVERITIES.flatMap((severity) =>
    value.rules.filter(({ rule }) => ruleOf(rule).severity === severity),
  );
  const shown = sorted.filter(
    ({ rule }) =>
      (looked.severity === null || ruleOf(rule).severity === looked.severity) &&
      (looked.rule === null || rule === looked.rule),
  );
  const total = sorted.reduce((sum, { count }) => sum + count, 0);
  return (
    <ExactTimes>
      {sorted.length > 0 && <Filters rules={sorted} looked={looked} onLook={look} />}
      {value.rules.length === 0 ? (
        <NothingToMend off={value.off.length} dismissed={value.dismissed} />
      ) : (
        <div className={classes.cards} ref={watched}>
          {shown.map(({ rule, count, first }) => (
            <RuleCard
              key={rule}
              rule={rule}
              count={count}
              first={first}
              now={now}
              onMend={onMend}
              onDismiss={mayDecide ? onDismiss : null}
            />
          ))}
          {shown.length === 0 && (
            <div className={classes.nothing}>
              <Text size="sm">
                {looked.rule === null
                  ? t(
                      '{severity, select, high {No findings of high severity.} medium {No findings of medium severity.} low {No findings of low severity.} other {No findings of any severity.}}',
                      { severity: looked.severity ?? 'any' },
                    )
                  : t('“{title}” finds nothing.', { title: t(ruleOf(looked.rule).title) })}
              </Text>
              <Button variant="default" size="xs" onClick={() => look({ severity: null, rule: null })}>
                {t('Show all findings')}
              </Button>
            </div>
          )}
        </div>
      )}
      <VisuallyHidden role="status">{counted(total, 'finding')}</VisuallyHidden>
      {value.dismissed > 0 && (
        <Disclosure name={t('Dismissed ({count})', { count: formatNumber(value.dismissed) })}>
          <Dismissed count={value.dismissed} at={value.at} onRestored={again} />
        </Disclosure>
      )}
      {dismissing !== null && <DismissDialog {...dismissing} onClose={close} onDismissed={again} />}
      {adding !== null && (
        <AddToGroupDialog
          account={{ id: adding.id, username: adding.name, dataAccessGroups: [] }}
          onClose={close}
          onAdded={() => {
            close();
            again();
          }}
        />
      )}
    </ExactTimes>
  );
}
