import { type DragEvent, type ReactNode, useState } from 'react';
import classes from './DropArea.module.css';

interface Props {
  /** What the main process takes the files for. */
  readonly takes: 'import' | 'scan';
  readonly icon: ReactNode;
  readonly buttons: ReactNode;
  /** What may be dropped, in words. */
  readonly children: ReactNode;
}

/** Where files may be dropped, beside the buttons that ask for them. */
export function DropArea({ takes, icon, buttons, children }: Props) {
  const [over, setOver] = useState(false);
  // Where they are the preload script tells the main process; the page is not to open them instead of itself.
  const drag = (event: DragEvent, inside: boolean) => {
    event.preventDefault();
    setOver(inside);
  };
  return (
    <div
      className={classes.area}
      data-takes-files={takes}
      data-over={over || undefined}
      onDragOver={(event) => drag(event, true)}
      onDragLeave={(event) => drag(event, false)}
      onDrop={(event) => drag(event, false)}
    >
      {icon}
      <div>{children}</div>
      <div className={classes.buttons}>{buttons}</div>
    </div>
  );
}
