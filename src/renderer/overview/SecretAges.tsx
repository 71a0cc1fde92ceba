import { t } from '../../shared/language/t.ts';
import { AGE_DAYS } from '../../shared/overview-choices.ts';
import type { KeyFigures } from '../../shared/overview.ts';
import { LIST } from '../keys/paths.ts';
import { showKeys } from '../keys/show-keys.ts';
import { formatNumber } from '../ui/format.ts';
import { BarList, type BarRow } from '../ui/plot/BarList.tsx';
import { Figure } from '../ui/plot/Figure.tsx';

/** How old the current secrets of active keys are: each rotation makes one anew. */
export function SecretAges({ figures: { ages, active } }: { readonly figures: KeyFigures }) {
  const rows = ages.map(({ after, until, keys }, index): BarRow => {
    const last = AGE_DAYS[index];
    const first = index === 0 ? 0 : (AGE_DAYS[index - 1] ?? 0) + 1;
    const label =
      last === undefined
        ? t('{first} days or more', { first: formatNumber(first) })
        : t('{first}–{last} days', { first, last });
    return {
      key: label,
      label,
      count: keys,
      ...(last === undefined && { tone: 'warning' }),
      follow: () =>
        showKeys({
          status: 'active',
          slice: { by: 'secret', after, until },
          sort: { column: 'created', descending: false },
        }),
    };
  });
  return (
    <Figure
      title={t('Age of current secrets')}
      summary={t('Active keys; a rotation makes a secret anew')}
      columns={[t('Age'), t('Keys')]}
      rows={rows.map(({ key, label, count, follow }) => ({ key, name: label, numbers: [count], follow }))}
      target={LIST}
    >
      <BarList
        unit={(keys) => t('{keys, plural, one {key} other {keys}}', { keys })}
        rows={rows}
        whole={Math.max(active, 1)}
        target={LIST}
      />
    </Figure>
  );
}
