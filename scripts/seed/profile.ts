/**
 * Makes a profile that looks lived in: an organisation, its administrator and keys of all ages and states.
 * Everything that a service can do is done by it, at the moment of the past at which it would have been done, so
 * that rules, counters and activity log are those of a real store. The content is the same each time; only
 * secrets and recovery codes are drawn anew.
 */
import { join } from 'node:path';
import { createPasswordHasher } from '../../src/core/accounts/password-hash.ts';
import { setUp } from '../../src/core/accounts/set-up.ts';
import { openStore } from '../../src/core/db/open.ts';
import { generate } from '../../src/core/keys/generate.ts';
import { revoke } from '../../src/core/keys/revoke.ts';
import { type Event, peopleHistory } from './history.ts';
import { KEYS, type Past, type SeedKey } from './keys.ts';
import { actorOf, namedIds } from './named.ts';
import { KEYS_OF_PEOPLE } from './people.ts';
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

/**
 * Fills the store of an empty data folder.
 * @param folder the folder that the program will take as `--user-data-dir`
 * @param now the present, in epoch milliseconds, from which every age is counted back
 * @param withPeople whether there are accounts, their keys and data access, and other tenants beside the keys of the
 *   tenant; all people have the administrator's password
 * @throws AppError `ALREADY_SET_UP` when there is a store already
 */
export async function makeProfile(
  folder: string,
  now: number,
  { withPeople = false }: { readonly withPeople?: boolean } = {},
): Promise<void> {
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
    const actor = await actorOf(store.db, accountId);
    const accounts = new Map<string, number>();
    const accountOf = (username: string): number => accounts.get(username) ?? Number.NaN;
    const ids = new Map<SeedKey, number>();
    const idOf = (key: SeedKey): number => ids.get(key) ?? Number.NaN;
    const named = await namedIds(store.db);
    const generateKey = async (key: SeedKey): Promise<void> => {
      const by = key.by === undefined ? actor : await actorOf(store.db, accountOf(key.by));
      const { row } = await generate(deps, by, {
        name: key.name,
        description: key.description,
        ownerAccountId: key.owner === undefined ? null : accountOf(key.owner),
        expiresAt: key.validity === null ? null : time + key.validity * DAY,
        authorizationGroupId: key.group === null ? null : named('authorization_groups', key.group),
        allowlist: key.allowlist ?? '',
        roleIds: (key.roles ?? []).map((name) => named('roles', name)),
        excludedPermissionIds: [],
        apiAccess: key.apiSets ? 'selected' : 'all',
        apiSetIds: (key.apiSets ?? []).map((name) => named('api_sets', name)),
        requestsPerSecond: key.requestsPerSecond ?? null,
        requestsPerMinute: null,
        requestsPerDay: key.requestsPerDay ?? null,
      });
      ids.set(key, row.id);
    };
    const keys = withPeople ? [...KEYS, ...KEYS_OF_PEOPLE] : KEYS;
    const history = keys.flatMap((key): Event[] => {
      const generated = { when: key.generated, happen: () => generateKey(key) };
      const { revoked } = key;
      if (!revoked) return [generated];
      const happen = async (): Promise<void> => {
        await revoke(deps, actor, { id: idOf(key), how: revoked.how });
      };
      return [generated, { when: revoked.when, happen }];
    });
    if (withPeople) history.push(...peopleHistory(deps, actor, named, ADMINISTRATOR.password, accounts));
    for (const { when, happen } of history.toSorted(
      (one, other) => momentOf(one.when) - momentOf(other.when),
    )) {
      time = momentOf(when);
      await happen();
    }
    time = now;
    const uses = keys.flatMap((key) =>
      key.lastUsed === null
        ? []
        : [
            {
              id: idOf(key),
              lastUsedAt: now - key.lastUsed * MINUTE,
              createdAt: momentOf(key.generated),
              perDay: key.perDay ?? 0,
              addresses: key.addresses ?? [],
              refused: key.refused ?? [],
            },
          ],
    );
    await recordUse(deps, actor, uses);
  } finally {
    await store.close();
  }
}
