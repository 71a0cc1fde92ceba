import { english } from '../../shared/language/t.ts';
import { openStore } from '../../core/db/open.ts';
import { identifyFor } from '../../core/leak-scan/identify.ts';
import { STANDING_NAMES, stillWorks, writtenAs } from '../../shared/leak-scan-words.ts';
import type { Identification } from '../../shared/leak-scan.ts';
import { visible } from '../../shared/text.ts';
import { parseOptions, storePathOf } from '../options.ts';
import { readKey } from '../read-key.ts';
import { type ExitCode, type Surroundings, UsageError, type Verb } from '../verb.ts';

const help = `Usage: latchkey audit identify [OPTION …] < FILE

Says which key of the store a text is or contains, also a rotated, revoked or
removed one, or why it is none. The text comes from LATCHKEY_KEY or standard
input, as for latchkey verify; it is never printed.

  --store PATH   the store to ask (default: the desktop program's)
  --json         JSON instead of text
  --help         this text

Exit status: 0 it is a key of this store, 1 it is none, 2 the question could
not be answered.
`;

/** `latchkey audit identify`: which key a text is. */
export const identify: Verb = { summary: 'Say which key a text is, or why it is none', help, run };

async function run(args: readonly string[], around: Surroundings): Promise<ExitCode> {
  const { values, positionals } = parseOptions(args, OPTIONS);
  if (values.help) {
    around.out(help);
    return 0;
  }
  if (positionals.length > 0) {
    throw new UsageError(
      'A key must not be an argument: other users can see it. Give it on standard input or in LATCHKEY_KEY.\n' +
        'If you just did, treat that key as leaked and rotate it.',
    );
  }
  const text = await readKey(around);
  const path = storePathOf(values.store, around);
  const store = await openStore({ path, mode: 'read', now: around.now });
  try {
    const answer = await identifyFor({ db: store.db, now: around.now }, null, text);
    around.out(values.json ? `${JSON.stringify(answer)}\n` : toText(answer));
    return answer.keys.some(({ match }) => match.of === 'tenant') ? 0 : 1;
  } finally {
    await store.close();
  }
}

const OPTIONS = {
  store: { type: 'string' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

function toText({ keys, count, why }: Identification): string {
  if (why !== null) return `${why}\n`;
  const told = keys.map(({ hint, written, match }) => {
    const as = written.length === 0 ? '' : `, written as ${writtenAs(written)}`;
    if (match.of !== 'tenant') return `${hint ?? 'A key'}${as}: a whole key that this store does not know.`;
    const { key, secret, standing } = match;
    return [
      `${hint ?? ''}${as}: the ${secret} secret of “${visible(key.name)}”`,
      `  Id       ${key.id}`,
      `  Owner    ${key.owner === null ? 'the tenant' : visible(key.owner)}`,
      `  State    ${english(STANDING_NAMES[standing])}${stillWorks(standing) ? ', it lets its holder in' : ''}`,
      `  Expires  ${key.expiresAt === null ? 'never' : new Date(key.expiresAt).toISOString()}`,
    ].join('\n');
  });
  const more = count > keys.length ? [`and ${count - keys.length} more`] : [];
  return `${[...told, ...more].join('\n')}\n`;
}
