import { redirect, useRouter } from '../app/router.ts';
import { findingsPath, type Looked, lookedOf } from './address.ts';

/** What is looked at, and how to look at something else: Back does not go through every choice. */
export function useLooked(): readonly [Looked, (next: Looked) => void] {
  const path = useRouter((router) => router.path);
  return [lookedOf(path), (next) => redirect(findingsPath(next))];
}
