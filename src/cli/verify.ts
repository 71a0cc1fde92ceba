import { parseArgs } from 'node:util';
import { defaultStorePath } from '../core/db/default-path.ts';
import { openStore } from '../core/db/open.ts';
import { verifyKey, type Verification } from '../core/verification/verify-key.ts';
import { EXPLANATIONS } from '../core/verification/verify.ts';
import { readKey } from './read-key.ts';
import { type ExitCode, type Surroundings, UsageError, type Verb } from './verb.ts';

const help = `Usage: latchkey verify [--store PATH] [--json] < FILE

Says whether a key is valid. The key comes from the environment variable
LATCHKEY_KEY or, when that is not set, from standard input; never from an
argument, because other users can see arguments.

  --store PATH   the store to ask (default: the desktop program's)
  --json         one line of JSON instead of text
  --help         this text

Exit status: 0 the key is valid, 1 it is refused, 2 the question could not be
answered.
`;

/** `latchkey verify`: asks the store about one key and changes nothing. */
export const verify: Verb = { summary: 'Say whether a key is valid', help, run };

async function run(args: readonly string[], around: Surroundings): Promise<ExitCode> {
  const options = parseOptions(args);
  if (options.help) {
    around.out(help);
    return 0;
  }
  const key = await readKey(around);
  const path = options.store ?? defaultStorePath(around.platform, around.home, around.env);
  const store = await openStore({ path, mode: 'read', now: around.now });
  try {
    const answer = await verifyKey(store.db, key, around.now());
    around.out(options.json ? `${JSON.stringify(toJson(answer))}\n` : toText(answer));
    return answer.code === 'VALID' ? 0 : 1;
  } finally {
    await store.close();
  }
}

function parseOptions(args: readonly string[]): { store?: string; json: boolean; help: boolean } {
  let parsed;
  try {
    parsed = parseArgs({
      args: [...args],
      options: {
        store: { type: 'string' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
      allowPositionals: true,
    });
  } catch (error) {
    // The message may repeat an argument, and the argument may be a key.
    const unknown =
      error instanceof Error && 'code' in error && error.code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION';
    throw new UsageError(
      unknown ? 'An option is not known.' : 'An option is missing its value, or has one too many.',
    );
  }
  if (parsed.positionals.length > 0) {
    throw new UsageError(
      'A key must not be an argument: other users can see it. Give it on standard input or in LATCHKEY_KEY.\n' +
        'If you just did, treat that key as leaked and rotate it.',
    );
  }
  const { store, json, help: asked } = parsed.values;
  if (store === '') throw new UsageError('--store needs the path of a store.');
  return { ...(store !== undefined && { store }), json, help: asked };
}

/** The machine's view; times as ISO 8601, UTC. */
function toJson({ code, record, dataScopes }: Verification): object {
  const key = record && {
    id: record.keyId,
    name: record.name,
    hint: record.hint,
    owner: record.owner?.username ?? null,
    tenant: record.tenant,
    expiresAt: record.expiresAt === null ? null : new Date(record.expiresAt).toISOString(),
    ...(dataScopes !== undefined && { dataScopes }),
  };
  return { valid: code === 'VALID', code, message: EXPLANATIONS[code], ...(key && { key }) };
}

function toText({ code, record, dataScopes }: Verification): string {
  const lines = [`${code}  ${EXPLANATIONS[code]}`];
  if (record) {
    const expires = record.expiresAt === null ? 'never' : new Date(record.expiresAt).toISOString();
    lines.push(
      `  Key      ${record.name} (${record.hint}, id ${record.keyId})`,
      `  Owner    ${record.owner?.username ?? 'the tenant'}`,
      `  Tenant   ${record.tenant}`,
      `  Expires  ${expires}`,
    );
    if (dataScopes) lines.push(`  Data     ${dataScopes.join(', ') || 'none: the owner has no data scopes'}`);
  }
  return `${lines.join('\n')}\n`;
}
