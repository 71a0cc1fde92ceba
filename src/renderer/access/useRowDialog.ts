import { useState } from 'react';

export interface RowDialog<Row> {
  /** Stays while the dialog fades out. */
  readonly row: Row | null;
  readonly opened: boolean;
  readonly open: (row: Row) => void;
  readonly close: () => void;
}

/** One dialog for all rows of a list: which row it is about, and whether it shows. */
export function useRowDialog<Row>(): RowDialog<Row> {
  const [row, setRow] = useState<Row | null>(null);
  const [opened, setOpened] = useState(false);
  return {
    row,
    opened,
    open: (next) => {
      setRow(next);
      setOpened(true);
    },
    close: () => setOpened(false),
  };
}
