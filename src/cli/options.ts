import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import { defaultStorePath } from '../core/db/default-path.ts';
import { type Surroundings, UsageError, type Verb } from './verb.ts';

/** A verb that says its help when it is asked for it, whatever else is said. */
export const helping = (verb: Verb): Verb => ({
  ...verb,
  run: (args, around) => {
    if (!args.includes('--help') && !args.includes('-h')) return verb.run(args, around);
    around.out(verb.help);
    return Promise.resolve(0);
  },
});

/** Reads the options of a verb. No argument is ever repeated in a message: it may be a key. @throws UsageError */
export function parseOptions<Options extends ParseArgsOptionsConfig>(
  args: readonly string[],
  options: Options,
) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    const unknown =
      error instanceof Error && 'code' in error && error.code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION';
    throw new UsageError(
      unknown ? 'An option is not known.' : 'An option is missing its value, or has one too many.',
    );
  }
}

/** The path that `--store` names, or the desktop program's. @throws UsageError */
export function storePathOf(store: string | undefined, around: Surroundings): string {
  if (store === '') throw new UsageError('--store needs the path of a store.');
  return store ?? defaultStorePath(around.platform, around.home, around.env);
}
