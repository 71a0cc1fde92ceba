import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { LogEntry } from '../../shared/activity-log.ts';
import { t } from '../../shared/language/t.ts';
import { useDensity } from '../app/density.ts';
import { ExactTimes } from '../ui/ExactTimes.tsx';
import { useNow } from '../ui/useNow.ts';
import classes from './ActivityLog.module.css';
import { EntryRow } from './EntryRow.tsx';
import type { Choice } from './filters.ts';
import type { Entries } from './useEntries.ts';

const OVERSCAN = 12;
/** Entries before the end of what is known at which more are read. */
const AHEAD = 40;
const HEIGHTS = { comfortable: 38, compact: 30 } as const;

interface Props {
  readonly entries: Entries;
  readonly known: readonly LogEntry[];
  readonly choose: (change: Partial<Choice>) => void;
}

/** The entries; only those in sight are drawn. Arrows move between them, Enter shows what one changed. */
export function EntryList({ entries, known, choose }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  const [active, setActive] = useState(0);
  /** The line that is to have the focus as soon as it is drawn. */
  const wanted = useRef<number | null>(null);
  const now = useNow(30_000);
  const height = useDensity(({ density }) => HEIGHTS[density]);
  const at = Math.min(active, known.length - 1);
  // oxlint-disable-next-line react/incompatible-library -- nothing here is handed to a memoised component
  const list = useVirtualizer({
    count: known.length,
    getScrollElement: () => box.current,
    getItemKey: (index) => known[index]?.seq ?? index,
    estimateSize: () => height,
    overscan: OVERSCAN,
    useFlushSync: false,
    initialRect: { width: 800, height: 500 },
    // The one with the focus stays, wherever the list is scrolled to.
    rangeExtractor: ({ startIndex, endIndex, overscan, count }) => {
      const first = Math.max(0, startIndex - overscan);
      const last = Math.min(count - 1, endIndex + overscan);
      const drawn = Array.from({ length: Math.max(0, last - first + 1) }, (_, place) => first + place);
      return at < first ? [at, ...drawn] : at > last ? [...drawn, at] : drawn;
    },
  });
  const last = list.range?.endIndex ?? 0;
  const { more, busy, failure } = entries;
  const next = entries.known?.next ?? null;
  useEffect(() => {
    if (next !== null && !busy && failure === null && last >= known.length - AHEAD) more();
  });

  const toggle = (seq: number) =>
    setOpen((before) => {
      const after = new Set(before);
      if (!after.delete(seq)) after.add(seq);
      return after;
    });
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    // Within what an entry shows, the arrows scroll.
    if (!(event.target instanceof Element) || !event.target.matches('[data-line]')) return;
    const screen = Math.max(1, last - (list.range?.startIndex ?? 0) - 1);
    const target = {
      ArrowUp: at - 1,
      ArrowDown: at + 1,
      PageUp: at - screen,
      PageDown: at + screen,
      Home: 0,
      End: known.length - 1,
    }[event.key];
    if (target === undefined) return;
    event.preventDefault();
    const index = Math.min(Math.max(target, 0), known.length - 1);
    wanted.current = index;
    setActive(index);
    list.scrollToIndex(index, { align: 'auto' });
  };
  useLayoutEffect(() => {
    if (wanted.current === null) return;
    const line = box.current?.querySelector<HTMLElement>(`[data-index="${wanted.current}"] [data-line]`);
    if (!line) return;
    wanted.current = null;
    line.focus({ preventScroll: true });
  });

  return (
    <ExactTimes>
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the keys are of the lines within */}
      <div ref={box} className={classes.box} onKeyDown={onKeyDown}>
        <ol className={classes.list} aria-label={t('Entries')} style={{ height: list.getTotalSize() }}>
          {list.getVirtualItems().map(({ index, key, start }) => {
            const entry = known[index];
            return (
              entry && (
                <li
                  key={key}
                  ref={list.measureElement}
                  data-index={index}
                  aria-posinset={index + 1}
                  aria-setsize={next === null ? known.length : -1}
                  style={{ transform: `translateY(${start}px)` }}
                >
                  <EntryRow
                    entry={entry}
                    now={now}
                    open={open.has(entry.seq)}
                    reachable={index === at}
                    onToggle={() => {
                      setActive(index);
                      toggle(entry.seq);
                    }}
                    choose={choose}
                  />
                </li>
              )
            );
          })}
        </ol>
      </div>
    </ExactTimes>
  );
}
