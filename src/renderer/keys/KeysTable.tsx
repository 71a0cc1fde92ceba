import { Button, Table, Text } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { KeyRow } from '../../shared/keys.ts';
import { ExactTimes } from '../ui/ExactTimes.tsx';
import { FailureAlert } from '../ui/FailureAlert.tsx';
import { formatNumber } from '../ui/format.ts';
import { useNow } from '../ui/useNow.ts';
import { loadMore, markFresh, useKeys } from './keys-store.ts';
import classes from './Keys.module.css';
import { KeyTableRow, SkeletonRow } from './KeyTableRow.tsx';

const COLUMNS = [
  'Name',
  'Key',
  'Owner',
  'Authorization group',
  'Status',
  'Expires',
  'Last used',
  'Created',
] as const;
const MARKED_FOR = 6000;

interface Props {
  readonly rows: readonly KeyRow[];
  readonly total: number;
}

/** Rows of one fixed height in a box of its own, so that drawing only the visible ones is a change in this file alone. */
export function KeysTable({ rows, total }: Props) {
  const { freshId, expiringSoonDays, loading, failure } = useKeys();
  const now = useNow(30_000);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (freshId === null) return;
    box.current?.scrollTo({ top: 0 });
    const timer = setTimeout(() => markFresh(null), MARKED_FOR);
    return () => clearTimeout(timer);
  }, [freshId]);

  const first = rows.length === 0;
  return (
    <ExactTimes>
      <div
        ref={box}
        className={classes.box}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the keyboard's way to scroll
        tabIndex={0}
        role="region"
        aria-label="API keys"
        aria-busy={first}
      >
        <Table
          stickyHeader
          borderColor="var(--latchkey-line)"
          layout="fixed"
          aria-rowcount={first ? undefined : total + 1}
          className={classes.table}
        >
          <colgroup>
            {COLUMNS.map((name) => (
              <col key={name} data-column={name} />
            ))}
          </colgroup>
          <Table.Thead>
            <Table.Tr aria-rowindex={1}>
              {COLUMNS.map((name) => (
                <Table.Th key={name} scope="col">
                  {name}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row, index) => (
              <KeyTableRow
                key={row.id}
                row={row}
                index={index + 2}
                now={now}
                expiringSoonDays={expiringSoonDays}
                fresh={row.id === freshId}
              />
            ))}
            {first && [1, 2, 3, 4, 5, 6].map((one) => <SkeletonRow key={one} columns={COLUMNS.length} />)}
          </Table.Tbody>
        </Table>
        {!first && rows.length < total && <Sentinel key={rows.length} box={box} stopped={failure !== null} />}
        {failure !== null && (
          <div className={classes.failure}>
            <FailureAlert failure={failure} />
            <Button variant="default" onClick={() => void loadMore()}>
              Try again
            </Button>
          </div>
        )}
      </div>
      <Text size="xs" c="dimmed" role="status" className={classes.count}>
        {first
          ? 'Reading the keys…'
          : rows.length < total
            ? `${formatNumber(rows.length)} of ${formatNumber(total)} keys shown${loading ? '…' : ''}`
            : `${formatNumber(total)} ${total === 1 ? 'key' : 'keys'}`}
      </Text>
    </ExactTimes>
  );
}

interface SentinelProps {
  readonly box: React.RefObject<HTMLDivElement | null>;
  /** After a failure only the person tries again. */
  readonly stopped: boolean;
}

/** Reads on shortly before it comes into view. Made anew for each page: one that stays in view does not report again. */
function Sentinel({ box, stopped }: SentinelProps) {
  const end = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (stopped || end.current === null) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) void loadMore();
      },
      { root: box.current, rootMargin: '600px 0px' },
    );
    observer.observe(end.current);
    return () => observer.disconnect();
  }, [box, stopped]);
  return <div ref={end} className={classes.sentinel} />;
}
