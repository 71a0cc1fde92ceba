import type { KeyUsage } from '../../shared/keys.ts';
import { formatNumber } from '../ui/format.ts';

export const usageText = ({ counted, limit }: KeyUsage): string =>
  `${formatNumber(counted)}/${formatNumber(limit)} keys`;

export const isAtLimit = ({ counted, limit }: KeyUsage): boolean => counted >= limit;

export const limitReason = ({ limit }: KeyUsage): string =>
  `The limit of ${formatNumber(limit)} keys is reached. Only a super user can raise it.`;
