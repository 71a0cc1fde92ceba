import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import type { AccountDetails } from '../../../../shared/account-row.ts';
import type { DataAccessGroup } from '../../../../shared/data-access.ts';
import { t } from '../../../../shared/language/t.ts';
import { AccessTable, type Column } from '../../../access/AccessTable.tsx';
import accessClasses from '../../../access/AccessList.module.css';
import { ScreenLink } from '../../../access/ScreenLink.tsx';
import { useMay } from '../../../app/session.ts';
import { counted } from '../../../ui/counted.ts';
import { FailureAlert } from '../../../ui/FailureAlert.tsx';
import { IconPlus } from '../../../ui/icons.ts';
import pageClasses from '../Account.module.css';
import { useWindow } from '../useWindow.ts';
import { groupPath } from '../../../data-access/paths.ts';
import { rich } from '../../../ui/rich.tsx';
import { RemoveFromGroup } from './RemoveFromGroup.tsx';
import { ScopeList } from './ScopeList.tsx';
import { useGroups } from './useGroups.ts';

interface Props {
  readonly account: AccountDetails;
  /** What stands above the tabs offers **Add to group** already. */
  readonly warned: boolean;
  readonly onAdd: () => void;
  readonly onChanged: () => void;
}

/** **Data access**: the groups of an account, and the data that its keys reach through them. */
export function DataAccessTab({ account, warned, onAdd, onChanged }: Props) {
  const { row, dataScopes } = account;
  const may = useMay('manage-access-control');
  const ids = new Set(row.dataAccessGroups.map(({ id }) => id));
  const { value, failure, busy, again } = useGroups([...ids].join(' '));
  const removing = useWindow();
  const [leaving, setLeaving] = useState<DataAccessGroup | null>(null);
  const remove = (group: DataAccessGroup) => {
    setLeaving(group);
    removing.open();
  };
  const groups = value?.filter(({ id }) => ids.has(id)) ?? null;
  const add = may && !(warned && ids.size === 0) && (
    <Button size="xs" leftSection={<IconPlus size={14} />} onClick={onAdd}>
      {t('Add to group')}
    </Button>
  );
  if (ids.size === 0) {
    return (
      <div className={pageClasses.empty}>
        <Text fw={500}>{t('In no data access group')}</Text>
        <Text size="sm" c="dimmed" ta="center" maw={460}>
          {rich(
            'A data access group says which data its members reach, e.g. that of a legal entity. Keys of an account in no group reach no data.{may}',
            { may: !may && t(' Ask somebody with the authority Manage Access Control to add it to one.') },
          )}
        </Text>
        {add}
      </div>
    );
  }
  return (
    <>
      <div className={pageClasses.tools}>
        <Text size="sm" c="dimmed">
          {rich('Its keys reach the data of these groups.{may}', {
            may: !may && t(' To change that you need the authority Manage Access Control.'),
          })}
        </Text>
        {add}
      </div>
      {failure !== null && (
        <div className={pageClasses.failure}>
          <FailureAlert failure={failure} />
          <Button size="xs" variant="default" loading={busy} onClick={again}>
            {t('Try again')}
          </Button>
        </div>
      )}
      {(groups !== null || failure === null) && (
        <AccessTable label={t('Data access groups')} columns={columns(may ? remove : null)} rows={groups} />
      )}
      <section className={pageClasses.together} aria-label={t('All data scopes')}>
        <Text size="sm" fw={500}>
          {dataScopes.length === 0
            ? t('Together')
            : t('Together {dataScopes}', { dataScopes: counted(dataScopes.length, 'data scope') })}
        </Text>
        <ScopeList label={t('All data scopes')} scopes={dataScopes} most={100} />
      </section>
      {removing.opened && leaving !== null && (
        <RemoveFromGroup
          account={row}
          group={leaving}
          groups={groups ?? []}
          onClose={() => removing.close()}
          onRemoved={() => {
            onChanged();
            // The button that opened it goes with its row.
            removing.close(true);
          }}
          onUndone={onChanged}
        />
      )}
    </>
  );
}

const columns = (onRemove: ((group: DataAccessGroup) => void) | null): readonly Column<DataAccessGroup>[] => [
  {
    name: t('Group'),
    width: 240,
    renderCell: ({ id, name, description }) => (
      <>
        <span className={accessClasses.clip} title={name}>
          <ScreenLink to={groupPath(id)}>{name}</ScreenLink>
        </span>
        {description !== '' && (
          <span className={accessClasses.under} title={description}>
            {description}
          </span>
        )}
      </>
    ),
  },
  {
    name: t('Data scopes'),
    renderCell: ({ name, scopes }) => (
      <ScopeList label={t('Scopes of {name}', { name })} scopes={scopes} most={6} />
    ),
  },
  ...(onRemove
    ? [
        {
          name: t('Actions'),
          width: 168,
          actions: true,
          renderCell: (group: DataAccessGroup) => (
            <div className={accessClasses.actions}>
              <Button size="compact-xs" variant="default" fw={500} onClick={() => onRemove(group)}>
                {t('Remove from group')}
              </Button>
            </div>
          ),
        },
      ]
    : []),
];
