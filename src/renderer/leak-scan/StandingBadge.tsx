import { Badge } from '@mantine/core';
import { t } from '../../shared/language/t.ts';
import { STANDING_NAMES, type Standing } from '../../shared/leak-scan-words.ts';

const COLORS: Readonly<Record<Standing, string>> = {
  // What still lets somebody in is the danger here.
  active: 'red',
  rotating: 'red',
  rotated: 'gray',
  revoked: 'gray',
  'revoked-permanently': 'gray',
  expired: 'gray',
  'owner-disabled': 'gray',
  removed: 'gray',
};

/** How a secret that was found stands. */
export const StandingBadge = ({ standing }: { readonly standing: Standing }) => (
  <Badge size="sm" tt="none" variant="light" fw={500} color={COLORS[standing]}>
    {t(STANDING_NAMES[standing])}
  </Badge>
);
