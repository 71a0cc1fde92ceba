import { expiryState, type ExpiryState } from '../../../shared/expiry.ts';
import { type Message, msg, t } from '../../../shared/language/t.ts';
import classes from './Table.module.css';
import { Day, RowMoment } from './RowMoment.tsx';

const EXPIRY: Readonly<Record<ExpiryState, { readonly label: Message; readonly tone: string }>> = {
  valid: { label: msg('Valid'), tone: 'green' },
  'expiring-soon': { label: msg('Expiring soon'), tone: 'yellow' },
  expired: { label: msg('Expired'), tone: 'red' },
  never: { label: msg('Never'), tone: 'gray' },
};

interface Props {
  readonly expiresAt: number | null;
  readonly now: number;
  readonly expiringSoonDays: number;
  readonly reachable: boolean;
}

/** Where the key stands as a badge, and its last day below. */
export function ExpiresCell({ expiresAt, now, expiringSoonDays, reachable }: Props) {
  const { label, tone } = EXPIRY[expiryState(expiresAt, now, expiringSoonDays)];
  const badge = (
    <span className={classes.badge} data-tone={tone}>
      {t(label)}
    </span>
  );
  if (expiresAt === null) return badge;
  return (
    <RowMoment time={expiresAt} reachable={reachable}>
      {badge}
      <Day time={expiresAt} className={classes.under} />
    </RowMoment>
  );
}
