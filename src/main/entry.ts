import { commandLineOf, runCommandLine } from './command-line.ts';

/**
 * What Electron runs first: the command line where the launcher of `latchkey` asks for it, the desktop program otherwise.
 * Both are awaited, because Electron goes on to its windows only once this module is done: the command line is over by
 * then and never needs a display.
 */
const args = commandLineOf(process.argv);
await (args ? runCommandLine(args) : import('./index.ts'));
