import { Select, Text } from '@mantine/core';
import { useState } from 'react';
import { t } from '../../../shared/language/t.ts';
import { useAdministrator } from '../../app/session.ts';
import { formatNumber } from '../../ui/format.ts';
import { type Heir, useHeirs } from './useHeirs.ts';

interface Props {
  /** The account that goes. */
  readonly accountId: number;
  readonly heir: Heir | null;
  readonly onChange: (heir: Heir | null) => void;
  readonly error: string | undefined;
}

/** **New owner**: found by its name, because a tenant may have many API-only accounts. */
export function HeirField({ accountId, heir, onChange, error }: Props) {
  const self = useAdministrator();
  const labelOf = ({ id, username }: Heir) =>
    id === self.accountId ? t('{username} (you)', { username }) : username;
  const [typed, setTyped] = useState(heir === null ? '' : labelOf(heir));
  // The name that was chosen is not a search for it.
  const search = heir !== null && typed === labelOf(heir) ? '' : typed;
  const { reading, heirs, more } = useHeirs(accountId, search);
  // What was chosen stays, whatever is searched for then.
  const offered = heir === null || heirs.some(({ id }) => id === heir.id) ? heirs : [...heirs, heir];
  return (
    <>
      <Select<number>
        label={t('New owner')}
        description={t('An API-only account, or your own.')}
        placeholder={reading.value === null ? t('Reading…') : t('Choose an account')}
        data={offered.map((one) => ({ value: one.id, label: labelOf(one) }))}
        value={heir?.id ?? null}
        onChange={(id) => onChange(offered.find((one) => one.id === id) ?? null)}
        searchable
        maxLength={200}
        searchValue={typed}
        onSearchChange={setTyped}
        // The core has searched already.
        filter={({ options }) => options}
        nothingFoundMessage={
          search.trim() === '' ? t('There is no API-only account') : t('No account matches')
        }
        comboboxProps={{ shadow: 'md' }}
        error={error}
      />
      {more > 0 && (
        <Text size="xs" c="dimmed">
          {t('and {more} more: type a part of the name.', { more: formatNumber(more) })}
        </Text>
      )}
      {reading.failure !== null && (
        <Text size="xs" c="var(--mantine-color-error)" role="alert">
          {reading.failure.message}
        </Text>
      )}
    </>
  );
}
