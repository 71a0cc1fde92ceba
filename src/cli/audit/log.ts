import { breathe } from '../../core/breathe.ts';
import type { EntryBody } from '../../core/audit/entry.ts';
import { readableBody } from '../../core/audit/read-body.ts';
import { openStore } from '../../core/db/open.ts';
import { AppError } from '../../shared/rpc.ts';
import { comparable, visible } from '../../shared/text.ts';
import { helping, parseOptions, storePathOf } from '../options.ts';
import { type ExitCode, type Surroundings, UsageError, type Verb } from '../verb.ts';

/** Entries that are read at once. */
const STEP = 1_000;

const help = `Usage: latchkey audit log [OPTION …]

Prints the activity log, the oldest entry first.

  --tenant NAME  of this tenant only
  --since TIME   at this time or later: 2026-03-01 or 2026-03-01T12:00Z
  --until TIME   before this time
  --action NAME  of these actions only: keys, or keys.rotate
  --json         JSON Lines: each entry exactly as it is stored
  --store PATH   the store to ask (default: the desktop program's)
  --help         this text

Exit status: 0, or 2 when it could not be printed.
`;

/** `latchkey audit log`: prints entries, the oldest first. */
export const log: Verb = helping({ summary: 'Print the activity log', help, run });

async function run(args: readonly string[], around: Surroundings): Promise<ExitCode> {
  const { values, positionals } = parseOptions(args, OPTIONS);
  if (positionals.length > 0) throw new UsageError('log takes options only.');
  const since = momentOf(values.since, '--since');
  const until = momentOf(values.until, '--until');
  const { action, json } = values;
  if (action !== undefined && !/^[a-z-]+(\.[a-z-]+)?$/.test(action)) {
    throw new UsageError('--action needs an action or its first part, for example keys.rotate or keys.');
  }
  const store = await openStore({ path: storePathOf(values.store, around), mode: 'read', now: around.now });
  try {
    const tenantId = values.tenant === undefined ? null : await tenantOf(store.db, values.tenant);
    // From entry to entry: the numbers of a log that somebody has changed may have gaps of any size.
    for (let after: number | null = Number.MIN_SAFE_INTEGER; after !== null;) {
      let query = store.db
        .selectFrom('audit_entries')
        .select(['seq', 'body'])
        .where('seq', '>', after)
        .orderBy('seq')
        .limit(STEP);
      if (tenantId !== null) query = query.where('tenant_id', '=', tenantId);
      if (since !== null) query = query.where('time', '>=', since);
      if (until !== null) query = query.where('time', '<', until);
      const rows: { seq: number; body: string }[] = await query.execute();
      const lines = rows.flatMap(({ seq, body }) => {
        const entry = readableBody(body);
        if (entry === null) {
          around.err(`latchkey: entry ${seq} cannot be read; latchkey audit verify says more\n`);
          return [];
        }
        return isAsked(entry, action) ? [json ? body : visible(inText(entry))] : [];
      });
      after = rows.length < STEP ? null : (rows.at(-1)?.seq ?? null);
      if (lines.length > 0) around.out(`${lines.join('\n')}\n`);
      await around.drained();
      await breathe();
    }
    return 0;
  } finally {
    await store.close();
  }
}

const OPTIONS = {
  store: { type: 'string' },
  tenant: { type: 'string' },
  since: { type: 'string' },
  until: { type: 'string' },
  action: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const;

/** A day begins in UTC, as the log's times are. @throws UsageError */
function momentOf(text: string | undefined, option: string): number | null {
  if (text === undefined) return null;
  const time = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2}))?$/.test(text)
    ? Date.parse(text)
    : Number.NaN;
  if (Number.isNaN(time)) {
    throw new UsageError(`${option} needs a time, for example 2026-03-01 or 2026-03-01T12:00Z.`);
  }
  return time;
}

async function tenantOf(db: Awaited<ReturnType<typeof openStore>>['db'], name: string): Promise<number> {
  const tenant = await db
    .selectFrom('tenants')
    .select('id')
    .where('name_key', '=', comparable(name))
    .executeTakeFirst();
  if (!tenant) throw new AppError('TENANT_NOT_FOUND', 'There is no tenant of that name in this store.');
  return tenant.id;
}

const isAsked = (entry: EntryBody, action: string | undefined): boolean =>
  action === undefined || entry.action === action || entry.action.startsWith(`${action}.`);

function inText({ seq, time, actor, action, target, outcome, details }: EntryBody): string {
  const about = target ? `${target.type} “${target.name}” (${target.id})` : '';
  const { code } = details;
  const why = outcome === 'refused' && typeof code === 'string' ? ` ${code}` : '';
  const parts = [
    String(seq).padStart(7),
    new Date(time).toISOString(),
    (actor?.name ?? '–').padEnd(16),
    action.padEnd(28),
    `${outcome}${why}`.padEnd(9),
    about,
  ];
  return parts.join('  ').trimEnd();
}
