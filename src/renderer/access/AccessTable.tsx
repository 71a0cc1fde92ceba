import { Skeleton, Table } from '@mantine/core';
import type { MouseEvent, ReactNode } from 'react';
import classes from './AccessList.module.css';

export interface Column<Row> {
  readonly name: string;
  /** Without one the column takes what is left. */
  readonly width?: number;
  /** Its heading is for screen readers only. */
  readonly actions?: boolean;
  readonly renderCell: (row: Row) => ReactNode;
}

interface Props<Row> {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  /** `null` while they are being read. */
  readonly rows: readonly Row[] | null;
  readonly freshId?: number | null;
  /** Rows that stand back, because what they tell of is out of use. */
  readonly dimmed?: (row: Row) => boolean;
  /** What a click on a row does; its first cell holds a link or button that does the same for the keyboard. */
  readonly onOpen?: (row: Row) => void;
  /** Below the rows, and scrolling with them. */
  readonly foot?: ReactNode;
}

/** The table of a list in a box of its own; the first column names the row. */
export function AccessTable<Row extends { readonly id: number }>(props: Props<Row>) {
  const { label, columns, rows, freshId = null, dimmed, onOpen, foot } = props;
  const open = (event: MouseEvent, row: Row) => {
    const onControl = event.target instanceof Element && event.target.closest('a, button') !== null;
    if (!onControl && window.getSelection()?.isCollapsed !== false) onOpen?.(row);
  };
  return (
    <div
      className={classes.box}
      role="region"
      aria-label={label}
      aria-busy={rows === null}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the keyboard's way to scroll
      tabIndex={0}
    >
      <Table stickyHeader layout="fixed" borderColor="var(--latchkey-line)" className={classes.table}>
        <colgroup>
          {columns.map(({ name, width }) => (
            <col key={name} style={width === undefined ? undefined : { width }} />
          ))}
        </colgroup>
        <Table.Thead>
          <Table.Tr>
            {columns.map(({ name, actions }) =>
              actions ? (
                <Table.Td key={name} />
              ) : (
                <Table.Th key={name} scope="col">
                  {name}
                </Table.Th>
              ),
            )}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows?.map((row) => (
            <Table.Tr
              key={row.id}
              data-fresh={row.id === freshId || undefined}
              data-dimmed={dimmed?.(row) || undefined}
              data-opens={onOpen !== undefined || undefined}
              onClick={(event) => open(event, row)}
            >
              {columns.map(({ name, renderCell }, index) =>
                index === 0 ? (
                  <Table.Th key={name} scope="row" className={classes.rowHead}>
                    {renderCell(row)}
                  </Table.Th>
                ) : (
                  <Table.Td key={name}>{renderCell(row)}</Table.Td>
                ),
              )}
            </Table.Tr>
          ))}
          {rows === null && [1, 2, 3, 4, 5].map((line) => <SkeletonLine key={line} of={columns.length} />)}
        </Table.Tbody>
      </Table>
      {foot}
    </div>
  );
}

function SkeletonLine({ of }: { readonly of: number }) {
  return (
    <Table.Tr aria-hidden="true">
      {Array.from({ length: of }, (_, column) => (
        <Table.Td key={column}>
          <Skeleton height={12} width={column === 0 ? '55%' : '75%'} />
        </Table.Td>
      ))}
    </Table.Tr>
  );
}
