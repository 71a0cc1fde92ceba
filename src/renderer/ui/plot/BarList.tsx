import { VisuallyHidden } from '@mantine/core';
import type { MouseEvent } from 'react';
import { formatNumber } from '../format.ts';
import classes from './BarList.module.css';

export interface BarRow {
  readonly key: string;
  readonly label: string;
  readonly count: number;
  readonly tone?: 'good' | 'warning' | 'bad' | 'quiet';
  /** A part of the row above it that is none. */
  readonly within?: boolean;
  readonly follow: () => void;
}

interface Props {
  /** What is counted: "key". */
  /** "key", "keys": what is counted, without the number. */
  readonly unit: (count: number) => string;
  readonly rows: readonly BarRow[];
  /** What the longest bar would stand for. */
  readonly whole: number;
  /** The address of the screen that `follow` opens. */
  readonly target: string;
}

/** Numbers below each other, each with a bar and a link to what was counted. */
export function BarList({ unit, rows, whole, target }: Props) {
  return (
    <ul className={classes.rows}>
      {rows.map(({ key, label, count, tone = 'good', within, follow }) => {
        const go = (event: MouseEvent) => {
          event.preventDefault();
          follow();
        };
        // One among a million is still to be seen.
        const part = count === 0 ? 0 : Math.max(count / whole, 0.01);
        return (
          <li key={key}>
            <a href={`#${target}`} className={classes.row} onClick={go} data-within={within || undefined}>
              <span>{label} </span>
              <span className={classes.number}>
                {formatNumber(count)}
                <VisuallyHidden component="span"> {unit(count)}</VisuallyHidden>
              </span>
              <svg
                className={classes.bar}
                viewBox="0 0 1 1"
                preserveAspectRatio="none"
                aria-hidden="true"
                data-tone={tone}
              >
                <rect width="1" height="1" className={classes.ground} />
                <rect width={part} height="1" className={classes.part} />
              </svg>
            </a>
          </li>
        );
      })}
    </ul>
  );
}
