const listeners = new Set<() => void>();

/** Tells the bell that the person now wants to be told of other keys. */
export const tellNoticeSettings = (): void => listeners.forEach((listener) => listener());

/** Returns the function that stops listening. */
export function onNoticeSettings(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
