import { Button } from '@mantine/core';
import { useState } from 'react';
import { t } from '../../shared/language/t.ts';
import type { KeyMatch } from '../../shared/leak-scan.ts';
import { api, failureOf } from '../api.ts';
import { useAdministrator } from '../app/session.ts';
import { openKeyDialog } from '../keys/key-dialog.ts';
import { toast } from '../ui/toast.tsx';

interface Props {
  readonly match: KeyMatch;
  /** In a table, where several buttons of the name stand below each other. */
  readonly of?: string;
}

/** **Revoke**: the dialog about the key that was found, where there is something to revoke. */
export function RevokeButton({ match, of }: Props) {
  const { authorities } = useAdministrator();
  const [busy, setBusy] = useState(false);
  if (match.of !== 'tenant') return null;
  const { key, standing } = match;
  if (standing === 'removed' || standing === 'revoked-permanently') return null;
  if (!authorities.includes(key.owner === null ? 'manage-tenant-api-keys' : 'manage-user-api-key'))
    return null;
  const open = async () => {
    if (busy) return;
    setBusy(true);
    try {
      const { rows } = await api.keys.rows({ ids: [key.id] });
      const [row] = rows;
      if (row) openKeyDialog('revoke', row);
      else toast({ message: t('“{name}” was removed meanwhile.', { name: key.name }) });
    } catch (error) {
      toast({ message: failureOf(error).message, color: 'red' });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button
      size={of === undefined ? 'xs' : 'compact-xs'}
      variant="default"
      aria-label={of === undefined ? undefined : t('Revoke {of}', { of })}
      onClick={() => void open()}
    >
      {t('Revoke')}
    </Button>
  );
}
