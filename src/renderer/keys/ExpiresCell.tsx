import { Badge } from '@mantine/core';
import { expiryState, type ExpiryState } from '../../shared/expiry.ts';
import { Moment } from '../ui/Moment.tsx';
import classes from './Keys.module.css';

const LOOKS: Readonly<Record<ExpiryState, { readonly label: string; readonly color: string }>> = {
  valid: { label: 'Valid', color: 'patina' },
  'expiring-soon': { label: 'Expiring soon', color: 'yellow' },
  expired: { label: 'Expired', color: 'red' },
  never: { label: 'Never', color: 'gray' },
};

interface Props {
  readonly expiresAt: number | null;
  readonly now: number;
  readonly expiringSoonDays: number;
}

/** Where the key stands as a badge, and its last day below. */
export function ExpiresCell({ expiresAt, now, expiringSoonDays }: Props) {
  const { label, color } = LOOKS[expiryState(expiresAt, now, expiringSoonDays)];
  const badge = (
    <Badge size="sm" tt="none" variant="light" color={color} className={classes.badge}>
      {label}
    </Badge>
  );
  return expiresAt === null ? badge : <Moment time={expiresAt}>{badge}</Moment>;
}
