import { type ReactNode, type SyntheticEvent, useState } from 'react';
import classes from './ExactTimes.module.css';

interface Shown {
  readonly text: string;
  readonly left: number;
  readonly top: number;
}

/**
 * One tooltip for all times within: an element with `data-exact` shows that text while the mouse or the focus is on
 * it. One for all, because a list has hundreds of them.
 */
export function ExactTimes({ children }: { readonly children: ReactNode }) {
  const [shown, setShown] = useState<Shown | null>(null);
  const look = (event: SyntheticEvent) => {
    const element =
      event.target instanceof Element ? event.target.closest<HTMLElement>('[data-exact]') : null;
    const text = element?.dataset['exact'];
    if (!element || text === undefined) {
      setShown(null);
      return;
    }
    const { left, top, width } = element.getBoundingClientRect();
    setShown({ text, left: left + width / 2, top });
  };
  const hide = () => setShown(null);
  return (
    <div
      className={classes.within}
      onMouseOver={look}
      onFocus={look}
      onMouseLeave={hide}
      onBlur={hide}
      onScrollCapture={hide}
      onKeyDown={(event) => event.key === 'Escape' && hide()}
    >
      {children}
      {shown && (
        <div
          ref={(element) => keepInside(element, shown.left)}
          role="tooltip"
          className={classes.tooltip}
          style={{ left: shown.left, top: shown.top }}
        >
          {shown.text}
        </div>
      )}
    </div>
  );
}

const MARGIN = 6;

/** Moves a tooltip that would stick out of the window to the window's edge. */
function keepInside(element: HTMLElement | null, left: number): void {
  if (!element) return;
  const half = element.offsetWidth / 2 + MARGIN;
  element.style.left = `${Math.max(half, Math.min(left, window.innerWidth - half))}px`;
}
