import { useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useEffect, useLayoutEffect } from 'react';
import { useKeyRowHeight } from '../../app/density.ts';
import { HEAD_HEIGHT } from './columns.ts';
import { type Drawn, drawnOf, withActive } from './drawn.ts';
import { pageOf } from './pages.ts';
import { need } from './reader.ts';
import { roomFor, useKeys } from './state.ts';

const OVERSCAN = 10;
/** Rows that are read before they come into sight. */
const AHEAD = 25;
/** A browser draws nothing beyond 33 million pixels. Whoever has more keys than this sorts or searches. */
const MOST_ROWS = 600_000;

/** Where the list was left, to come back to it. */
let left = { epoch: -1, top: 0 };

interface RowsInSight {
  /** Rows that the table has room for. */
  readonly count: number;
  readonly drawn: readonly Drawn[];
  /** Brings a row into sight. */
  readonly reveal: (index: number) => void;
  /** Rows that fit into the box. */
  readonly perScreen: number;
}

/** Which rows are to be drawn while the box scrolls; asks for the pages that they are on. */
export function useRowsInSight(box: RefObject<HTMLElement | null>, active: number): RowsInSight {
  const { pages, total, epoch, reading } = useKeys();
  const rowHeight = useKeyRowHeight();
  const count = Math.min(roomFor({ total, pages }), MOST_ROWS);
  // oxlint-disable-next-line react/incompatible-library -- nothing here is handed to a memoised component
  const list = useVirtualizer({
    count,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    overscan: OVERSCAN,
    paddingStart: HEAD_HEIGHT,
    scrollPaddingStart: HEAD_HEIGHT,
    useFlushSync: false,
    initialOffset: left.epoch === epoch ? left.top : 0,
    initialRect: { width: 800, height: 500 },
    rangeExtractor: (range) => withActive(range, active),
  });
  const first = list.range?.startIndex ?? 0;
  const last = list.range?.endIndex ?? 0;
  const firstPage = pageOf(Math.max(0, first - AHEAD));
  const lastPage = pageOf(Math.min(Math.max(0, count - 1), last + AHEAD));
  useEffect(() => {
    if (!reading) need(firstPage, lastPage);
  }, [firstPage, lastPage, epoch, reading]);

  useLayoutEffect(() => {
    const element = box.current;
    return () => {
      if (element) left = { epoch: useKeys.getState().epoch, top: element.scrollTop };
    };
  }, [box]);

  const indices = list.getVirtualItems().map(({ index }) => index);
  return {
    count,
    drawn: drawnOf(indices, count, pages),
    reveal: (index) => list.scrollToIndex(index, { align: 'auto' }),
    perScreen: Math.max(1, last - first - 1),
  };
}
