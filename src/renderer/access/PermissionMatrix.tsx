import { useCallback, useEffect, useMemo, useRef } from 'react';
import { t } from '../../shared/language/t.ts';
import type { Permission } from '../../shared/permissions.ts';
import { ExactTimes } from '../ui/ExactTimes.tsx';
import classes from './Matrix.module.css';
import { useMatrixKeys } from './matrix-keys.ts';
import { idsOf, markOf, type Matrix, matrixOf, rowsWith, withTicks } from './matrix.ts';
import { HeadTick, MatrixLine, type OnTick } from './MatrixLine.tsx';

interface Props {
  readonly permissions: readonly Permission[];
  /** The ids that are ticked. */
  readonly value: readonly number[];
  readonly onChange: (value: number[]) => void;
  readonly readOnly: boolean;
  /** What was typed into the search box: it decides which rows show, and which ones a heading's tick is for. */
  readonly typed: string;
}

/** Permissions as ticks, resource × action; headings tick all of their row or column. */
export function PermissionMatrix({ permissions, value, onChange, readOnly, typed }: Props) {
  const matrix = useMemo(() => matrixOf(permissions), [permissions]);
  const rows = useMemo(() => rowsWith(matrix.rows, typed), [matrix, typed]);
  const ticked = useMemo(() => new Set(value), [value]);
  const table = useRef<HTMLTableElement>(null);
  const keys = useMatrixKeys(table);

  // The rows are not drawn again because the form has another function.
  const latest = useRef({ value, onChange });
  useEffect(() => {
    latest.current = { value, onChange };
  });
  const onTick = useCallback<OnTick>((ids, on) => {
    const { value: now, onChange: change } = latest.current;
    change(withTicks(now, ids, on));
  }, []);

  if (rows.length === 0) return null;
  return (
    <ExactTimes>
      <div className={classes.box}>
        <table
          ref={table}
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- arrows move in it
          role="grid"
          aria-label={t('Permissions')}
          aria-readonly={readOnly}
          className={classes.table}
          {...keys}
        >
          <MatrixHead
            matrix={{ ...matrix, rows }}
            all={rows.length === matrix.rows.length}
            ticked={ticked}
            readOnly={readOnly}
            onTick={onTick}
          />
          <tbody>
            {rows.map((row) => (
              <MatrixLine
                key={row.resource}
                row={row}
                ticks={idsOf(row.cells)
                  .filter((id) => ticked.has(id))
                  .join()}
                readOnly={readOnly}
                onTick={onTick}
              />
            ))}
          </tbody>
        </table>
      </div>
    </ExactTimes>
  );
}

interface HeadProps {
  readonly matrix: Matrix;
  /** False while a search leaves some out. */
  readonly all: boolean;
  readonly ticked: ReadonlySet<number>;
  readonly readOnly: boolean;
  readonly onTick: OnTick;
}

function MatrixHead({ matrix: { actions, rows }, all, ticked, readOnly, onTick }: HeadProps) {
  const heading = (ids: readonly number[], label: string, text: string) => (
    <HeadTick {...(!readOnly && { ids, label, mark: markOf(ids, ticked), onTick })}>{text}</HeadTick>
  );
  const which = all ? t('All resources') : t('All shown resources');
  return (
    <thead>
      <tr>
        <th scope="col">
          {heading(
            idsOf(rows.flatMap(({ cells }) => cells)),
            t('{which}: all actions', { which }),
            t('Resource'),
          )}
        </th>
        {actions.map((action, column) => (
          <th key={action} scope="col">
            {heading(idsOf(rows.map(({ cells }) => cells[column] ?? null)), `${which}: ${action}`, action)}
          </th>
        ))}
      </tr>
    </thead>
  );
}
