import { change } from '../core/audit/change.ts';
import { openStore, type Store } from '../core/db/open.ts';
import { csvHeadings, csvOf, type ExportedKey, exportedKeys } from '../core/keys/export-keys.ts';
import { idsOfView } from '../core/keys/list/selected-ids.ts';
import { EVERYTHING } from '../shared/everything.ts';
import { rateInWords, readRateLimits } from '../shared/rate-limit.ts';
import { openTenants } from './open-tenants.ts';
import { parseOptions, storePathOf } from './options.ts';
import { type ExitCode, type Surroundings, UsageError, type Verb } from './verb.ts';

const help = `Usage: latchkey export [OPTION …]

Prints all API keys of a tenant with what limits them, and without their secrets.
The CSV can be imported by the desktop program.

  --tenant NAME  of this tenant (needed when there are several)
  --format csv|json
                 csv (the default), or a JSON array
  --with-sha256  with the SHA-256 of each key, so that another Latchkey can import
                 them; this is written to the activity log
  --store PATH   the store to read (default: the desktop program's)
  --help         this text

Exit status: 0, or 2 when it could not be printed.
`;

/** `latchkey export`: the inventory of a tenant. */
export const exportKeys: Verb = { summary: 'Print the API keys of a tenant as CSV or JSON', help, run };

const OPTIONS = {
  tenant: { type: 'string' },
  format: { type: 'string', default: 'csv' },
  'with-sha256': { type: 'boolean', default: false },
  store: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

async function run(args: readonly string[], around: Surroundings): Promise<ExitCode> {
  const { values, positionals } = parseOptions(args, OPTIONS);
  if (values.help) {
    around.out(help);
    return 0;
  }
  if (positionals.length > 0) throw new UsageError('This verb takes options only.');
  const { format, 'with-sha256': withSha256 } = values;
  if (format !== 'csv' && format !== 'json') throw new UsageError('--format needs csv or json.');
  const store = await openStore({
    path: storePathOf(values.store, around),
    // The log is written only when hashes leave the store.
    mode: withSha256 ? 'write' : 'read',
    now: around.now,
  });
  try {
    const tenantId = await tenantOf(store, values.tenant);
    const now = around.now();
    const ids = await idsOfView(store.db, tenantId, EVERYTHING, [], now);
    if (withSha256) await note(store, tenantId, ids.length, now);
    const keys = exportedKeys(store.db, tenantId, ids, now, () => withSha256);
    await (format === 'csv' ? printCsv : printJson)(keys, withSha256, around);
    return 0;
  } finally {
    await store.close();
  }
}

async function tenantOf(store: Store, name: string | undefined): Promise<number> {
  const [tenant, ...others] = await openTenants(store, name);
  if (others.length > 0) throw new UsageError('There are several tenants. Name one by --tenant.');
  if (!tenant) throw new UsageError('There is no tenant that is not archived.');
  return tenant.id;
}

/** Before anything is printed: no hash leaves without its entry. */
const note = ({ db }: Store, tenantId: number, keys: number, time: number): Promise<void> =>
  change(db, { time, origin: 'cli', sessionId: null, tenantId, actor: null }, () =>
    Promise.resolve({
      result: undefined,
      entries: [{ action: 'keys.export', details: { keys, withSha256: true } }],
    }),
  );

type Keys = AsyncIterable<readonly ExportedKey[]>;

type Output = Pick<Surroundings, 'out' | 'drained'>;

async function printCsv(keys: Keys, withSha256: boolean, { out, drained }: Output): Promise<void> {
  out(csvHeadings({ withSha256 }));
  for await (const some of keys) {
    out(some.map((key) => csvOf(key, { withSha256 })).join(''));
    await drained();
  }
}

async function printJson(keys: Keys, withSha256: boolean, { out, drained }: Output): Promise<void> {
  let before = '[';
  for await (const some of keys) {
    if (some.length === 0) continue;
    out(`${before}\n${some.map((key) => JSON.stringify(inJson(key, withSha256))).join(',\n')}`);
    before = ',';
    await drained();
  }
  out(before === '[' ? '[]\n' : '\n]\n');
}

const inJson = ({ row, sha256, ...key }: ExportedKey, withSha256: boolean) => ({
  id: row.id,
  name: row.name,
  description: row.description,
  hint: row.hint,
  owner: row.owner?.username ?? null,
  authorizationGroup: row.authorizationGroup?.name ?? null,
  state: row.state,
  revocation: row.revocation,
  expiresAt: row.expiresAt,
  expiration: key.expiration,
  lastUsedAt: row.lastUsedAt,
  createdAt: row.createdAt,
  roles: key.roles,
  apiSets: key.apiAccess === 'all' ? 'all' : key.apiSets,
  withheld: key.withheld,
  allowlist: key.allowlist === '' ? [] : key.allowlist.split('\n'),
  rateLimits: readRateLimits(key.rateLimits).map(rateInWords),
  ...(withSha256 && { sha256 }),
});
