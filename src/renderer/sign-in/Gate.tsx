import './styles.ts';
import { Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { Mark } from '../ui/Mark.tsx';
import { useTitle } from '../ui/useTitle.ts';
import classes from './Gate.module.css';

interface Props {
  readonly title: string;
  /** The window's title, when the heading does not serve. */
  readonly windowTitle?: string;
  readonly lead?: ReactNode;
  readonly children: ReactNode;
}

/** The one card in the middle that every screen before the program has. */
export function Gate({ title, windowTitle = title, lead, children }: Props) {
  useTitle(windowTitle);
  return (
    <main className={classes.ground}>
      <div className={classes.card}>
        <div className={classes.head}>
          <Mark size={36} />
          <Title order={1}>{title}</Title>
          {lead !== undefined && <div className={classes.lead}>{lead}</div>}
        </div>
        {children}
      </div>
    </main>
  );
}
