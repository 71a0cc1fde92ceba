/**
 * Makes a profile that looks lived in: an organisation, its administrator and keys of all ages and states.
 * Everything that a service can do is done by it, at the moment of the past at which it would have been done, so
 * that rules, counters and activity log are those of a real store. The content is the same each time; only
 * secrets and recovery codes are drawn anew.
 */
import { join } from 'node:path';
import { loadAdministrator } from '../../src/core/accounts/account-store.ts';
import { createPasswordHasher } from '../../src/core/accounts/password-hash.ts';
import { setUp } from '../../src/core/accounts/set-up.ts';
import type { Actor } from '../../src/core/actor.ts';
import { openStore } from '../../src/core/db/open.ts';
import type { AnyDb } from '../../src/core/db/schema.ts';
import { generate } from '../../src/core/keys/generate.ts';
import { revoke } from '../../src/core/keys/revoke.ts';
import { KEYS, type Past, type SeedKey } from './keys.ts';
import { recordUse } from './states.ts';

/** Who signs in to the profile. It is thrown away, so its password need not be secret. */
export const ADMINISTRATOR = {
  organisation: 'Northwind Payments',
  username: 'ada.lindqvist',
  password: 'seventeen copper lanterns',
} as const;

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** When the organisation started to use Latchkey. */
const BEGINNING: Past = { days: 402, at: '09:12' };
const SESSION = 'seed';

/** Something that happened, and when. */
interface Event {
  readonly time: number;
  readonly happen: () => Promise<void>;
}

/**
 * Fills the store of an empty data folder.
 * @param folder the folder that the program will take as `--user-data-dir`
 * @param now the present, in epoch milliseconds, from which every age is counted back
 * @throws AppError `ALREADY_SET_UP` when there is a store already
 */
export async function makeProfile(folder: string, now: number): Promise<void> {
  const momentOf = ({ days, at }: Past): number => {
    const [hours = 0, minutes = 0] = at.split(':').map(Number);
    return now - (now % DAY) - days * DAY + (hours * 60 + minutes) * MINUTE;
  };
  let time = momentOf(BEGINNING);
  const clock = (): number => time;
  const store = await openStore({ path: join(folder, 'latchkey.db'), mode: 'create', now: clock });
  try {
    const deps = { db: store.db, now: clock, hasher: createPasswordHasher() };
    const { accountId } = await setUp(deps, ADMINISTRATOR, SESSION);
    const actor = await administrator(store.db, accountId);
    const ids = new Map<SeedKey, number>();
    const idOf = (key: SeedKey): number => ids.get(key) ?? Number.NaN;
    const named = await namedIds(store.db);
    const generateKey = async (key: SeedKey): Promise<void> => {
      const { row } = await generate(deps, actor, {
        name: key.name,
        description: key.description,
        ownerAccountId: null,
        expiresAt: key.validity === null ? null : time + key.validity * DAY,
        authorizationGroupId: named('authorization_groups', key.group),
        allowlist: key.allowlist ?? '',
        roleIds: (key.roles ?? []).map((name) => named('roles', name)),
        excludedPermissionIds: [],
        apiAccess: key.apiSets ? 'selected' : 'all',
        apiSetIds: (key.apiSets ?? []).map((name) => named('api_sets', name)),
      });
      ids.set(key, row.id);
    };
    const history = KEYS.flatMap((key): Event[] => {
      const generated = { time: momentOf(key.generated), happen: () => generateKey(key) };
      const { revoked } = key;
      if (!revoked) return [generated];
      const happen = async (): Promise<void> => {
        await revoke(deps, actor, { id: idOf(key), how: revoked.how });
      };
      return [generated, { time: momentOf(revoked.when), happen }];
    });
    for (const event of history.toSorted((one, other) => one.time - other.time)) {
      time = event.time;
      await event.happen();
    }
    time = now;
    const uses = KEYS.flatMap((key) =>
      key.lastUsed === null
        ? []
        : [
            {
              id: idOf(key),
              lastUsedAt: now - key.lastUsed * MINUTE,
              createdAt: momentOf(key.generated),
              perDay: key.perDay ?? 0,
              addresses: key.addresses ?? [],
            },
          ],
    );
    await recordUse(deps, actor, uses);
  } finally {
    await store.close();
  }
}

/** The ids of the starter set by their names. */
async function namedIds(db: AnyDb) {
  const ids = new Map<string, number>();
  for (const table of ['authorization_groups', 'roles', 'api_sets'] as const) {
    const rows = await db.selectFrom(table).select(['id', 'name']).execute();
    for (const { id, name } of rows) ids.set(`${table} ${name}`, id);
  }
  return (table: 'authorization_groups' | 'roles' | 'api_sets', name: string): number => {
    const id = ids.get(`${table} ${name}`);
    if (id === undefined) throw new Error(`The starter set has no ${name} in ${table}.`);
    return id;
  };
}

async function administrator(db: AnyDb, accountId: number): Promise<Actor> {
  const person = await loadAdministrator(db, accountId);
  if (!person) throw new Error('The administrator that was just made is not there.');
  return {
    accountId,
    username: person.username,
    tenantId: person.tenant.id,
    authorities: new Set(person.authorities),
    sessionId: SESSION,
    origin: 'desktop',
  };
}
