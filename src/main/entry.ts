import { askKeychain, asksKeychain, commandLineOf, runCommandLine } from './command-line.ts';

/**
 * What Electron runs first: the command line where the launcher of `latchkey` asks for it, its
 * process for the keychain where it asks for that, the desktop program otherwise.
 * All are awaited, because Electron goes on to its windows only once this module is done: the command line is over by
 * then and never needs a display.
 */
const args = commandLineOf(process.argv);
await (asksKeychain(process.argv) ? askKeychain() : args ? runCommandLine(args) : import('./index.ts'));
