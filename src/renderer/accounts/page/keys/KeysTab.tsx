import { Button, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { AccountDetails } from '../../../../shared/account-row.ts';
import { t } from '../../../../shared/language/t.ts';
import { FailureAlert } from '../../../ui/FailureAlert.tsx';
import { counted } from '../../../ui/counted.ts';
import { IconKey, IconPlus } from '../../../ui/icons.ts';
import pageClasses from '../Account.module.css';
import { AccountKeysTable } from './AccountKeysTable.tsx';
import { useAccountKeys } from './useAccountKeys.ts';

interface Props {
  readonly account: AccountDetails;
  /** The guide above the tabs offers **Generate key** already. */
  readonly guided: boolean;
  readonly onGenerate: () => void;
}

/** **Api keys**: the keys of an account, and the way to a new one. */
export function KeysTab({ account, guided, onGenerate }: Props) {
  const { value, failure, busy, again, showMore } = useAccountKeys(account.row.id);
  const { mayGenerate } = account;
  const none = value !== null && value.rows.length === 0;
  const offered = mayGenerate && !guided;
  return (
    <>
      {(!none || offered) && (
        <div className={pageClasses.tools}>
          <Text size="sm" c="dimmed">
            {whyNot(account) ?? t('What an integration signs in with. Give each one a key of its own.')}
          </Text>
          {offered && (
            <Button size="xs" leftSection={<IconPlus size={14} />} onClick={onGenerate}>
              {t('Generate key')}
            </Button>
          )}
        </div>
      )}
      {failure !== null && (
        <div className={pageClasses.failure}>
          <FailureAlert failure={failure} />
          <Button size="xs" variant="default" loading={busy} onClick={again}>
            {t('Try again')}
          </Button>
        </div>
      )}
      {none ? (
        <NoKeys account={account}>
          {mayGenerate && (
            <Button variant="default" size="sm" leftSection={<IconPlus size={16} />} onClick={onGenerate}>
              {t('New')}
            </Button>
          )}
        </NoKeys>
      ) : (
        (value !== null || failure === null) && <AccountKeysTable account={account} keys={value} />
      )}
      {value !== null && !none && (
        <div className={pageClasses.tools}>
          {mayGenerate ? (
            <Button
              variant="subtle"
              size="compact-sm"
              leftSection={<IconPlus size={14} />}
              onClick={onGenerate}
            >
              {t('New')}
            </Button>
          ) : (
            <span />
          )}
          {value.more && (
            <Button variant="default" size="xs" loading={busy} onClick={showMore}>
              {t('Show more')}
            </Button>
          )}
          <Text size="xs" c="dimmed" role="status">
            {value.more
              ? t('The newest {shown, number} of {all, plural, one {# key} other {# keys}}', {
                  shown: value.rows.length,
                  all: account.row.keys,
                })
              : counted(value.rows.length, 'key')}
          </Text>
        </div>
      )}
    </>
  );
}

function NoKeys({ account, children }: { readonly account: AccountDetails; readonly children: ReactNode }) {
  return (
    <div className={pageClasses.empty}>
      <IconKey size={26} stroke={1.5} aria-hidden="true" />
      <Text fw={500}>{t('No API keys yet')}</Text>
      <Text size="sm" c="dimmed" ta="center" maw={460}>
        {whyNot(account) ??
          t(
            'A key lets one integration call your APIs as this account. It is shown once, right after it was generated.',
          )}
      </Text>
      {children}
    </div>
  );
}

/** Why the person cannot generate a key here, by rule 5; `null` when they can. */
function whyNot({ row, self, mayGenerate }: AccountDetails): string | null {
  if (mayGenerate) return null;
  if (!row.apiOnly && !self)
    return t('Only {username} can generate keys for this account.', { username: row.username });
  return t('{username} is disabled: enable the account to generate keys for it.', { username: row.username });
}
