import { ActionIcon, Badge, Tooltip } from '@mantine/core';
import { t } from '../../../shared/language/t.ts';
import lists from '../../access/AccessList.module.css';
import type { Column } from '../../access/AccessTable.tsx';
import type { Tenant } from '../../../shared/tenants.ts';
import { formatNumber } from '../../ui/format.ts';
import { IconArchive, IconEnter, IconPencil, IconRestore } from '../../ui/icons.ts';
import { Moment } from '../../ui/Moment.tsx';
import { keptOpen, STATE_NAMES, stateOf } from './tenant-state.ts';

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

const COLORS = { Open: 'patina', Active: 'gray', Archived: 'yellow' } as const;

/** The columns of the list of tenants. */
export function tenantColumns(options: Options): readonly Column<Tenant>[] {
  const { openId, ownId } = options;
  return [
    {
      name: t('Name'),
      renderCell: ({ name }) => (
        <span className={`${lists.twoLines} ${lists.strong}`} title={name}>
          {name}
        </span>
      ),
    },
    {
      name: t('Key prefix'),
      width: 86,
      renderCell: ({ keyPrefix }) => <span className={lists.mono}>{keyPrefix}</span>,
    },
    {
      name: t('Keys'),
      width: 78,
      renderCell: ({ countedKeys, keyLimit }) => `${formatNumber(countedKeys)}/${formatNumber(keyLimit)}`,
    },
    { name: t('Accounts'), width: 74, renderCell: ({ accounts }) => formatNumber(accounts) },
    { name: t('Created'), width: 116, renderCell: ({ createdAt }) => <Moment time={createdAt} /> },
    {
      name: t('State'),
      width: 86,
      renderCell: (tenant) => {
        const state = stateOf(tenant, openId);
        return (
          <>
            <Badge size="sm" tt="none" variant="light" fw={500} color={COLORS[state]}>
              {t(STATE_NAMES[state])}
            </Badge>
            {tenant.id === ownId && <div className={lists.under}>{t('Your own')}</div>}
          </>
        );
      },
    },
    {
      name: t('Actions'),
      width: 120,
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
        <Tooltip label={t('Open this tenant')}>
          <ActionIcon
            variant="subtle"
            size={30}
            aria-label={t('Open {name}', { name })}
            loading={options.opening === id}
            onClick={() => options.onOpen(tenant)}
          >
            <IconEnter size={17} stroke={1.75} />
          </ActionIcon>
        </Tooltip>
      )}
      <Tooltip label={t('Edit')}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={30}
          aria-label={t('Edit {name}', { name })}
          onClick={() => options.onEdit(tenant)}
        >
          <IconPencil size={17} stroke={1.75} />
        </ActionIcon>
      </Tooltip>
      {archivedAt === null ? (
        <Tooltip label={kept ?? t('Archive')} events={{ hover: true, focus: kept !== null, touch: false }}>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={30}
            aria-label={t('Archive {name}', { name })}
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
        <Tooltip label={t('Restore')}>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={30}
            aria-label={t('Restore {name}', { name })}
            onClick={() => options.onRestore(tenant)}
          >
            <IconRestore size={17} stroke={1.75} />
          </ActionIcon>
        </Tooltip>
      )}
    </div>
  );
}
