import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { bashCompletion } from './completion.ts';
import { manualPage } from './man.ts';
import { readCommands } from './read.ts';

/** `node write.ts FOLDER VERSION DATE`: asks the built command line and writes `latchkey.1` and `latchkey.bash` there. */
const [folder = '.', version = '', date = ''] = process.argv.slice(2);
const program = join(import.meta.dirname, '../../../out/main/cli.js');

const commands = await readCommands(async (words) => {
  const { stdout } = await promisify(execFile)(process.execPath, [program, ...words, '--help']);
  return stdout;
});
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'latchkey.1'), manualPage(commands, { version, date }));
writeFileSync(join(folder, 'latchkey.bash'), bashCompletion(commands));
