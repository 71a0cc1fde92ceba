/**
 * What `latchkey` understands, read from its own help: the manual page and the completion are written from this, so
 * neither can say anything else than the program.
 */

/** One verb with all below it, or `latchkey` itself, which has no words. */
export interface Command {
  readonly words: readonly string[];
  readonly summary: string;
  readonly help: string;
  readonly verbs: readonly Command[];
  readonly options: readonly string[];
}

/** A verb in a list of verbs: two spaces, its name, its summary. */
const VERB = /^ {2}([a-z][a-z-]*) {2,}(\S.*)$/u;
const OPTION = /^ {2}(--[a-z][a-z-]*)/u;

/** @param ask gives the help of a verb; no words: of `latchkey` itself */
export async function readCommands(
  ask: (words: readonly string[]) => Promise<string>,
  words: readonly string[] = [],
  summary = '',
): Promise<Command> {
  const help = await ask(words);
  const [usage = '', ...lines] = help.split('\n');
  const verbs: Command[] = [];
  // Only where the first line says that a verb follows; elsewhere such lines are a list of something else.
  for (const line of /\bVERB\b/u.test(usage) ? lines : []) {
    const [, name, about] = VERB.exec(line) ?? [];
    if (name !== undefined) verbs.push(await readCommands(ask, [...words, name], about));
  }
  return { words, summary, help, verbs, options: lines.flatMap((line) => OPTION.exec(line)?.[1] ?? []) };
}

/** A command and all that are below it, in the order of their help. */
export const allCommands = (command: Command): readonly Command[] => [
  command,
  ...command.verbs.flatMap(allCommands),
];
