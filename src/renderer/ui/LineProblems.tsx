import type { ReactNode } from 'react';
import { t } from '../../shared/language/t.ts';
import { formatNumber } from './format.ts';
import classes from './LineProblems.module.css';

/** The rest is counted. */
const SHOWN = 6;

interface Props {
  /** What is wrong with the field when no line is. */
  readonly error: ReactNode;
  readonly problems: readonly { readonly line: number; readonly message: string }[];
  /** What is said of those that are only counted: "lines that cannot be read". */
  readonly rest: string;
}

/** What is wrong with a field of many lines, line by line. */
export function LineProblems({ error, problems, rest }: Props) {
  return (
    <ul className={classes.problems}>
      {problems.length === 0 && <li>{error}</li>}
      {problems.slice(0, SHOWN).map(({ line, message }) => (
        <li key={line}>{message}</li>
      ))}
      {problems.length > SHOWN && (
        <li>
          {t('…and {problemsCount} more {rest}.', {
            problemsCount: formatNumber(problems.length - SHOWN),
            rest,
          })}
        </li>
      )}
    </ul>
  );
}
