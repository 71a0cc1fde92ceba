import { Radio, Select, Text } from '@mantine/core';
import { useReading } from '../../access/useReading.ts';
import { api } from '../../api.ts';
import { useAdministrator } from '../../app/session.ts';
import classes from './Leaving.module.css';

/** What is chosen for the keys of an account that is deleted. */
export interface Fate {
  readonly what: 'revoke' | 'reassign' | null;
  readonly heir: { readonly id: number; readonly username: string } | null;
}

interface Props {
  /** The account that goes. */
  readonly accountId: number;
  readonly fate: Fate;
  readonly onChange: (fate: Fate) => void;
  /** Nothing was chosen, and somebody wanted to go on. */
  readonly missing: boolean;
  /** Why the account that was chosen cannot have them. */
  readonly error: string | undefined;
}

const readOwners = () => api.keys.owners(undefined);

/** **What becomes of them**: revoked, or another account's. */
export function FateField({ accountId, fate, onChange, missing, error }: Props) {
  const owners = useReading(readOwners);
  const self = useAdministrator();
  const heirs = owners.value?.accounts.filter((one) => one.mayGenerate && one.accountId !== accountId) ?? [];
  const choose = (id: number | null) => {
    const heir = heirs.find((one) => one.accountId === id);
    onChange({ what: 'reassign', heir: heir ? { id: heir.accountId, username: heir.username } : null });
  };
  return (
    <Radio.Group
      label="What becomes of them"
      withAsterisk={false}
      value={fate.what ?? ''}
      onChange={(what) => onChange({ ...fate, what: what === 'reassign' ? 'reassign' : 'revoke' })}
      error={missing && fate.what === null ? 'Choose what becomes of the keys.' : undefined}
    >
      <div className={classes.fates}>
        <Radio
          value="revoke"
          label="Revoke permanently"
          description="They stop working at once, and that cannot be undone."
          color="red.9"
        />
        <Radio
          value="reassign"
          label="Reassign"
          description="They go on working, with the data access of their new owner."
        />
        {fate.what === 'reassign' && (
          <div className={classes.heir}>
            <Select<number>
              label="New owner"
              description="An API-only account, or your own."
              placeholder={owners.value === null ? 'Reading…' : 'Choose an account'}
              data={heirs.map((one) => ({
                value: one.accountId,
                label: one.accountId === self.accountId ? `${one.username} (you)` : one.username,
              }))}
              value={fate.heir?.id ?? null}
              onChange={choose}
              searchable
              nothingFoundMessage={heirs.length === 0 ? 'There is no API-only account' : 'No account matches'}
              comboboxProps={{ shadow: 'md' }}
              error={error ?? (missing && fate.heir === null ? 'Choose the new owner.' : undefined)}
            />
            {owners.failure !== null && (
              <Text size="xs" c="var(--mantine-color-error)" role="alert">
                {owners.failure.message}
              </Text>
            )}
          </div>
        )}
      </div>
    </Radio.Group>
  );
}
