import { visible } from '../shared/text.ts';
import type { Answer } from '../core/verification/answer.ts';
import { ask } from './ask.ts';
import { REQUEST_HELP } from './request-options.ts';
import type { ExitCode, Surroundings, Verb } from './verb.ts';

const help = `Usage: latchkey verify [OPTION …] < FILE

Says whether a key is valid, and for a request when one is described. The key
comes from the environment variable LATCHKEY_KEY or, when that is not set, from
standard input; never from an argument, because other users can see arguments.
A key with an IP allowlist needs --address, one that is limited to API sets
--method and --path.

${REQUEST_HELP}
Exit status: 0 the key is valid, 1 it is refused, 2 the question could not be
answered.
`;

/** `latchkey verify`: asks the store about one key and changes nothing. */
export const verify: Verb = { summary: 'Say whether a key is valid', help, run };

function run(args: readonly string[], around: Surroundings): Promise<ExitCode> {
  return ask(args, around, { help, json: (answer) => answer, text: toText });
}

function toText({ code, message, key }: Answer): string {
  const lines = [`${code}  ${message}`];
  if (key) {
    lines.push(
      `  Key      ${key.name} (${key.hint}, id ${key.id})`,
      `  Owner    ${key.owner ?? 'the tenant'}`,
      `  Tenant   ${key.tenant}`,
      `  Expires  ${key.expiresAt ?? 'never'}`,
    );
    const { dataScopes } = key;
    if (dataScopes) lines.push(`  Data     ${dataScopes.join(', ') || 'none: the owner has no data scopes'}`);
  }
  return `${lines.map(visible).join('\n')}\n`;
}
