const listeners = new Set<() => void>();

/** Tells every screen that shows accounts that this window has changed one. Changes of others come as `store-changed`. */
export const tellAccountChange = (): void => listeners.forEach((listener) => listener());

/** Returns the function that stops listening. */
export function onAccountChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
