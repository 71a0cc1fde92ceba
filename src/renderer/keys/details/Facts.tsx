import type { ReactNode } from 'react';
import type { KeyDetails } from '../../../shared/key-row.ts';
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
        <Fact name="Owner">
          <Owner owner={row.owner} />
        </Fact>
        <Fact name="Authorization group">{row.authorizationGroup?.name ?? 'None'}</Fact>
        <Fact name="Roles">{roles.length === 0 ? 'None' : roles.map(({ name }) => name).join(', ')}</Fact>
        <Fact name="Expires">
          {row.expiresAt === null ? 'Never' : <Ago time={row.expiresAt} now={now} />}
        </Fact>
        <Fact name="Last used">
          {row.lastUsedAt === null ? 'Never' : <Ago time={row.lastUsedAt} now={now} />}
        </Fact>
        <Fact name={`Created by ${createdBy}`}>
          <Moment time={row.createdAt} />
        </Fact>
        {rotatedAt !== null && (
          <Fact name="Rotated">
            <Moment time={rotatedAt} />
          </Fact>
        )}
        {revokedAt !== null && (
          <Fact name={row.revocation === 'permanent' ? 'Revoked permanently' : 'Revoked'}>
            <Moment time={revokedAt} />
          </Fact>
        )}
      </dl>
    </ExactTimes>
  );
}

function Owner({ owner }: Pick<KeyDetails['row'], 'owner'>) {
  if (owner === null) return 'Tenant';
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
