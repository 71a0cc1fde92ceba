import { Badge } from '@mantine/core';
import type { ImportPreview, ImportProblem } from '../../../shared/key-import.ts';
import { t } from '../../../shared/language/t.ts';
import type { Column } from '../../access/AccessTable.tsx';
import { formatNumber } from '../../ui/format.ts';
import { Moment } from '../../ui/Moment.tsx';
import classes from './Import.module.css';

interface FirstRow {
  readonly id: number;
  readonly key: ImportPreview['first'][number];
}
interface ProblemRow {
  readonly id: number;
  readonly problem: ImportProblem;
}

const Clipped = ({ children }: { readonly children: string }) => (
  <span className={classes.clip} title={children}>
    {children}
  </span>
);

/** The columns of keys that would be imported. */
export const firstColumns = (): readonly Column<FirstRow>[] => [
  { name: t('Name'), renderCell: ({ key: { name } }) => <Clipped>{name}</Clipped> },
  {
    name: t('Key'),
    width: 180,
    renderCell: ({ key: { hint } }) => <span className={classes.mono}>{hint}</span>,
  },
  {
    name: t('Owner'),
    width: 140,
    renderCell: ({ key: { owner } }) => <Clipped>{owner ?? t('Tenant')}</Clipped>,
  },
  {
    name: t('Authorization group'),
    width: 160,
    renderCell: ({ key: { authorizationGroup } }) => <Clipped>{authorizationGroup ?? '–'}</Clipped>,
  },
  {
    name: t('Status'),
    width: 96,
    renderCell: ({ key: { revoked } }) => (
      <Badge variant="light" color={revoked ? 'red' : 'patina'} tt="none">
        {revoked ? t('Revoked') : t('Active')}
      </Badge>
    ),
  },
  {
    name: t('Expires'),
    width: 120,
    renderCell: ({ key: { expiresAt } }) => (expiresAt === null ? t('Never') : <Moment time={expiresAt} />),
  },
];

/** The columns of what is wrong with rows. */
export const problemColumns = (): readonly Column<ProblemRow>[] => [
  {
    name: t('Row'),
    width: 84,
    renderCell: ({ problem: { row } }) => formatNumber(row),
  },
  {
    name: t('Column'),
    width: 170,
    renderCell: ({ problem: { column } }) => (column === '' ? '–' : column),
  },
  {
    name: t('What is wrong'),
    renderCell: ({ problem: { message } }) => <span className={classes.message}>{message}</span>,
  },
];
