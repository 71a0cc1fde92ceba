import type { ReactNode } from 'react';
import classes from './FactList.module.css';

/** Names and what is behind them, one a line. */
export const FactList = ({ children }: { readonly children: ReactNode }) => (
  <dl className={classes.facts}>{children}</dl>
);

interface Props {
  readonly name: string;
  /** It is a path, a hash or a key, to be compared letter by letter. */
  readonly exact?: boolean;
  readonly children: ReactNode;
}

export const Fact = ({ name, exact = false, children }: Props) => (
  <>
    <dt>{name}</dt>
    <dd className={exact ? classes.mono : undefined}>{children}</dd>
  </>
);
