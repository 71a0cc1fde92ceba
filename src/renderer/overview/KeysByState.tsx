import type { KeyView } from '../../shared/key-view.ts';
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
      title="Keys by state"
      summary={`${counted(figures.keys, 'key')}, ${formatNumber(figures.active)} of them active`}
      columns={['State', 'Keys']}
      rows={rows.map(({ key, label, count, within, follow }) => ({
        key,
        name: within ? `Active: ${label.toLowerCase()}` : label,
        numbers: [count],
        follow,
      }))}
      target={LIST}
    >
      <BarList one="key" rows={rows} whole={figures.keys} target={LIST} />
    </Figure>
  );
}

function rowsOf(figures: KeyFigures): readonly BarRow[] {
  const { active, expiringSoon, expired, neverUsed, revoked } = figures;
  const follow = (choices: Partial<KeyView>) => () => showKeys(choices);
  return [
    {
      key: 'active',
      label: 'Active',
      count: active,
      follow: follow({ status: 'active' }),
    },
    {
      key: 'expiring-soon',
      label: 'Expiring soon',
      count: expiringSoon,
      tone: 'warning',
      within: true,
      follow: follow({ status: 'active', expiration: 'expiring-soon', sort: SOONEST }),
    },
    {
      key: 'expired',
      label: 'Expired',
      count: expired,
      tone: 'bad',
      within: true,
      follow: follow({ status: 'active', expiration: 'expired', sort: SOONEST }),
    },
    {
      key: 'never-used',
      label: 'Never used',
      count: neverUsed,
      tone: 'quiet',
      within: true,
      follow: follow({ status: 'active', slice: { by: 'never-used' } }),
    },
    {
      key: 'revoked',
      label: 'Revoked',
      count: revoked,
      tone: 'quiet',
      follow: follow({ status: 'revoked' }),
    },
  ];
}

const SOONEST = { column: 'expires', descending: false } as const;
