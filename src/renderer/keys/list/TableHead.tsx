import { useEffect, useRef } from 'react';
import { t } from '../../../shared/language/t.ts';
import { IconSortDown, IconSortUp } from '../../ui/icons.ts';
import { sortBy } from '../keys-store.ts';
import { COLUMNS } from './columns.ts';
import { selectAll, selectedCount, selectNothing, useSelection } from './selection.ts';
import { useKeys } from './state.ts';
import classes from './Table.module.css';

/** Column names that sort, and the box that selects all. */
export function TableHead({ selectable }: { readonly selectable: boolean }) {
  const { column: sorted, descending } = useKeys((store) => store.view.sort);
  return (
    <thead>
      <tr aria-rowindex={1}>
        {selectable && (
          <th scope="col" className={classes.tick}>
            <SelectAll />
          </th>
        )}
        {COLUMNS.map(({ column, name }) => (
          <th
            key={column}
            scope="col"
            aria-sort={sorted !== column ? 'none' : descending ? 'descending' : 'ascending'}
          >
            <button type="button" className={classes.sort} onClick={() => sortBy(column)}>
              {t(name)}
              {sorted === column &&
                (descending ? (
                  <IconSortDown size={13} aria-hidden="true" />
                ) : (
                  <IconSortUp size={13} aria-hidden="true" />
                ))}
            </button>
          </th>
        ))}
        <th scope="col" className={classes.actions}>
          <span className={classes.hidden}>{t('Actions')}</span>
        </th>
      </tr>
    </thead>
  );
}

/** Ticks every key of the view, on whatever page it is. */
function SelectAll() {
  const selection = useSelection();
  const total = useKeys((store) => store.total);
  const box = useRef<HTMLInputElement>(null);
  const count = selectedCount(selection, total);
  const every = selection.all && selection.ids.size === 0;
  const checked = every || (total !== null && total > 0 && count === total);
  const some = !checked && count !== 0;
  useEffect(() => {
    if (box.current) box.current.indeterminate = some;
  }, [some]);
  return (
    <input
      ref={box}
      type="checkbox"
      aria-label={t('Select all keys')}
      checked={checked}
      disabled={total === 0}
      onChange={() => (checked ? selectNothing() : selectAll())}
    />
  );
}
