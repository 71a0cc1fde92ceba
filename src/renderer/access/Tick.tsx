import { type ChangeEvent, useEffect, useRef } from 'react';
import classes from './Tick.module.css';
import type { Mark } from './matrix.ts';

interface Props {
  readonly label: string;
  readonly description?: string;
  readonly mark: Mark;
  readonly readOnly?: boolean;
  readonly onTick: (on: boolean) => void;
}

/** A checkbox as small in the document as it looks: a matrix has hundreds of them. */
export function Tick({ label, description, mark, readOnly = false, onTick }: Props) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (input.current) input.current.indeterminate = mark === 'some';
  }, [mark]);
  return (
    <input
      ref={input}
      type="checkbox"
      className={classes.tick}
      aria-label={label}
      // oxlint-disable-next-line jsx-a11y/role-supports-aria-props -- every role has it since ARIA 1.3
      aria-description={description === '' ? undefined : description}
      data-exact={description === '' ? undefined : description}
      // Stays in reach of the keyboard, so that it can be read.
      aria-disabled={readOnly || undefined}
      tabIndex={-1}
      checked={mark === 'all'}
      onChange={(event: ChangeEvent<HTMLInputElement>) => {
        if (!readOnly) onTick(event.currentTarget.checked);
      }}
    />
  );
}
