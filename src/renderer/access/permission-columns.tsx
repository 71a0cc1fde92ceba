import { t } from '../../shared/language/t.ts';
import type { Permission } from '../../shared/permissions.ts';
import classes from './AccessList.module.css';
import type { Column } from './AccessTable.tsx';
import { grantersText } from './granters.ts';
import { RowActions } from './ListCells.tsx';
import { nameOf } from './matrix.ts';
import { UsedBy } from './UsedBy.tsx';
import type { NameList } from './UserNames.tsx';

interface Options {
  readonly granters: (permission: Permission) => readonly NameList[];
  readonly onUsers: (permission: Permission) => void;
  /** Both are missing for who may only look. */
  readonly onEdit?: (permission: Permission) => void;
  readonly onDelete?: (permission: Permission) => void;
}

/** The columns of the permission catalogue. */
export function permissionColumns({ granters, onUsers, onEdit, onDelete }: Options): Column<Permission>[] {
  return [
    {
      name: t('Resource'),
      width: 170,
      renderCell: ({ resource }) => (
        <span className={classes.clip} title={resource}>
          {resource}
        </span>
      ),
    },
    {
      name: t('Action'),
      width: 120,
      renderCell: ({ action }) => (
        <span className={classes.clip} title={action}>
          {action}
        </span>
      ),
    },
    {
      name: t('Description'),
      renderCell: ({ description }) => (
        <span className={classes.twoLines} title={description}>
          {description}
        </span>
      ),
    },
    {
      name: t('Granted by'),
      width: 140,
      renderCell: (permission) => (
        <UsedBy
          name={nameOf(permission)}
          text={grantersText(granters(permission))}
          nobody={t('Nothing')}
          onClick={() => onUsers(permission)}
        />
      ),
    },
    ...(onEdit && onDelete
      ? [
          {
            name: t('Actions'),
            width: 88,
            actions: true,
            renderCell: (permission: Permission) => (
              <RowActions
                name={nameOf(permission)}
                onEdit={() => onEdit(permission)}
                onDelete={() => onDelete(permission)}
              />
            ),
          },
        ]
      : []),
  ];
}
