import { Anchor, Badge, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { AccountDetails } from '../../../shared/account-row.ts';
import { t } from '../../../shared/language/t.ts';
import { LICENCE_NAMES } from '../licence-names.ts';
import { navigate } from '../../app/router.ts';
import { byName } from '../../ui/counted.ts';
import { IconArrowLeft } from '../../ui/icons.ts';
import { PageTitle } from '../../ui/PageTitle.tsx';
import { ACCOUNTS } from '../paths.ts';
import { StatusBadge } from '../StatusBadge.tsx';
import classes from './Account.module.css';

interface Props {
  readonly account: AccountDetails;
  /** What can be done to the account itself. */
  readonly actions?: ReactNode;
}

/** Who the account is, at a glance. */
export function AccountHead({ account: { row, self }, actions }: Props) {
  const { username, displayName, licence, apiOnly, status, roles } = row;
  return (
    <header className={classes.head}>
      <BackToAccounts />
      <div className={classes.titleLine}>
        <div className={classes.title}>
          <PageTitle>{username}</PageTitle>
          {displayName !== '' && displayName !== username && (
            <Text size="sm" c="dimmed">
              {displayName}
            </Text>
          )}
        </div>
        {actions}
      </div>
      <div className={classes.badges}>
        <StatusBadge status={status} size="md" className={classes.badge} />
        {status === 'disabled' && (
          <Text size="sm" component="span">
            {t('Its keys do not work.')}
          </Text>
        )}
        <Mark>{t('License: {licence}', { licence: t(LICENCE_NAMES[licence]) })}</Mark>
        {apiOnly && <Mark>{t('API only')}</Mark>}
        {self && <Mark>{t('You')}</Mark>}
        <Text size="sm" c="dimmed" component="span" className={classes.roles}>
          {roles.length === 0
            ? t('No roles')
            : `${roles.length === 1 ? t('Role') : t('Roles')}: ${byName(roles)
                .map(({ name }) => name)
                .join(', ')}`}
        </Text>
      </div>
    </header>
  );
}

const Mark = ({ children }: { readonly children: string }) => (
  <Badge tt="none" variant="light" fw={500} color="gray" className={classes.badge}>
    {children}
  </Badge>
);

export function BackToAccounts() {
  return (
    <Anchor
      size="sm"
      href={`#${ACCOUNTS}`}
      className={classes.back}
      onClick={(event) => {
        event.preventDefault();
        navigate(ACCOUNTS);
      }}
    >
      <IconArrowLeft size={14} aria-hidden="true" /> {t('User accounts')}
    </Anchor>
  );
}
