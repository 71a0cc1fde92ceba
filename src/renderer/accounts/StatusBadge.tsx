import { Badge, type MantineSize } from '@mantine/core';
import type { AccountRow } from '../../shared/account-row.ts';
import { t } from '../../shared/language/t.ts';

interface Props {
  readonly status: AccountRow['status'];
  readonly size?: MantineSize;
  readonly className?: string | undefined;
}

/** **Active** or **Disabled**: how an account stands. */
export const StatusBadge = ({ status, size = 'sm', className }: Props) => (
  <Badge
    size={size}
    tt="none"
    variant="light"
    fw={500}
    color={status === 'active' ? 'patina' : 'gray'}
    className={className}
  >
    {status === 'active' ? t('Active') : t('Disabled')}
  </Badge>
);
