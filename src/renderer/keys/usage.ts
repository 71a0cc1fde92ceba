import type { KeyUsage } from '../../shared/keys.ts';
import { t } from '../../shared/language/t.ts';
import { formatNumber } from '../ui/format.ts';

export const usageText = ({ counted, limit }: KeyUsage): string =>
  t('{counted}/{limit} keys', { counted: formatNumber(counted), limit: formatNumber(limit) });

export const isAtLimit = ({ counted, limit }: KeyUsage): boolean => counted >= limit;

/** The core refuses with the same words. */
export const limitReason = ({ limit }: KeyUsage): string =>
  t(
    'All {limit} keys of this tenant are in use: remove or permanently revoke one, or ask a super user to raise the limit.',
    { limit: formatNumber(limit) },
  );
