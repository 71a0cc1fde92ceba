/**
 * Where a worker of the core is: beside the file that starts it in the sources; beside the program's entry once the core
 * is bundled, be that file in the entry or in a chunk.
 * @param name of its file and of its entry in electron.vite.config.ts
 * @param starter `import.meta.url` of the file that starts it
 */
export const workerPlace = (name: string, starter: string): URL =>
  new URL(
    starter.endsWith('.ts') ? `./${name}.ts` : `${starter.includes('/chunks/') ? '..' : '.'}/${name}.js`,
    starter,
  );
