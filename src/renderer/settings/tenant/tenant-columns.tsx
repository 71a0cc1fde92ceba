import { ActionIcon, Badge, Button, Tooltip } from '@mantine/core';
import lists from '../../access/AccessList.module.css';
import type { Column } from '../../access/AccessTable.tsx';
import type { Tenant } from '../../../shared/tenants.ts';
import { formatNumber } from '../../ui/format.ts';
import { IconArchive, IconPencil, IconRestore } from '../../ui/icons.ts';
import { Moment } from '../../ui/Moment.tsx';
import { keptOpen, stateOf } from './tenant-state.ts';

interface Options {
  readonly openId: number;
  readonly ownId: number;
  /** The tenant that is being opened. */
  readonly opening: number | null;
  readonly onOpen: (tenant: Tenant) => void;
  readonly onEdit: (tenant: Tenant) => void;
  readonly onArchive: (tenant: Tenant) => void;
  readonly onRestore: (tenant: Tenant) => void;
}

/** The columns of the list of tenants. */
export function tenantColumns(options: Options): readonly Column<Tenant>[] {
  const { openId, ownId } = options;
  return [
    {
      name: 'Name',
      renderCell: ({ id, name }) => (
        <div className={lists.nameLine}>
          <span className={lists.name} title={name}>
            {name}
          </span>
          {id === ownId && (
            <Badge size="sm" tt="none" variant="light" color="gray" className={lists.badge}>
              Your own
            </Badge>
          )}
        </div>
      ),
    },
    {
      name: 'Key prefix',
      width: 100,
      renderCell: ({ keyPrefix }) => <span className={lists.mono}>{keyPrefix}</span>,
    },
    {
      name: 'Keys',
      width: 86,
      renderCell: ({ countedKeys, keyLimit }) => `${formatNumber(countedKeys)}/${formatNumber(keyLimit)}`,
    },
    { name: 'Accounts', width: 80, renderCell: ({ accounts }) => formatNumber(accounts) },
    { name: 'Created', width: 108, renderCell: ({ createdAt }) => <Moment time={createdAt} /> },
    {
      name: 'State',
      width: 92,
      renderCell: (tenant) => {
        const state = stateOf(tenant, openId);
        return (
          <Badge
            size="sm"
            tt="none"
            variant="light"
            fw={500}
            color={state === 'Archived' ? 'yellow' : state === 'Open' ? 'patina' : 'gray'}
          >
            {state}
          </Badge>
        );
      },
    },
    {
      name: 'Actions',
      width: 148,
      actions: true,
      renderCell: (tenant) => <Actions tenant={tenant} {...options} />,
    },
  ];
}

function Actions({ tenant, ...options }: Options & { readonly tenant: Tenant }) {
  const { id, name, archivedAt } = tenant;
  const kept = keptOpen(tenant, options.openId, options.ownId);
  return (
    <div className={lists.actions}>
      {archivedAt === null && id !== options.openId && (
        <Button
          variant="subtle"
          size="compact-sm"
          aria-label={`Open ${name}`}
          loading={options.opening === id}
          onClick={() => options.onOpen(tenant)}
        >
          Open
        </Button>
      )}
      <Tooltip label="Edit">
        <ActionIcon
          variant="subtle"
          color="gray"
          size={30}
          aria-label={`Edit ${name}`}
          onClick={() => options.onEdit(tenant)}
        >
          <IconPencil size={17} stroke={1.75} />
        </ActionIcon>
      </Tooltip>
      {archivedAt === null ? (
        <Tooltip label={kept ?? 'Archive'} events={{ hover: true, focus: kept !== null, touch: false }}>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={30}
            aria-label={`Archive ${name}`}
            {...(kept !== null && {
              'data-disabled': true,
              'aria-disabled': true,
              'aria-description': kept,
            })}
            onClick={() => kept === null && options.onArchive(tenant)}
          >
            <IconArchive size={17} stroke={1.75} />
          </ActionIcon>
        </Tooltip>
      ) : (
        <Tooltip label="Restore">
          <ActionIcon
            variant="subtle"
            color="gray"
            size={30}
            aria-label={`Restore ${name}`}
            onClick={() => options.onRestore(tenant)}
          >
            <IconRestore size={17} stroke={1.75} />
          </ActionIcon>
        </Tooltip>
      )}
    </div>
  );
}
