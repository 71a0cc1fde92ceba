import { useRef, useState } from 'react';
import { t } from '../../../shared/language/t.ts';
import { useKeyRowHeight } from '../../app/density.ts';
import { ExactTimes } from '../../ui/ExactTimes.tsx';
import { useNow } from '../../ui/useNow.ts';
import { useMayChange } from '../may-change.ts';
import { COLUMNS } from './columns.ts';
import { KeyTableRow, rowId } from './KeyTableRow.tsx';
import { rowAt } from './pages.ts';
import { type MenuPlace, RowMenu } from './RowMenu.tsx';
import { isSelected, useSelection } from './selection.ts';
import { useKeys } from './state.ts';
import classes from './Table.module.css';
import { TableHead } from './TableHead.tsx';
import { useActiveRow } from './useActiveRow.ts';
import { useAnchor } from './useAnchor.ts';
import { useFresh } from './useFresh.ts';
import { useRowClicks } from './useRowClicks.ts';
import { useRowKeys } from './useRowKeys.ts';
import { useRowsInSight } from './useRowsInSight.ts';

interface Props {
  /** Whether there is anything that the person can do with selected keys. */
  readonly selectable: boolean;
  /** Whether the person may generate keys and change some; which ones, each row says. */
  readonly mayChangeSome: boolean;
}

/** The keys of the view. The focus stays on the table and names the active row, whose buttons alone Tab reaches. */
export function KeysTable({ selectable, mayChangeSome }: Props) {
  const { pages, total, expiringSoonDays, freshId, reading } = useKeys();
  const selection = useSelection();
  const mayChange = useMayChange();
  const now = useNow(30_000);
  const box = useRef<HTMLDivElement>(null);
  const [menu, setMenu] = useState<{ place: MenuPlace | null; opened: boolean }>(NO_MENU);
  const [active, setActive] = useActiveRow();
  const { count, drawn, reveal, perScreen } = useRowsInSight(box, active);
  useAnchor(box);
  useFresh(reveal);
  const moveTo = (index: number) => {
    setActive(index);
    reveal(index);
  };
  const openMenu = (place: MenuPlace) => setMenu({ place, opened: true });
  const onKeyDown = useRowKeys({
    active,
    count,
    perScreen,
    selectable,
    mayChange,
    mayBatch: mayChangeSome,
    moveTo,
    openMenu,
  });
  const clicks = useRowClicks({ setActive, openMenu });
  const menuRow = menu.opened ? menu.place?.row.id : undefined;

  return (
    <ExactTimes>
      <div
        ref={box}
        className={classes.box}
        role="region"
        aria-label={t('API keys')}
        aria-busy={pages.size === 0}
      >
        <table
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- tables of rows that act are grids
          role="grid"
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a grid is one stop for the keyboard
          tabIndex={0}
          aria-label={t('API keys')}
          aria-multiselectable={selectable}
          aria-rowcount={total === null ? -1 : total + 1}
          aria-activedescendant={count > 0 ? rowId(active) : undefined}
          data-waiting={reading || undefined}
          className={classes.table}
          onKeyDown={onKeyDown}
          {...clicks}
        >
          <colgroup>
            {selectable && <col data-column="select" />}
            {COLUMNS.map(({ column }) => (
              <col key={column} data-column={column} />
            ))}
            <col data-column="actions" />
          </colgroup>
          <TableHead selectable={selectable} />
          <tbody>
            {drawn.map((one) => {
              if (one.type === 'gap') return <Gap key={one.key} rows={one.rows} />;
              const row = rowAt(pages, one.index);
              return (
                <KeyTableRow
                  key={one.key}
                  row={row}
                  index={one.index}
                  now={now}
                  expiringSoonDays={expiringSoonDays}
                  fresh={row !== undefined && row.id === freshId}
                  selected={selectable ? row !== undefined && isSelected(selection, row.id) : null}
                  active={one.index === active}
                  menuOpen={row !== undefined && row.id === menuRow}
                  may={row !== undefined && mayChange(row)}
                />
              );
            })}
          </tbody>
        </table>
      </div>
      <RowMenu
        {...menu}
        now={now}
        may={menu.place !== null && mayChange(menu.place.row)}
        mayClone={mayChangeSome}
        onClose={() => setMenu({ place: menu.place, opened: false })}
      />
    </ExactTimes>
  );
}

const NO_MENU = { place: null, opened: false };

/** Takes the place of rows that are out of sight. */
function Gap({ rows }: { readonly rows: number }) {
  const rowHeight = useKeyRowHeight();
  return (
    <tr aria-hidden="true" className={classes.gap}>
      {/* oxlint-disable-next-line jsx-a11y/control-has-associated-label -- hidden from everybody */}
      <td colSpan={COLUMNS.length + 2} style={{ height: rows * rowHeight }} />
    </tr>
  );
}
