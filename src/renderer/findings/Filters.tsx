import { SegmentedControl } from '@mantine/core';
import { ruleOf, SEVERITIES, type Severity, SEVERITY_NAMES } from '../../shared/finding-rules.ts';
import type { FindingSummary } from '../../shared/findings.ts';
import { msg, t } from '../../shared/language/t.ts';
import { ALL, FilterSelect } from '../ui/FilterSelect.tsx';
import { formatNumber } from '../ui/format.ts';
import type { Looked } from './address.ts';
import classes from './Findings.module.css';

interface Props {
  /** Those that found something, the most severe first. */
  readonly rules: FindingSummary['rules'];
  readonly looked: Looked;
  readonly onLook: (next: Looked) => void;
}

/** One severity or one rule; the severities say how much there is of each. */
export function Filters({ rules, looked, onLook }: Props) {
  const label = (name: string, severity: Severity | null) => {
    const of = rules.filter(({ rule }) => severity === null || ruleOf(rule).severity === severity);
    return `${name} ${formatNumber(of.reduce((sum, { count }) => sum + count, 0))}`;
  };
  return (
    <div className={classes.filters}>
      <SegmentedControl
        size="xs"
        aria-label={t('Severity')}
        value={looked.severity ?? ALL}
        onChange={(chosen) =>
          onLook({ rule: null, severity: SEVERITIES.find((one) => one === chosen) ?? null })
        }
        data={[
          { value: ALL, label: label(t('All'), null) },
          ...SEVERITIES.map((severity) => ({
            value: severity,
            label: label(t(SEVERITY_NAMES[severity]), severity),
          })),
        ]}
      />
      <FilterSelect
        name={t('Rule')}
        width={250}
        searchable
        value={looked.rule ?? ALL}
        options={[
          { value: ALL, says: msg('All rules') },
          ...rules.map(({ rule }) => ({ value: rule, says: ruleOf(rule).title })),
        ]}
        onChange={(chosen) =>
          onLook({ severity: null, rule: rules.find(({ rule }) => rule === chosen)?.rule ?? null })
        }
      />
    </div>
  );
}
