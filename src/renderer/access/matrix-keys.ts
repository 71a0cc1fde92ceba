import { type FocusEvent, type KeyboardEvent, type RefObject, useLayoutEffect, useRef } from 'react';

type Step = (cells: readonly (readonly (HTMLInputElement | null)[])[], row: number, column: number) => Line;
/** The ticks that a key may lead to, the nearest first. */
type Line = readonly (HTMLInputElement | null | undefined)[];

const STEPS: Readonly<Record<string, Step>> = {
  ArrowRight: (cells, row, column) => cells[row]?.slice(column + 1) ?? [],
  ArrowLeft: (cells, row, column) => cells[row]?.slice(0, column).toReversed() ?? [],
  ArrowDown: (cells, row, column) => cells.slice(row + 1).map((line) => line[column]),
  ArrowUp: (cells, row, column) =>
    cells
      .slice(0, row)
      .toReversed()
      .map((line) => line[column]),
  Home: (cells, row) => cells[row] ?? [],
  End: (cells, row) => cells[row]?.toReversed() ?? [],
  'Ctrl+Home': (cells) => cells.flat(),
  'Ctrl+End': (cells) => cells.flat().toReversed(),
};

const ticksOf = (table: HTMLTableElement) =>
  [...table.rows].map(({ cells }) => [...cells].map((cell) => cell.querySelector('input')));

/**
 * Keys of a table of ticks: Tab goes in and out of it, arrows from tick to tick, past places that have none. Which tick
 * Tab comes to is kept in the document, so that moving about renders nothing.
 */
export function useMatrixKeys(table: RefObject<HTMLTableElement | null>) {
  const current = useRef<HTMLInputElement>(null);

  const enter = (tick: HTMLInputElement) => {
    if (current.current !== null) current.current.tabIndex = -1;
    tick.tabIndex = 0;
    current.current = tick;
  };

  useLayoutEffect(() => {
    if (current.current?.isConnected) return;
    const first = table.current?.querySelector<HTMLInputElement>('td input');
    if (first) enter(first);
  });

  return {
    onFocus: (event: FocusEvent) => {
      if (event.target instanceof HTMLInputElement) enter(event.target);
    },
    onKeyDown: (event: KeyboardEvent) => {
      const tick = event.target;
      if (!(tick instanceof HTMLInputElement) || table.current === null) return;
      // Enter would send the form.
      if (event.key === 'Enter') {
        event.preventDefault();
        tick.click();
        return;
      }
      const step = STEPS[`${event.ctrlKey || event.metaKey ? 'Ctrl+' : ''}${event.key}`];
      const cell = tick.closest<HTMLTableCellElement>('th, td');
      const line = tick.closest('tr');
      if (!step || !cell || !line || event.altKey || event.shiftKey) return;
      event.preventDefault();
      step(ticksOf(table.current), line.rowIndex, cell.cellIndex)
        .find((found) => found != null)
        ?.focus();
    },
  };
}
