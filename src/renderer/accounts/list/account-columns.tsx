import { Anchor, VisuallyHidden } from '@mantine/core';
import type { AccountRow } from '../../../shared/account-row.ts';
import { t } from '../../../shared/language/t.ts';
import { LICENCE_NAMES } from '../licence-names.ts';
import cells from '../../access/AccessList.module.css';
import type { Column } from '../../access/AccessTable.tsx';
import { navigate } from '../../app/router.ts';
import { counted } from '../../ui/counted.ts';
import { formatNumber } from '../../ui/format.ts';
import { IconAlert } from '../../ui/icons.ts';
import { rich } from '../../ui/rich.tsx';
import { accountPath } from '../paths.ts';
import { StatusBadge } from '../StatusBadge.tsx';
import classes from './Accounts.module.css';
import { RowActions } from './RowActions.tsx';

const Quiet = ({ children }: { readonly children: string }) => (
  <span className={cells.quiet}>{children}</span>
);

function UsernameCell({ row: { id, username, displayName } }: { readonly row: AccountRow }) {
  return (
    <>
      <div className={cells.nameLine}>
        <Anchor
          href={`#${accountPath(id)}`}
          onClick={(event) => {
            event.preventDefault();
            navigate(accountPath(id));
          }}
          className={cells.name}
          title={username}
          fz="inherit"
        >
          {username}
        </Anchor>
      </div>
      {displayName !== '' && displayName !== username && (
        <div className={cells.under} title={displayName}>
          {displayName}
        </div>
      )}
    </>
  );
}

/** Names in at most two lines, all of them on hover. */
function NamesCell({ names, none }: { readonly names: readonly { name: string }[]; readonly none: string }) {
  if (names.length === 0) return <Quiet>{none}</Quiet>;
  const text = names.map(({ name }) => name).join(', ');
  return (
    <span className={cells.twoLines} title={text}>
      {text}
    </span>
  );
}

function KeysCell({ row: { keys, activeKeys } }: { readonly row: AccountRow }) {
  if (keys === 0) return <Quiet>0</Quiet>;
  if (keys === activeKeys) return formatNumber(keys);
  return (
    <span
      title={t('{activeKeys} active of {keys}', {
        activeKeys: formatNumber(activeKeys),
        keys: counted(keys, 'key'),
      })}
    >
      {rich('{activeKeys}<visuallyHidden> active</visuallyHidden> of {keys}', {
        activeKeys: formatNumber(activeKeys),
        visuallyHidden: <VisuallyHidden component="span" />,
        keys: formatNumber(keys),
      })}
    </span>
  );
}

function DataAccessCell({ row: { keys, dataAccessGroups } }: { readonly row: AccountRow }) {
  if (keys === 0 || dataAccessGroups.length > 0)
    return <NamesCell names={dataAccessGroups} none={t('None')} />;
  return (
    <span
      className={classes.warning}
      title={t('It has keys and is in no data access group, so that its keys reach no data.')}
    >
      <IconAlert size={14} stroke={1.9} aria-hidden="true" />
      {t('reaches no data')}
    </span>
  );
}

interface Actions {
  /** Why a row's account can neither be disabled nor deleted. */
  readonly refusalOf: (row: AccountRow) => string | null;
  readonly onStatus: (row: AccountRow) => void;
  readonly onDelete: (row: AccountRow) => void;
}

/** The columns of the list, with the actions of a row at the end when there are any. */
export function accountColumns(actions: Actions | null): readonly Column<AccountRow>[] {
  return [
    { name: t('Username'), renderCell: (row) => <UsernameCell row={row} /> },
    { name: t('License'), width: 60, renderCell: ({ licence }) => t(LICENCE_NAMES[licence]) },
    {
      name: t('API only'),
      width: 66,
      renderCell: ({ apiOnly }) => (apiOnly ? t('Yes') : <Quiet>{t('No')}</Quiet>),
    },
    { name: t('Status'), width: 98, renderCell: ({ status }) => <StatusBadge status={status} /> },
    { name: t('Roles'), width: 124, renderCell: ({ roles }) => <NamesCell names={roles} none={t('None')} /> },
    { name: t('Api keys'), width: 72, renderCell: (row) => <KeysCell row={row} /> },
    { name: t('Data access'), width: 136, renderCell: (row) => <DataAccessCell row={row} /> },
    ...(actions === null ? [] : [actionsColumn(actions)]),
  ];
}

const actionsColumn = ({ refusalOf, onStatus, onDelete }: Actions): Column<AccountRow> => ({
  name: t('Actions'),
  width: 82,
  actions: true,
  renderCell: (row) => (
    <RowActions
      row={row}
      refusal={refusalOf(row)}
      onStatus={() => onStatus(row)}
      onDelete={() => onDelete(row)}
    />
  ),
});
