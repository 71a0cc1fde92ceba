import { createRole } from '../../../src/core/access/role-service.ts';
import { createAccount } from '../../../src/core/accounts/create-account.ts';
import type { Actor } from '../../../src/core/actor.ts';
import type { Store } from '../../../src/core/db/open.ts';
import { type UseBatch } from '../../../src/core/endpoint/uses.ts';
import { useWriter } from '../../../src/core/endpoint/use-store.ts';
import { examine, findingsOf } from '../../../src/core/findings/examine.ts';
import { edit } from '../../../src/core/keys/edit.ts';
import { generate } from '../../../src/core/keys/generate.ts';
import { readKey } from '../../../src/core/keys/key-rows.ts';
import type { RuleId } from '../../../src/shared/finding-rules.ts';
import type { Finding } from '../../../src/shared/findings.ts';
import type { EditInput, GenerateInput } from '../../../src/shared/key-input.ts';
import { editOf, newKey, permissionIds } from '../../support/keys.ts';
import { actor, type Organisation, organisation } from '../../support/people.ts';

/** An organisation in which things are found. */
export interface Scene extends Organisation {
  /** Generates a key that nothing is to be said against but its age, and for what a test says; its id. */
  readonly key: (name: string, more?: Partial<GenerateInput>, who?: Actor) => Promise<number>;
  /** What the screen would send when somebody changes only `more` of a key. */
  readonly edit: (id: number, more: Partial<EditInput>) => Promise<unknown>;
  /** An API-only account; its id. */
  readonly machine: (username: string) => Promise<number>;
  /** Somebody who may do everything with keys. */
  readonly person: (username: string) => Promise<Actor>;
  /** A role of permissions such as `orders:write`; its id. */
  readonly role: (name: string, ...permissions: readonly string[]) => Promise<number>;
  /** Writes down a use of a key, now. */
  readonly use: (id: number) => Promise<void>;
  /** Writes down that requests with a key were refused, now. */
  readonly refuse: (id: number, code: UseBatch['refusals'][number]['code'], times?: number) => void;
}

export async function scene(): Promise<Scene> {
  const here = await organisation();
  const { deps, ada, store, clock, fullAccess } = here;
  const write = useWriter(store.sqlite);
  const hour = () => clock.time - (clock.time % 3_600_000);
  return {
    ...here,
    key: async (name, more = {}, who = ada) => {
      const authorizationGroupId = (more.ownerAccountId ?? null) === null ? fullAccess : null;
      const { row } = await generate(deps, who, newKey(fullAccess, { name, authorizationGroupId, ...more }));
      return row.id;
    },
    edit: async (id, more) => {
      const row = await readKey(store.db, ada.tenantId, id, clock.time);
      if (!row) throw new Error(`There is no key ${id}.`);
      return edit(deps, ada, editOf(row, more));
    },
    machine: async (username) => {
      const form = {
        username,
        displayName: '',
        licence: 'API',
        apiOnly: true,
        roleIds: [],
        password: null,
      } as const;
      return (await createAccount(deps, ada, form)).row.id;
    },
    person: async (username) => {
      const authorities = ['view', 'manage-tenant-api-keys', 'manage-user-api-key'] as const;
      const role = await createRole(deps, ada, {
        name: username,
        description: '',
        permissionIds: [],
        authorities,
      });
      const password = 'seventeen purple kettles';
      const form = {
        username,
        displayName: '',
        licence: 'Full',
        apiOnly: false,
        roleIds: [role.id],
        password,
      } as const;
      return actor(store.db, (await createAccount(deps, ada, form)).row.id);
    },
    role: async (name, ...permissions) => {
      const ids = await permissionIds(store.db, ada, ...permissions);
      return (await createRole(deps, ada, { name, description: '', permissionIds: ids, authorities: [] })).id;
    },
    use: async (keyId) => {
      const row = await readKey(store.db, ada.tenantId, keyId, clock.time);
      const time = clock.time;
      const use = {
        keyId,
        hint: row?.hint ?? '',
        address: '10.1.2.3',
        hour: hour(),
        uses: 1,
        first: time,
        last: time,
      };
      write({ uses: [use], refusals: [] });
    },
    refuse: (keyId, code, refusals = 1) =>
      write({
        uses: [],
        refusals: [{ keyId, code, hour: hour(), refusals, lastAt: clock.time, address: '203.0.113.9' }],
      }),
  };
}

/** What a rule finds in Ada's tenant now, as the summary tells it; the page that says the same is asked too. */
export async function found(
  { store, ada, clock }: Pick<Scene, 'store' | 'ada' | 'clock'>,
  rule: RuleId,
  tenantId = ada.tenantId,
): Promise<Finding[]> {
  const summary = await examine(store, tenantId, clock.time);
  const { items } = await findingsOf(store, tenantId, clock.time, rule, { after: null, limit: 50 });
  const told = summary.rules.find((one) => one.rule === rule) ?? { count: 0, first: [] };
  if (told.count !== items.length || JSON.stringify(told.first) !== JSON.stringify(items.slice(0, 5))) {
    throw new Error(
      `Of ${rule} the summary says ${JSON.stringify(told)} and the page ${JSON.stringify(items)}.`,
    );
  }
  return items;
}

export const names = (findings: readonly Finding[]): string[] => findings.map(({ name }) => name);

/** The rows of a query, for what no service tells. */
export const all = <Row>(store: Store, sql: string): Row[] => store.sqlite.prepare(sql).all() as Row[];

/**
 * A rule at its edge: what was arranged is just not found; `hit` is the least that makes it found, under the name
 * `finds`; `mend` is what its button does.
 */
export type Case = (scene: Scene) => Promise<{
  readonly finds: string;
  readonly hit: () => unknown;
  readonly mend: () => unknown;
  /** What the rule says beside the name. */
  readonly says?: Partial<Finding>;
}>;
