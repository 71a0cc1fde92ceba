import { Button, Group, Tooltip } from '@mantine/core';
import type { AccountDetails, AccountRow } from '../../../shared/account-row.ts';
import { t } from '../../../shared/language/t.ts';
import { useRowDialog } from '../../access/useRowDialog.ts';
import { useMay } from '../../app/session.ts';
import { IconDisable, IconEnable, IconTrash } from '../../ui/icons.ts';
import { useBeyondText } from '../beyond.ts';
import { AccountDialogs } from './AccountDialogs.tsx';
import { OWN_ACCOUNT } from './words.ts';

interface Props {
  readonly account: AccountDetails;
  readonly onChanged: () => void;
  readonly onRemoved: () => void;
}

/** **Disable** or **Enable**, and **Delete**, in the head of an account's page. */
export function AccountActions({ account: { row, self }, onChanged, onRemoved }: Props) {
  const may = useMay('manage-accounts');
  const beyondText = useBeyondText();
  const status = useRowDialog<AccountRow>();
  const deletion = useRowDialog<AccountRow>();
  if (!may) return null;
  const refusal = self ? t(OWN_ACCOUNT) : beyondText(row);
  const active = row.status === 'active';
  return (
    <Group gap={8} wrap="nowrap">
      <Action
        name={active ? t('Disable') : t('Enable')}
        icon={active ? IconDisable : IconEnable}
        refusal={refusal}
        onClick={() => status.open(row)}
      />
      <Action
        name={t('Delete')}
        icon={IconTrash}
        danger
        refusal={refusal}
        onClick={() => deletion.open(row)}
      />
      <AccountDialogs status={status} deletion={deletion} onChanged={onChanged} onRemoved={onRemoved} />
    </Group>
  );
}

interface ActionProps {
  readonly name: string;
  readonly icon: typeof IconTrash;
  readonly danger?: boolean;
  readonly refusal: string | null;
  readonly onClick: () => void;
}

function Action({ name, icon: Icon, danger = false, refusal, onClick }: ActionProps) {
  const refused = refusal !== null;
  return (
    <Tooltip
      label={refusal ?? ''}
      disabled={!refused}
      events={{ hover: true, focus: true, touch: false }}
      position="bottom-end"
    >
      <Button
        variant="default"
        {...(danger && !refused && { c: 'var(--mantine-color-error)' })}
        leftSection={<Icon size={16} />}
        {...(refused && { 'data-disabled': true, 'aria-disabled': true, 'aria-description': refusal })}
        onClick={() => !refused && onClick()}
      >
        {name}
      </Button>
    </Tooltip>
  );
}
