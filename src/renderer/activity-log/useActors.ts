import { useCallback, useEffect, useState } from 'react';
import { msg } from '../../shared/language/t.ts';
import { api } from '../api.ts';
import { ALL, type FilterOption } from '../ui/FilterSelect.tsx';

const EVERYBODY: readonly FilterOption[] = [{ value: ALL, says: msg('Everybody') }];

/** Who has entries, asked for when the choice is opened. @param first one is chosen already, and needs its name */
export function useActors(first: boolean): {
  readonly actors: readonly FilterOption[];
  readonly look: () => void;
} {
  const [actors, setActors] = useState(EVERYBODY);
  const look = useCallback(() => {
    api.activityLog.actors(undefined).then(
      (found) =>
        setActors([
          ...EVERYBODY,
          ...found.actors.map(({ id, username }) => ({ value: String(id), label: username })),
        ]),
      // The list itself says what is wrong; opening the choice asks again.
      () => undefined,
    );
  }, []);
  useEffect(() => {
    if (first) look();
  }, [first, look]);
  return { actors, look };
}
