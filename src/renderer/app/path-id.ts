import { createContext, use } from 'react';

/** The number in the current address, for the screens whose path has `:id`. */
export const PathId = createContext<number | null>(null);

export function usePathId(): number {
  const id = use(PathId);
  if (id === null) throw new Error('The path of this screen has no number.');
  return id;
}
