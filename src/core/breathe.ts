/** Lets everything else that waits have its turn: for long work on the thread that the window depends on. */
export const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
