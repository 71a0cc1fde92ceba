import { Button, Text, Title } from '@mantine/core';
import { useCallback, useState } from 'react';
import { t } from '../../shared/language/t.ts';
import forms from '../access/AccessForm.module.css';
import { useReading } from '../access/useReading.ts';
import { useRowDialog } from '../access/useRowDialog.ts';
import { useMay } from '../app/session.ts';
import { counted } from '../ui/counted.ts';
import { FailureAlert } from '../ui/FailureAlert.tsx';
import { formatNumber } from '../ui/format.ts';
import { IconAddMember } from '../ui/icons.ts';
import { toast } from '../ui/toast.tsx';
import { AddMembersDialog } from './AddMembersDialog.tsx';
import { MembersTable } from './MembersTable.tsx';
import { RemoveMemberDialog } from './RemoveMemberDialog.tsx';
import { type DataAccessRow, type Member, readMembers } from './subject.ts';

const ADD = 'add-members';

/** **Members**: the accounts that reach the scopes. They are saved at once, so that a form never holds other people back. */
export function MembersPanel({ group }: { readonly group: DataAccessRow | null }) {
  return (
    <section className={forms.panel} aria-labelledby="members">
      {group === null ? (
        <div>
          <Title order={2} id="members">
            {t('Members')}
          </Title>
          <Text size="sm" c="dimmed">
            {t('Create the group first; then add the accounts that reach its scopes.')}
          </Text>
        </div>
      ) : (
        <Members group={group} />
      )}
    </section>
  );
}

function Members({ group: { id, name } }: { readonly group: DataAccessRow }) {
  const may = useMay('manage-access-control');
  const { value, failure, busy, again } = useReading(useCallback(() => readMembers(id), [id]));
  const removal = useRowDialog<Member>();
  const [adding, setAdding] = useState(false);
  const hidden = value === null ? 0 : value.count - value.members.length;
  return (
    <>
      <div className={forms.panelHead}>
        <div>
          <Title order={2} id="members">
            {t('Members')}
          </Title>
          <Text size="sm" c="dimmed" role="status">
            {value !== null && `${counted(value.count, 'account')}. `}
            {may && t('Members are saved at once, apart from Save below.')}
          </Text>
        </div>
        {may && (
          <Button
            id={ADD}
            variant="default"
            leftSection={<IconAddMember size={16} />}
            onClick={() => setAdding(true)}
          >
            {t('Add members')}
          </Button>
        )}
      </div>
      {failure !== null && (
        <div className={forms.panelHead}>
          <FailureAlert failure={failure} />
          <Button variant="default" onClick={again} loading={busy}>
            {t('Try again')}
          </Button>
        </div>
      )}
      {value?.count === 0 ? (
        <Text size="sm">{t('No members yet: nobody reaches data by this group.')}</Text>
      ) : (
        (value !== null || failure === null) && (
          <MembersTable members={value?.members ?? null} {...(may && { onRemove: removal.open })} />
        )
      )}
      {hidden > 0 && (
        <Text size="xs" c="dimmed">
          {t('The first {members} by username; {hidden} more are not shown.', {
            members: counted(value?.members.length ?? 0, 'member'),
            hidden: formatNumber(hidden),
          })}
        </Text>
      )}
      <AddMembersDialog
        group={{ id, name }}
        opened={adding}
        onClose={() => setAdding(false)}
        onAdded={(count) => {
          toast({ message: t('{members} added to “{name}”.', { members: counted(count, 'member'), name }) });
          again();
        }}
      />
      <RemoveMemberDialog
        group={{ id, name }}
        dialog={removal}
        onRemoved={({ username }) => {
          toast({ message: t('{username} was removed from “{name}”.', { username, name }) });
          again();
          // The button that asked goes with its row.
          document.getElementById(ADD)?.focus();
        }}
      />
    </>
  );
}
