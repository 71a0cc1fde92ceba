import type { ReactNode } from 'react';
import type { KeyDetails } from '../../../shared/key-row.ts';
import { t } from '../../../shared/language/t.ts';
import { accountPath } from '../../accounts/paths.ts';
import { ScreenLink } from '../../access/ScreenLink.tsx';
import { ExactTimes } from '../../ui/ExactTimes.tsx';
import { Ago, Moment } from '../../ui/Moment.tsx';
import classes from './Details.module.css';

/** Who, when and whose: a key in dates and names. */
export function Facts({ keyDetails, now }: { readonly keyDetails: KeyDetails; readonly now: number }) {
  const { row, roles, createdBy, rotatedAt, revokedAt } = keyDetails;
  return (
    <ExactTimes>
      <dl className={classes.facts}>
        <Fact name={t('Owner')}>
          <Owner owner={row.owner} />
        </Fact>
        <Fact name={t('Authorization group')}>{row.authorizationGroup?.name ?? t('None')}</Fact>
        <Fact name={t('Roles')}>
          {roles.length === 0 ? t('None') : roles.map(({ name }) => name).join(', ')}
        </Fact>
        <Fact name={t('Expires')}>
          {row.expiresAt === null ? t('Never') : <Ago time={row.expiresAt} now={now} />}
        </Fact>
        <Fact name={t('Last used')}>
          {row.lastUsedAt === null ? t('Never') : <Ago time={row.lastUsedAt} now={now} />}
        </Fact>
        <Fact name={t('Created by {createdBy}', { createdBy })}>
          <Moment time={row.createdAt} />
        </Fact>
        {rotatedAt !== null && (
          <Fact name={t('Rotated')}>
            <Moment time={rotatedAt} />
          </Fact>
        )}
        {revokedAt !== null && (
          <Fact name={row.revocation === 'permanent' ? t('Revoked permanently') : t('Revoked')}>
            <Moment time={revokedAt} />
          </Fact>
        )}
      </dl>
    </ExactTimes>
  );
}

function Owner({ owner }: Pick<KeyDetails['row'], 'owner'>) {
  if (owner === null) return t('Tenant');
  return (
    <>
      <ScreenLink to={accountPath(owner.accountId)}>{owner.username}</ScreenLink>
      {!owner.active && ' (disabled)'}
    </>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt title={name}>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
