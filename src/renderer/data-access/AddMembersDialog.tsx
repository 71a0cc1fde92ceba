import { Button, Checkbox, Group, Modal, Skeleton, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { AccountRow } from '../../shared/account-row.ts';
import { t } from '../../shared/language/t.ts';
import type { Failure } from '../../shared/rpc.ts';
import { api, failureOf } from '../api.ts';
import { counted } from '../ui/counted.ts';
import { FailureAlert } from '../ui/FailureAlert.tsx';
import { formatNumber } from '../ui/format.ts';
import { IconSearch } from '../ui/icons.ts';
import classes from './DataAccess.module.css';
import { useCandidates } from './useCandidates.ts';

interface Props {
  readonly group: { readonly id: number; readonly name: string };
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onAdded: (count: number) => void;
}

/** **Add members**: ticks stay over every search, and Escape gives up only what is untouched. */
export function AddMembersDialog({ opened, onClose, ...props }: Props) {
  const [dirty, setDirty] = useState(false);
  const close = () => {
    setDirty(false);
    onClose();
  };
  return (
    <Modal
      opened={opened}
      onClose={() => !dirty && close()}
      title={t('Add members to “{name}”', { name: props.group.name })}
      withCloseButton={false}
      size={520}
    >
      <Choice {...props} onClose={close} onDirty={setDirty} />
    </Modal>
  );
}

interface ChoiceProps extends Omit<Props, 'opened'> {
  readonly onDirty: (dirty: boolean) => void;
}

function Choice({ group, onClose, onAdded, onDirty }: ChoiceProps) {
  const { reading, typed, setTyped, showMore } = useCandidates();
  const [chosen, setChosen] = useState<readonly number[]>([]);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const { value } = reading;
  const tick = (id: number, on: boolean) => {
    const next = on ? [...chosen, id] : chosen.filter((one) => one !== id);
    setChosen(next);
    onDirty(next.length > 0);
  };
  const add = async () => {
    if (busy || chosen.length === 0) return;
    setBusy(true);
    setFailure(null);
    try {
      await api.dataAccess.addMembers({ id: group.id, accountIds: [...chosen] });
      onClose();
      onAdded(chosen.length);
    } catch (error) {
      setFailure(failureOf(error));
      reading.again();
    } finally {
      setBusy(false);
    }
  };
  return (
    <Stack gap="sm" aria-busy={busy}>
      <TextInput
        type="search"
        aria-label={t('Search accounts')}
        placeholder={t('Search accounts')}
        leftSection={<IconSearch size={16} />}
        value={typed}
        maxLength={200}
        onChange={(event) => setTyped(event.currentTarget.value)}
        data-autofocus
      />
      <FailureAlert failure={failure ?? reading.failure} />
      <div className={classes.candidates} role="group" aria-label={t('Accounts')} aria-busy={value === null}>
        {value === null &&
          reading.failure === null &&
          [1, 2, 3].map((line) => <Skeleton key={line} h={36} />)}
        {value?.rows.map((row) => (
          <Candidate
            key={row.id}
            row={row}
            member={row.dataAccessGroups.some(({ id }) => id === group.id)}
            chosen={chosen.includes(row.id)}
            onTick={(on) => tick(row.id, on)}
          />
        ))}
        {value?.rows.length === 0 && (
          <Text size="sm" className={classes.nothing}>
            {value.search.trim() === ''
              ? t('There are no accounts yet.')
              : t('No accounts match “{search}”.', { search: value.search.trim() })}
          </Text>
        )}
        {value !== null && value.rows.length < value.total && (
          <Button variant="subtle" size="xs" m={8} loading={reading.busy} onClick={showMore}>
            {t('Show more of {total}', { total: formatNumber(value.total) })}
          </Button>
        )}
      </div>
      <Group gap="xs">
        <Text size="sm" c="dimmed" role="status" mr="auto">
          {value !== null && chosen.length === 0 && counted(value.total, 'account')}
          {chosen.length > 0 && t('{chosenCount} chosen', { chosenCount: formatNumber(chosen.length) })}
        </Text>
        {reading.failure !== null && (
          <Button variant="default" onClick={reading.again} loading={reading.busy}>
            {t('Try again')}
          </Button>
        )}
        <Button variant="default" disabled={busy} onClick={onClose}>
          {t('Cancel')}
        </Button>
        <Button loading={busy} disabled={chosen.length === 0} onClick={() => void add()}>
          {chosen.length === 0 ? t('Add') : t('Add {members}', { members: counted(chosen.length, 'member') })}
        </Button>
      </Group>
    </Stack>
  );
}

interface CandidateProps {
  readonly row: AccountRow;
  readonly member: boolean;
  readonly chosen: boolean;
  readonly onTick: (on: boolean) => void;
}

function Candidate({ row, member, chosen, onTick }: CandidateProps) {
  const { username, displayName, apiOnly, status } = row;
  const about = [
    ...(displayName !== '' && displayName !== username ? [displayName] : []),
    ...(apiOnly ? [t('API only')] : []),
    ...(status === 'disabled' ? [t('Disabled')] : []),
    ...(member ? [t('Already a member')] : []),
  ];
  return (
    <Checkbox
      className={classes.candidate ?? ''}
      label={username}
      description={about.length > 0 ? about.join(' · ') : undefined}
      checked={member || chosen}
      disabled={member}
      onChange={(event) => onTick(event.currentTarget.checked)}
    />
  );
}
