import '@mantine/core/styles/Table.layer.css';
import { Anchor, Table, Text, Title } from '@mantine/core';
import { type ReactNode, useId, useState } from 'react';
import { t } from '../../../shared/language/t.ts';
import { formatNumber } from '../format.ts';
import classes from './Figure.module.css';
import { PlotLink } from './PlotLink.tsx';

/** What a plot shows, row by row. */
export interface PlotRow {
  readonly key: string | number;
  readonly name: string;
  readonly numbers: readonly number[];
  readonly follow?: (() => void) | undefined;
}

interface Props {
  readonly title: string;
  /** All of it in a sentence, below the title. */
  readonly summary?: string | undefined;
  /** What stands beside the title. */
  readonly aside?: ReactNode;
  /** Of the table: of its first column, which names the rows, and of those with numbers. */
  readonly columns: readonly string[];
  readonly rows: readonly PlotRow[];
  /** Where rows lead: the address of the screen that `follow` opens. */
  readonly target?: string;
  readonly children: ReactNode;
}

/** A plot with its caption, which is shown as a table to who prefers one. */
export function Figure({ title, summary, aside, columns, rows, target, children }: Props) {
  const [asTable, setAsTable] = useState(false);
  const id = useId();
  return (
    <figure className={classes.figure} aria-labelledby={id}>
      <figcaption className={classes.caption}>
        <div className={classes.head}>
          <Title order={2} id={id}>
            {title}
          </Title>
          {aside}
          <Anchor
            component="button"
            type="button"
            size="xs"
            className={classes.toggle}
            aria-describedby={id}
            onClick={() => setAsTable(!asTable)}
          >
            {asTable ? t('Show as plot') : t('Show as table')}
          </Anchor>
        </div>
        {summary !== undefined && (
          <Text size="xs" c="dimmed">
            {summary}
          </Text>
        )}
      </figcaption>
      {asTable ? (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls
        <div className={classes.scroll} role="region" aria-labelledby={id} tabIndex={0}>
          <Table aria-labelledby={id} borderColor="var(--latchkey-line)" className={classes.table}>
            <Table.Thead>
              <Table.Tr>
                {columns.map((column) => (
                  <Table.Th key={column} scope="col">
                    {column}
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map(({ key, name, numbers, follow }) => (
                <Table.Tr key={key}>
                  <Table.Th scope="row">
                    <PlotLink target={target} follow={follow}>
                      {name}
                    </PlotLink>
                  </Table.Th>
                  {numbers.map((number, index) => (
                    <Table.Td key={columns[index + 1]}>{formatNumber(number)}</Table.Td>
                  ))}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      ) : (
        children
      )}
    </figure>
  );
}
