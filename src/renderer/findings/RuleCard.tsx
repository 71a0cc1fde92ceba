import { Badge, Button, Text, Title } from '@mantine/core';
import { type RuleId, ruleOf, type Severity, SEVERITY_NAMES } from '../../shared/finding-rules.ts';
import type { Finding } from '../../shared/findings.ts';
import { t } from '../../shared/language/t.ts';
import type { Remedy } from '../../shared/remedies.ts';
import { FailureAlert } from '../ui/FailureAlert.tsx';
import { formatNumber } from '../ui/format.ts';
import { FindingRow } from './FindingRow.tsx';
import classes from './Findings.module.css';
import { useRemedies } from './remedies.ts';
import { useRuleFindings } from './useRuleFindings.ts';
import { countText } from './words.ts';

const COLORS: Readonly<Record<Severity, string>> = { high: 'red', medium: 'yellow', low: 'gray' };

export const SeverityBadge = ({ severity }: { readonly severity: Severity }) => (
  <Badge size="sm" tt="none" variant="light" color={COLORS[severity]} className={classes.severity}>
    {t(SEVERITY_NAMES[severity])}
  </Badge>
);

interface Props {
  readonly rule: RuleId;
  readonly count: number;
  readonly first: readonly Finding[];
  readonly now: number;
  readonly onMend: (remedy: Remedy, finding: Finding) => void;
  /** `null` for who may not. */
  readonly onDismiss: ((rule: RuleId, finding: Finding) => void) | null;
}

/** One rule with what it has found: the first few, and all of them page by page. */
export function RuleCard({ rule, count, first, now, onMend, onDismiss }: Props) {
  const { severity, title, reason, about } = ruleOf(rule);
  const remediesOf = useRemedies();
  const { items, busy, failure, showMore, showFew } = useRuleFindings(rule, first);
  const heading = `rule-${rule}`;
  const left = count - items.length;
  return (
    <section className={classes.card} aria-labelledby={heading} data-severity={severity}>
      <div className={classes.head}>
        <SeverityBadge severity={severity} />
        <Title order={2} id={heading} tabIndex={-1} className={classes.title}>
          {t(title)}
        </Title>
        <Text size="sm" c="dimmed" className={classes.count}>
          {countText(about, count)}
        </Text>
      </div>
      <Text size="sm" c="dimmed" className={classes.reason}>
        {t(reason)}
      </Text>
      <ul className={classes.rows} aria-busy={busy}>
        {items.map((finding) => (
          <FindingRow
            key={finding.id}
            rule={rule}
            finding={finding}
            now={now}
            remedies={remediesOf(rule, finding)}
            onMend={(remedy) => onMend(remedy, finding)}
            onDismiss={onDismiss && (() => onDismiss(rule, finding))}
          />
        ))}
      </ul>
      <FailureAlert failure={failure} />
      {(left > 0 || items.length > first.length) && (
        <div className={classes.foot}>
          {left > 0 && (
            <Button size="compact-sm" variant="subtle" loading={busy} onClick={showMore}>
              {items.length > first.length
                ? t('Show more')
                : t('Show all {count}', { count: formatNumber(count) })}
            </Button>
          )}
          {items.length > first.length && (
            <Button size="compact-sm" variant="subtle" color="gray" c="dimmed" onClick={showFew}>
              {t('Show fewer')}
            </Button>
          )}
          {items.length > first.length && left > 0 && (
            <Text size="xs" c="dimmed" role="status">
              {t('{itemsCount} of {count}', {
                itemsCount: formatNumber(items.length),
                count: formatNumber(count),
              })}
            </Text>
          )}
        </div>
      )}
    </section>
  );
}
