import { memo, type ReactNode } from 'react';
import { t } from '../../shared/language/t.ts';
import classes from './Matrix.module.css';
import { idsOf, type Mark, markOf, type MatrixRow } from './matrix.ts';
import { Tick } from './Tick.tsx';

export type OnTick = (ids: readonly number[], on: boolean) => void;

interface RowProps {
  readonly row: MatrixRow;
  /** The ids of its ticks, as one text: a row whose ticks are the same is not drawn again. */
  readonly ticks: string;
  readonly readOnly: boolean;
  readonly onTick: OnTick;
}

/** One resource, with the tick for all of it and a tick for each action it has. */
export const MatrixLine = memo(function MatrixLine({
  row: { resource, cells },
  ticks,
  readOnly,
  onTick,
}: RowProps) {
  const ticked = new Set(ticks.split(',').map(Number));
  const ids = idsOf(cells);
  return (
    <tr>
      <th scope="row" title={resource}>
        <HeadTick
          {...(!readOnly && {
            ids,
            label: t('{resource}: all actions', { resource }),
            mark: markOf(ids, ticked),
            onTick,
          })}
        >
          {resource}
        </HeadTick>
      </th>
      {cells.map((cell, column) =>
        cell === null ? (
          // oxlint-disable-next-line react/no-array-index-key -- columns keep their order
          <td key={column}>
            <span className={`${classes.cell} ${classes.none}`} aria-hidden="true">
              ·
            </span>
          </td>
        ) : (
          <td key={cell.id}>
            {/* oxlint-disable-next-line jsx-a11y/label-has-associated-control -- the tick is a control */}
            <label className={classes.cell}>
              <Tick
                label={`${resource}: ${cell.action}`}
                description={cell.description}
                mark={ticked.has(cell.id) ? 'all' : 'none'}
                readOnly={readOnly}
                onTick={(on) => onTick([cell.id], on)}
              />
            </label>
          </td>
        ),
      )}
    </tr>
  );
});

interface HeadTickProps {
  readonly children: ReactNode;
  readonly ids?: readonly number[];
  readonly label?: string;
  readonly mark?: Mark;
  readonly onTick?: OnTick;
}

/** A heading, with the tick for everything under it or beside it unless nothing can be ticked. */
export function HeadTick({ children, ids, label, mark, onTick }: HeadTickProps) {
  if (!ids || label === undefined || !mark || !onTick) {
    return (
      <span className={classes.head}>
        <span>{children}</span>
      </span>
    );
  }
  return (
    <label className={classes.head}>
      <Tick label={label} mark={mark} onTick={(on) => onTick(ids, on)} />
      <span>{children}</span>
    </label>
  );
}
