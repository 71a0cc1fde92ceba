/**
 * What `latchkey` understands, read from its own help: the manual page and the completion are written from this, so
 * neither can say anything else than the program.
 */

/** @typedef {{ words: string[], summary: string, help: string, verbs: Command[], options: string[] }} Command */

/** A verb in a list of verbs: two spaces, its name, its summary. */
const verbLine = /^ {2}([a-z][a-z-]*) {2,}(\S.*)$/u;
const optionWord = /^ {2}(--[a-z][a-z-]*)/u;

/**
 * @param {(words: string[]) => Promise<string>} ask gives the help of a verb; no words: of `latchkey` itself
 * @param {string[]} [words]
 * @param {string} [summary]
 * @returns {Promise<Command>}
 */
export async function readCommands(ask, words = [], summary = 'administer API keys') {
  const help = await ask(words);
  const lines = help.split('\n');
  const options = lines.flatMap((line) => optionWord.exec(line)?.[1] ?? []);
  const verbs = [];
  // Only where the first line says that a verb follows; elsewhere such lines are a list of something else.
  if (/^Usage: .*\bVERB\b/u.test(lines[0] ?? '')) {
    for (const line of lines.slice(1)) {
      const [, name, about] = verbLine.exec(line) ?? [];
      if (name) verbs.push(await readCommands(ask, [...words, name], about));
    }
  }
  return { words, summary, help, verbs, options };
}

/** A command and all that are below it, in the order of their help. */
export const allCommands = (command) => [command, ...command.verbs.flatMap(allCommands)];
