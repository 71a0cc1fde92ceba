import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { t } from '../../shared/language/t.ts';
import { navigate } from '../app/router.ts';
import { useMay } from '../app/session.ts';
import { type IconKey, IconPlus } from '../ui/icons.ts';
import { focusPageTitle } from '../ui/PageTitle.tsx';
import { AccessTable, type Column } from './AccessTable.tsx';
import { byName, contains, countedOf } from '../ui/counted.ts';
import { DeleteDialog } from './DeleteDialog.tsx';
import { NameCell, RowActions } from './ListCells.tsx';
import { EmptyList, ListFrame } from './ListFrame.tsx';
import { say, useSaid } from './said.ts';
import { type AccessRow, type Subject, USED } from './subjects.ts';
import { UsedBy, UsedByDialog } from './UsedBy.tsx';
import { UserNames } from './UserNames.tsx';
import { useReading } from './useReading.ts';
import { useRowDialog } from './useRowDialog.ts';

interface Props<Row> {
  readonly subject: Subject<Row>;
  /** Between the name and its users. */
  readonly columns: readonly Column<Row>[];
  readonly icon: typeof IconKey;
  /** What an empty list says. */
  readonly whatFor: string;
  readonly renderBadge?: (row: Row) => ReactNode;
  /** Beside **New**. */
  readonly actions?: ReactNode;
}

/** The list of roles, authorization groups, API sets or data access groups: who uses each, the way to its form, and its end. */
export function SubjectList<Row extends AccessRow>(props: Props<Row>) {
  const { subject, columns, icon, renderBadge } = props;
  const { one, many, path, use = USED } = subject;
  const reading = useReading(subject.list);
  const may = useMay('manage-access-control');
  const said = useSaid(path);
  const [typed, setTyped] = useState('');
  const users = useRowDialog<Row>();
  const deletion = useRowDialog<Row>();
  const open = (row: Row) => navigate(`${path}/${row.id}`);
  const shown =
    reading.value && byName(reading.value).filter((row) => contains(typed, row.name, row.description));
  const total = reading.value?.length ?? 0;

  const all: Column<Row>[] = [
    { name: t('Name'), renderCell: (row) => <NameCell row={row} path={path} badge={renderBadge?.(row)} /> },
    ...columns,
    {
      name: t(use.column),
      width: 160,
      renderCell: (row) => (
        <UsedBy
          name={row.name}
          text={use.count(row)}
          nobody={t(use.nobody)}
          onClick={() => users.open(row)}
        />
      ),
    },
    ...(may
      ? [
          {
            name: t('Actions'),
            width: 88,
            actions: true,
            renderCell: (row: Row) => (
              <RowActions
                name={row.name}
                onEdit={() => open(row)}
                onDelete={() => deletion.open(row)}
                kept={
                  row.builtIn ? t('Latchkey’s own {many} cannot be deleted.', { many: t(many) }) : undefined
                }
              />
            ),
          },
        ]
      : []),
  ];
  const status =
    shown === null
      ? t('Reading the {many}…', { many: t(many) })
      : typed === ''
        ? countedOf(total, one, many)
        : t('{shown} of {counted}', {
            shown: shown.length,
            counted: countedOf(total, one, many),
          });
  return (
    <ListFrame
      title={t(subject.title)}
      many={t(many)}
      about={t(subject.about)}
      reading={reading}
      total={total}
      typed={typed}
      onType={setTyped}
      shown={shown?.length ?? 0}
      status={said === null ? status : `${said.text} ${status}`}
      actions={
        <>
          {props.actions}
          {may && (
            <Button leftSection={<IconPlus size={16} />} onClick={() => navigate(`${path}/new`)}>
              {t('New')}
            </Button>
          )}
        </>
      }
      empty={
        <EmptyList
          icon={icon}
          title={t('No {many} yet', { many: t(many) })}
          action={
            may && (
              <Button mt="xs" variant="default" onClick={() => navigate(`${path}/new`)}>
                {t(subject.first)}
              </Button>
            )
          }
        >
          {props.whatFor}
        </EmptyList>
      }
    >
      <AccessTable
        label={t(subject.title)}
        columns={all}
        rows={shown}
        freshId={said?.id ?? null}
        onOpen={open}
      />
      <UsedByDialog dialog={users} title={({ name }) => use.who(name)}>
        {({ id }) => <UserNames id={id} read={subject.users} />}
      </UsedByDialog>
      <DeleteDialog
        dialog={deletion}
        one={t(one)}
        name={({ name }) => name}
        inUse={(row) => {
          const who = use.count(row);
          return who && `${use.inUse(row.name, who)} ${t(subject.release)}`;
        }}
        renderUsers={({ id }) => <UserNames id={id} read={subject.users} />}
        remove={({ id }) => subject.remove(id)}
        onRemoved={({ name }) => {
          say({ list: path, text: t('“{name}” was deleted.', { name }), id: null });
          reading.again();
          focusPageTitle();
        }}
      />
    </ListFrame>
  );
}
