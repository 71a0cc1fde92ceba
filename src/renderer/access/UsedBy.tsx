import { Anchor, Modal, VisuallyHidden } from '@mantine/core';
import type { ReactNode } from 'react';
import { t } from '../../shared/language/t.ts';
import classes from './AccessList.module.css';
import type { RowDialog } from './useRowDialog.ts';

interface ButtonProps {
  readonly name: string;
  /** "3 keys, 1 account"; `null` when nothing uses it. */
  readonly text: string | null;
  readonly nobody: string;
  readonly onClick: () => void;
}

/** How many use something; opens the dialog that names them. */
export function UsedBy({ name, text, nobody, onClick }: ButtonProps) {
  if (text === null) return <span className={classes.quiet}>{nobody}</span>;
  return (
    <Anchor component="button" type="button" fz="inherit" ta="left" onClick={onClick}>
      {text}
      <VisuallyHidden component="span">{t(': show for {name}', { name })}</VisuallyHidden>
    </Anchor>
  );
}

interface DialogProps<Row> {
  readonly dialog: RowDialog<Row>;
  readonly title: (row: Row) => string;
  readonly children: (row: Row) => ReactNode;
}

export function UsedByDialog<Row>({ dialog, title, children }: DialogProps<Row>) {
  const { row, opened, close } = dialog;
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={row !== null && title(row)}
      size={440}
      closeButtonProps={{ 'aria-label': t('Close') }}
    >
      {row !== null && children(row)}
    </Modal>
  );
}
