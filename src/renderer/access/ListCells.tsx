import { ActionIcon, Anchor, Tooltip } from '@mantine/core';
import type { MouseEvent, ReactNode } from 'react';
import { t } from '../../shared/language/t.ts';
import { navigate } from '../app/router.ts';
import { IconPencil, IconTrash } from '../ui/icons.ts';
import classes from './AccessList.module.css';
import type { AccessRow } from './subjects.ts';

interface NameProps {
  readonly row: AccessRow;
  readonly path: string;
  readonly badge: ReactNode;
}

/** The name, which leads to the form, and the description under it. */
export function NameCell({ row, path, badge }: NameProps) {
  const target = `${path}/${row.id}`;
  const follow = (event: MouseEvent) => {
    event.preventDefault();
    navigate(target);
  };
  return (
    <>
      <div className={classes.nameLine}>
        <Anchor href={`#${target}`} onClick={follow} className={classes.name} title={row.name} fz="inherit">
          {row.name}
        </Anchor>
        {badge}
      </div>
      {row.description !== '' && (
        <div className={classes.under} title={row.description}>
          {row.description}
        </div>
      )}
    </>
  );
}

interface ActionsProps {
  readonly name: string;
  readonly onEdit: () => void;
  readonly onDelete: () => void;
  /** Why it can never be deleted. */
  readonly kept?: string | undefined;
}

/** Pencil and bin of a row. */
export function RowActions({ name, onEdit, onDelete, kept }: ActionsProps) {
  return (
    <div className={classes.actions}>
      <Tooltip label={t('Edit')}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={30}
          aria-label={t('Edit {name}', { name })}
          onClick={onEdit}
        >
          <IconPencil size={17} stroke={1.75} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={kept ?? t('Delete')} events={{ hover: true, focus: kept !== undefined, touch: false }}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={30}
          aria-label={t('Delete {name}', { name })}
          {...(kept !== undefined && { 'data-disabled': true, 'aria-disabled': true })}
          {...(kept !== undefined && { 'aria-description': kept })}
          onClick={() => kept === undefined && onDelete()}
        >
          <IconTrash size={17} stroke={1.75} />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}
