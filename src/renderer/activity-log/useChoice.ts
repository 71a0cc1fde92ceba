import { useMemo } from 'react';
import type { LogFilter } from '../../shared/activity-log.ts';
import { redirect, useRouter } from '../app/router.ts';
import { addressOf, type Choice, choiceIn, filterOf } from './filters.ts';

interface Chosen {
  readonly choice: Choice;
  readonly filter: LogFilter;
  readonly choose: (change: Partial<Choice>) => void;
}

/** The filters, which the address keeps. */
export function useChoice(): Chosen {
  const path = useRouter((router) => router.path);
  return useMemo(() => {
    const choice = choiceIn(path);
    return {
      choice,
      filter: filterOf(choice),
      choose: (change) => redirect(addressOf({ ...choice, ...change })),
    };
  }, [path]);
}
