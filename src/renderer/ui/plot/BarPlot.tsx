import type { MouseEvent, ReactNode } from 'react';
import { ExactTimes } from '../ExactTimes.tsx';
import { formatNumber } from '../format.ts';
import classes from './BarPlot.module.css';
import { scaleTop } from './scale.ts';

/** One bar, from the ground up: its parts stand on each other. */
export interface Bar {
  readonly key: number;
  readonly parts: readonly number[];
  /** What it says, on hover and to those who do not see it. */
  readonly name: string;
  /** Where it leads. */
  readonly follow?: (() => void) | undefined;
}

interface Tick {
  /** The place of its bar. */
  readonly bar: number;
  readonly text: string;
}

interface Props {
  readonly label: string;
  /** All of it in a sentence. */
  readonly summary: string;
  readonly bars: readonly Bar[];
  /** What stands below the first and the last bar, or below each of some. */
  readonly below: readonly [first: string, last: string] | readonly Tick[];
  /** Where bars lead: the address of the screen that `follow` opens. */
  readonly target?: string;
}

const WIDTH = 10;
const HEIGHT = 120;

/** Bars over time. Where they lead somewhere each is a link, otherwise all are one picture. */
export function BarPlot({ label, summary, bars, below, target }: Props) {
  const most = Math.max(0, ...bars.map(({ parts }) => sumOf(parts)));
  const top = scaleTop(most);
  const width = bars.length * WIDTH;
  return (
    <ExactTimes>
      <div className={classes.plot}>
        <span className={classes.top}>{formatNumber(top)}</span>
        <span className={classes.zero}>0</span>
        <svg
          role={target === undefined ? 'img' : 'group'}
          aria-label={`${label}. ${summary}`}
          viewBox={`0 0 ${width} ${HEIGHT}`}
          preserveAspectRatio="none"
          className={classes.bars}
        >
          <line x1="0" x2={width} y1="0.5" y2="0.5" className={classes.line} />
          {bars.map((bar, index) => (
            <g key={bar.key} data-exact={bar.name}>
              <Linked bar={bar} target={target}>
                <rect x={index * WIDTH} y={0} width={WIDTH} height={HEIGHT} className={classes.ground} />
                <Parts parts={bar.parts} x={index * WIDTH} top={top} />
              </Linked>
            </g>
          ))}
        </svg>
        <div className={classes.below}>
          {below.map((tick) =>
            typeof tick === 'string' ? (
              <span key={tick}>{tick}</span>
            ) : (
              <span
                key={tick.bar}
                className={classes.tick}
                style={{ left: `${((tick.bar + 0.5) / bars.length) * 100}%` }}
              >
                {tick.text}
              </span>
            ),
          )}
        </div>
      </div>
    </ExactTimes>
  );
}

const sumOf = (parts: readonly number[]): number => parts.reduce((sum, part) => sum + part, 0);

/** So many parts a bar has at most. */
const PLACES = [0, 1] as const;

function Parts({ parts, x, top }: Pick<Bar, 'parts'> & { readonly x: number; readonly top: number }) {
  let ground = HEIGHT;
  return PLACES.map((part) => {
    const count = parts[part] ?? 0;
    // A single one among thousands is still to be seen.
    const height = count === 0 ? 0 : Math.max((count / top) * HEIGHT, 2);
    ground -= height;
    const place = { x: x + 1.5, y: ground, width: WIDTH - 3, height };
    return <rect key={part} {...place} className={classes.bar} data-part={part} />;
  });
}

interface LinkedProps {
  readonly bar: Bar;
  readonly target: string | undefined;
  readonly children: ReactNode;
}

function Linked({ bar: { name, follow }, target, children }: LinkedProps) {
  if (target === undefined || follow === undefined) return children;
  const go = (event: MouseEvent) => {
    event.preventDefault();
    follow();
  };
  return (
    <a href={`#${target}`} aria-label={name} onClick={go} className={classes.link}>
      {children}
    </a>
  );
}
