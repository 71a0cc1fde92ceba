import { Badge, Skeleton, Table } from '@mantine/core';
import { memo } from 'react';
import type { KeyRow } from '../../shared/keys.ts';
import { Ago, Moment } from '../ui/Moment.tsx';
import { IconBan } from '../ui/icons.ts';
import { ExpiresCell } from './ExpiresCell.tsx';
import classes from './Keys.module.css';

interface Props {
  readonly row: KeyRow;
  /** Its place in the whole table, counted from 1 with the header. */
  readonly index: number;
  readonly now: number;
  readonly expiringSoonDays: number;
  readonly fresh: boolean;
}

export const KeyTableRow = memo(function KeyTableRow({ row, index, now, expiringSoonDays, fresh }: Props) {
  const revoked = row.state === 'revoked';
  return (
    <Table.Tr aria-rowindex={index} data-fresh={fresh || undefined} data-revoked={revoked || undefined}>
      <Table.Th scope="row" className={classes.name}>
        <div className={classes.line} title={row.name}>
          {revoked && <IconBan size={15} aria-hidden="true" />}
          {row.name}
        </div>
        {row.description !== '' && (
          <div className={classes.under} title={row.description}>
            {row.description}
          </div>
        )}
      </Table.Th>
      <Table.Td className={classes.hint}>{row.hint}</Table.Td>
      <Table.Td>
        <div className={classes.line} title={row.owner?.username}>
          {row.owner?.username ?? 'Tenant'}
        </div>
      </Table.Td>
      <Table.Td>
        <div className={classes.line} title={row.authorizationGroup ?? undefined}>
          {row.authorizationGroup ?? '—'}
        </div>
      </Table.Td>
      <Table.Td>
        <Badge
          size="sm"
          tt="none"
          variant="light"
          color={revoked ? 'gray' : 'patina'}
          className={classes.badge}
        >
          {revoked ? 'Revoked' : 'Active'}
        </Badge>
      </Table.Td>
      <Table.Td>
        <ExpiresCell expiresAt={row.expiresAt} now={now} expiringSoonDays={expiringSoonDays} />
      </Table.Td>
      <Table.Td>
        {row.lastUsedAt === null ? (
          <span className={classes.never}>Never</span>
        ) : (
          <Ago time={row.lastUsedAt} now={now} />
        )}
      </Table.Td>
      <Table.Td>
        <Moment time={row.createdAt} />
      </Table.Td>
    </Table.Tr>
  );
});

export function SkeletonRow({ columns }: { readonly columns: number }) {
  return (
    <Table.Tr aria-hidden="true">
      {Array.from({ length: columns }, (_, column) => (
        <Table.Td key={column}>
          <Skeleton height={12} width={column === 0 ? '55%' : '75%'} />
        </Table.Td>
      ))}
    </Table.Tr>
  );
}
