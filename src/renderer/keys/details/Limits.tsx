import { Text } from '@mantine/core';
import { Fragment, type ReactNode } from 'react';
import type { AccountDetails } from '../../../shared/account-row.ts';
import type { ApiSet } from '../../../shared/api-sets.ts';
import type { KeyDetails } from '../../../shared/key-row.ts';
import { t } from '../../../shared/language/t.ts';
import { rateText } from '../../../shared/rate-limit.ts';
import { ScreenLink } from '../../access/ScreenLink.tsx';
import { groupPath } from '../../data-access/paths.ts';
import { ScopeList } from '../../accounts/page/data-access/ScopeList.tsx';
import classes from './Details.module.css';

interface Props {
  readonly keyDetails: KeyDetails;
  readonly apiSets: readonly ApiSet[];
  /** `null`: no account hands data scopes on. */
  readonly account: AccountDetails | null;
}

/** Which operations a key may call, from where, how often, and which data it reaches. */
export function Limits({ keyDetails, apiSets, account }: Props) {
  const { apiAccess, allowlist, rateLimits } = keyDetails;
  return (
    <>
      <Limit title={t('API sets')}>
        {apiAccess === 'all' ? (
          <Text size="sm">{t('All API sets')}</Text>
        ) : (
          <ul className={classes.plain}>
            {apiSets.map(({ id, name, operations }) => (
              <li key={id}>
                <Text size="sm" fw={500}>
                  {name}
                </Text>
                <ul className={classes.operations} aria-label={t('Operations of {name}', { name })}>
                  {operations.split('\n').map((operation) => (
                    <li key={operation}>{operation}</li>
                  ))}
                </ul>
              </li>
            ))}
          </ul>
        )}
      </Limit>
      <Limit title={t('IP allowlist')}>
        {allowlist === '' ? (
          <Text size="sm">{t('Any address')}</Text>
        ) : (
          <ul className={classes.operations} aria-label={t('IP allowlist')}>
            {allowlist.split('\n').map((entry) => (
              <li key={entry}>{entry}</li>
            ))}
          </ul>
        )}
      </Limit>
      <Limit title={t('Rate limits')}>
        <Text size="sm">
          {rateLimits.length === 0
            ? t('Any number of requests')
            : t('At most {rateLimits}', { rateLimits: rateLimits.map(rateText).join(', ') })}
        </Text>
      </Limit>
      {account !== null && (
        <Limit title={t('Data access')}>
          {account.row.dataAccessGroups.length === 0 ? (
            <Text size="sm">{t('In no data access group')}</Text>
          ) : (
            <>
              <Text size="sm">
                {account.row.dataAccessGroups.map(({ id, name }, index) => (
                  <Fragment key={id}>
                    {index > 0 && ', '}
                    <ScreenLink to={groupPath(id)}>{name}</ScreenLink>
                  </Fragment>
                ))}
              </Text>
              <ScopeList label={t('Data scopes')} scopes={account.dataScopes} most={24} />
            </>
          )}
        </Limit>
      )}
    </>
  );
}

const Limit = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <div className={classes.limit}>
    <h3 className={classes.small}>{title}</h3>
    {children}
  </div>
);
