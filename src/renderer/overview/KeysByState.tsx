import type { KeyView } from '../../shared/key-view.ts';
import { t } from '../../shared/language/t.ts';
import type { KeyFigures } from '../../shared/overview.ts';
import { LIST } from '../keys/paths.ts';
import { showKeys } from '../keys/show-keys.ts';
import { BarList, type BarRow } from '../ui/plot/BarList.tsx';
import { Figure } from '../ui/plot/Figure.tsx';
import { counted } from '../ui/counted.ts';
import { formatNumber } from '../ui/format.ts';

/** How many keys are in each state, and which of the active ones want a look. */
export function KeysByState({ figures }: { readonly figures: KeyFigures }) {
  const rows = rowsOf(figures);
  return (
    <Figure
      title={t('Keys by state')}
      summary={t('{keys}, {active} of them active', {
        keys: counted(figures.keys, 'key'),
        active: formatNumber(figures.active),
      })}
      columns={[t('State'), t('Keys')]}
      rows={rows.map(({ key, label, count, within, follow }) => ({
        key,
        name: within ? t('Active: {label}', { label: label.toLowerCase() }) : label,
        numbers: [count],
        follow,
      }))}
      target={LIST}
    >
      <BarList
        unit={(keys) => t('{keys, plural, one {key} other {keys}}', { keys })}
        rows={rows}
        whole={figures.keys}
        target={LIST}
      />
    </Figure>
  );
}

function rowsOf(figures: KeyFigures): readonly BarRow[] {
  const { active, expiringSoon, expired, neverUsed, revoked } = figures;
  const follow = (choices: Partial<KeyView>) => () => showKeys(choices);
  return [
    {
      key: 'active',
      label: t('Active'),
      count: active,
      follow: follow({ status: 'active' }),
    },
    {
      key: 'expiring-soon',
      label: t('Expiring soon'),
      count: expiringSoon,
      tone: 'warning',
      within: true,
      follow: follow({ status: 'active', expiration: 'expiring-soon', sort: SOONEST }),
    },
    {
      key: 'expired',
      label: t('Expired'),
      count: expired,
      tone: 'bad',
      within: true,
      follow: follow({ status: 'active', expiration: 'expired', sort: SOONEST }),
    },
    {
      key: 'never-used',
      label: t('Never used'),
      count: neverUsed,
      tone: 'quiet',
      within: true,
      follow: follow({ status: 'active', slice: { by: 'never-used' } }),
    },
    {
      key: 'revoked',
      label: t('Revoked'),
      count: revoked,
      tone: 'quiet',
      follow: follow({ status: 'revoked' }),
    },
  ];
}

const SOONEST = { column: 'expires', descending: false } as const;
