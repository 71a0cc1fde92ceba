import { FINDING_RULES, SEVERITIES, SEVERITY_NAMES } from '../../shared/finding-rules.ts';
import type { FindingSummary } from '../../shared/findings.ts';
import { t } from '../../shared/language/t.ts';
import { navigate } from '../app/router.ts';
import { FINDINGS, findingsPath } from '../findings/address.ts';
import { BarList, type BarRow } from '../ui/plot/BarList.tsx';
import { Figure } from '../ui/plot/Figure.tsx';

const TONES = { high: 'bad', medium: 'warning', low: 'quiet' } as const;

/** How much should be mended, by severity. */
export function OpenFindings({ summary: { rules } }: { readonly summary: FindingSummary }) {
  const rows = SEVERITIES.map((severity): BarRow => {
    const found = rules.filter(({ rule }) => FINDING_RULES[rule].severity === severity);
    return {
      key: severity,
      label: t(SEVERITY_NAMES[severity]),
      count: found.reduce((sum, { count }) => sum + count, 0),
      tone: TONES[severity],
      follow: () => navigate(findingsPath({ severity, rule: null })),
    };
  });
  const all = rows.reduce((sum, { count }) => sum + count, 0);
  return (
    <Figure
      title={t('Open findings')}
      summary={all === 0 ? t('Nothing to mend') : t('What should be mended, by severity')}
      columns={[t('Severity'), t('Findings')]}
      rows={rows.map(({ key, label, count, follow }) => ({ key, name: label, numbers: [count], follow }))}
      target={FINDINGS}
    >
      <BarList
        unit={(keys) => t('{keys, plural, one {finding} other {findings}}', { keys })}
        rows={rows}
        whole={Math.max(all, 1)}
        target={FINDINGS}
      />
    </Figure>
  );
}
