import '../../../keys/scope/styles.ts';
import { Button, Group, Modal, Select, Skeleton, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { AccountRow } from '../../../../shared/account-row.ts';
import type { DataAccessGroup } from '../../../../shared/data-access.ts';
import { t } from '../../../../shared/language/t.ts';
import { ScreenLink } from '../../../access/ScreenLink.tsx';
import { api } from '../../../api.ts';
import { useAction } from '../../../ui/useAction.ts';
import { FailureAlert } from '../../../ui/FailureAlert.tsx';
import { toast } from '../../../ui/toast.tsx';
import classes from './DataAccess.module.css';
import { DATA_ACCESS } from '../../../data-access/paths.ts';
import { rich } from '../../../ui/rich.tsx';
import { ScopeList } from './ScopeList.tsx';
import { useGroups } from './useGroups.ts';

export type Member = Pick<AccountRow, 'id' | 'username' | 'dataAccessGroups'>;

interface Props {
  readonly account: Member;
  readonly onClose: () => void;
  /** Closes it too. */
  readonly onAdded: () => void;
}

/** **Add to group**: gives an account, and with it its keys, the data scopes of a group. */
export function AddToGroupDialog({ account, onClose, onAdded }: Props) {
  const { value, failure: unread, busy: reading, again } = useGroups();
  const [chosen, setChosen] = useState<number | null>(null);
  const [missing, setMissing] = useState(false);
  const { busy, failure, run } = useAction();
  const already = new Set(account.dataAccessGroups.map(({ id }) => id));
  const offered = value?.filter(({ id }) => !already.has(id)) ?? [];
  const group = offered.find(({ id }) => id === chosen);
  const add = () => {
    setMissing(group === undefined);
    if (group === undefined) {
      document.querySelector<HTMLElement>('[data-path="dataAccessGroup"]')?.focus();
      return;
    }
    run(async () => {
      await api.dataAccess.addMembers({ id: group.id, accountIds: [account.id] });
      onAdded();
      toast({
        message: t('Added {username} to “{name}”.', { username: account.username, name: group.name }),
      });
    });
  };
  return (
    <Modal
      opened
      onClose={() => !busy && onClose()}
      title={t('Add to group')}
      size={500}
      withCloseButton={false}
      returnFocus={false}
    >
      <Stack gap="md" aria-busy={busy}>
        <Text size="sm">
          {rich('The keys of {username} reach the data of its groups, from their next use on.', {
            username: <b className={classes.name}>{account.username}</b>,
          })}
        </Text>
        {value !== null ? (
          <Choice
            groups={offered}
            none={value.length === 0}
            value={group?.id ?? null}
            error={missing && group === undefined ? t('Choose a group.') : null}
            onChange={setChosen}
          />
        ) : unread === null ? (
          <Skeleton height={58} aria-busy="true" />
        ) : (
          <Group gap="sm">
            <FailureAlert failure={unread} />
            <Button size="xs" variant="default" loading={reading} onClick={again}>
              {t('Try again')}
            </Button>
          </Group>
        )}
        {group !== undefined && (
          <div className={classes.reached} role="status">
            <Text size="xs" c="dimmed">
              {group.scopes.length === 0
                ? t('This group has no data scopes yet.')
                : t('Data scopes of this group')}
            </Text>
            {group.scopes.length > 0 && (
              <ScopeList
                label={t('Scopes of {name}', { name: group.name })}
                scopes={group.scopes}
                most={30}
              />
            )}
          </div>
        )}
        <FailureAlert failure={failure} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose} disabled={busy}>
            {t('Cancel')}
          </Button>
          {(value === null || offered.length > 0) && (
            <Button onClick={add} loading={busy} disabled={value === null}>
              {t('Add')}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  );
}

interface ChoiceProps {
  readonly groups: readonly DataAccessGroup[];
  /** The tenant has no group at all. */
  readonly none: boolean;
  readonly value: number | null;
  readonly error: string | null;
  readonly onChange: (id: number | null) => void;
}

function Choice({ groups, none, value, error, onChange }: ChoiceProps) {
  if (groups.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {none ? t('There are no data access groups yet. ') : t('It is in every data access group already. ')}
        <ScreenLink to={DATA_ACCESS}>{t('Go to Data access control')}</ScreenLink>
      </Text>
    );
  }
  const known = new Map(groups.map((group) => [group.id, group]));
  return (
    <Select<number>
      label={t('Data access group')}
      placeholder={t('Choose a group')}
      data={groups.map(({ id, name }) => ({ value: id, label: name }))}
      value={value}
      onChange={onChange}
      error={error}
      searchable
      allowDeselect={false}
      nothingFoundMessage={t('No group matches')}
      comboboxProps={{ shadow: 'md' }}
      aria-required
      data-autofocus
      data-path="dataAccessGroup"
      renderOption={({ option }) => (
        <div className={classes.option}>
          <Text size="sm">{option.label}</Text>
          <Text size="xs" c="dimmed" truncate>
            {known.get(option.value)?.scopes.join(', ') || t('No data scopes')}
          </Text>
        </div>
      )}
    />
  );
}
