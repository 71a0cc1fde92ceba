import { hash } from 'node:crypto';
import type { Database, Statement } from 'better-sqlite3';
import { t } from '../../shared/language/t.ts';
import { StoreError } from '../db/errors.ts';
import type { PolicyFacts, PolicyText } from './policy.ts';

/**
 * SQL of verification, prepared once. Synchronous and past Kysely, whose 18 µs a query would be most of an answer.
 * `= +?` keeps SQLite from preparing anew for each value.
 */

/** What one lookup by a secret's hash gives. Times are epoch milliseconds. */
export interface SecretRow {
  readonly keyId: number;
  readonly tenantId: number;
  /** `null`: the tenant itself. */
  readonly ownerAccountId: number | null;
  readonly name: string;
  readonly hint: string;
  /** `null`: the key's current secret. */
  readonly endsAt: number | null;
  readonly revoked: boolean;
  readonly removed: boolean;
  readonly expiresAt: number | null;
  readonly policy: string;
  /** Where the log is: other than before means that something has changed. */
  readonly version: number;
}

export interface Owner {
  readonly accountId: number;
  readonly username: string;
  readonly active: boolean;
  /** Sorted; none: its keys reach no data. */
  readonly dataScopes: readonly string[];
}

type Columns = [
  number,
  number,
  number | null,
  string,
  string,
  number | null,
  0 | 1,
  0 | 1,
  number | null,
  string,
  number | null,
];

/** A key's SHA-256 with a character for each byte, as secrets are looked up by. */
export const digestOf = (key: string): string => hash('sha256', key, 'binary');

/**
 * The log's newest entry within its epoch. A restore goes back in the log and begins an epoch that was never before, so
 * that no state of the store has the number of another.
 */
const VERSION = `((SELECT max(seq) FROM audit_entries)
  + coalesce((SELECT max(epoch) FROM audit_epochs), 0) * ${2 ** 40})`;

/** Memory must not grow with the store: beyond this many all are forgotten and read anew. */
const MOST_ROWS = 50_000;

export class LookupStore {
  readonly #secret: Statement<[Uint8Array], Columns>;
  readonly #changes: Statement<[], number>;
  readonly #schemaVersion: Statement<[], number>;
  readonly #begin: Statement<[]>;
  readonly #end: Statement<[]>;
  readonly #version: Statement<[], number | null>;
  readonly #lastChange: Statement<[], number>;
  readonly #tenant: Statement<[number], { name: string; archived_at: number | null }>;
  readonly #account: Statement<[number], { username: string; status: string; deleted_at: number | null }>;
  readonly #scopes: Statement<[number], string>;
  readonly #group: Statement<[number], string>;
  readonly #names: Readonly<Record<'roles' | 'api_sets', Statement<[string], string>>>;
  readonly #operations: Statement<[string], PolicyFacts['operations'][number]>;
  readonly #permissions: Statement<[number | null, string, string], string>;

  constructor(sqlite: Database) {
    this.#keepsRows = sqlite.readonly;
    this.#changes = sqlite.prepare<[], number>('PRAGMA data_version').pluck();
    this.#schemaVersion = sqlite.prepare<[], number>('PRAGMA user_version').pluck();
    this.#secret = sqlite
      .prepare<[Uint8Array], Columns>(
        `SELECT key_id, tenant_id, owner_account_id, name, hint, ends_at, revoked, removed, expires_at, policy,
           ${VERSION}
         FROM secrets WHERE hash = +?`,
      )
      .raw();
    this.#begin = sqlite.prepare('BEGIN');
    this.#end = sqlite.prepare('COMMIT');
    this.#version = sqlite.prepare<[], number | null>(`SELECT ${VERSION}`).pluck();
    this.#lastChange = sqlite
      .prepare<[], number>('SELECT time FROM audit_entries ORDER BY seq DESC LIMIT 1')
      .pluck();
    this.#tenant = sqlite.prepare('SELECT name, archived_at FROM tenants WHERE id = +?');
    this.#account = sqlite.prepare('SELECT username, status, deleted_at FROM accounts WHERE id = +?');
    this.#scopes = sqlite
      .prepare<[number], string>(
        `SELECT DISTINCT scopes.scope FROM data_access_group_members AS member
         JOIN data_access_group_scopes AS scopes ON scopes.group_id = member.group_id
         WHERE member.account_id = +? ORDER BY scopes.scope`,
      )
      .pluck();
    this.#group = sqlite
      .prepare<[number], string>('SELECT name FROM authorization_groups WHERE id = +?')
      .pluck();
    const names = (table: 'roles' | 'api_sets') =>
      sqlite
        .prepare<[string], string>(
          `SELECT name FROM ${table} WHERE id IN (SELECT value FROM json_each(?)) ORDER BY name_key`,
        )
        .pluck();
    this.#names = { roles: names('roles'), api_sets: names('api_sets') };
    this.#operations = sqlite.prepare(
      `SELECT method, path FROM api_set_operations WHERE api_set_id IN (SELECT value FROM json_each(?))
       ORDER BY api_set_id, position`,
    );
    this.#permissions = sqlite
      .prepare<[number | null, string, string], string>(
        `SELECT resource || ':' || action FROM permissions WHERE id IN (
           SELECT permission_id FROM authorization_group_permissions WHERE authorization_group_id = +?
           UNION SELECT permission_id FROM role_permissions WHERE role_id IN (SELECT value FROM json_each(?))
         ) AND id NOT IN (SELECT value FROM json_each(?)) ORDER BY resource, action`,
      )
      .pluck();
  }

  /** Runs something over one state of the store, that of now. It must not wait for anything. */
  inOneRead<Result>(run: () => Result): Result {
    this.#begin.run();
    try {
      this.#lookForChanges();
      this.#held = true;
      return run();
    } finally {
      this.#held = false;
      this.#end.run();
    }
  }

  /** Whether one state of the store is held, so that everything that is read belongs together. */
  get isHeld(): boolean {
    return this.#held;
  }
  #held = false;

  /** The secret with this SHA-256, see `digestOf`; removed and ended ones are found too. */
  secret(digest: string): SecretRow | undefined {
    if (!this.#held) this.#lookForChanges();
    const known = this.#rows.get(digest);
    if (known) return known;
    const columns = this.#secret.get(Buffer.from(digest, 'binary'));
    if (columns === undefined) return undefined;
    const row = secretRow(columns);
    if (this.#keepsRows) {
      if (this.#rows.size >= MOST_ROWS) this.#rows.clear();
      this.#rows.set(digest, row);
    }
    return row;
  }

  /**
   * Rows that were read since the last commit of any connection, this one's excepted: so nothing is kept on one that
   * can write. SQLite counts the commits, and to ask it costs a fraction of looking a row up among a million.
   */
  readonly #rows = new Map<string, SecretRow>();
  readonly #keepsRows: boolean;
  #seen = -1;
  #schema: number | null = null;
  #lookForChanges(): void {
    const changes = this.#changes.get() ?? -1;
    if (changes === this.#seen) return;
    // A newer Latchkey may have brought the file up to date in its place, and decides by rules that are not known here.
    const schema = this.#schemaVersion.get();
    if (this.#schema !== null && schema !== this.#schema) {
      throw new StoreError(
        'STORE_NEWER',
        t('The store was brought up to date by another version of Latchkey.'),
      );
    }
    this.#schema = schema ?? null;
    this.#seen = changes;
    this.#rows.clear();
  }

  lastChange(): number | null {
    return this.#lastChange.get() ?? null;
  }

  version(): number {
    return this.#version.get() ?? 0;
  }

  tenant(id: number): { readonly name: string; readonly archived: boolean } {
    const row = this.#tenant.get(id);
    // A key without its tenant is a damaged store, and nobody's to let in.
    return row ? { name: row.name, archived: row.archived_at !== null } : { name: '', archived: true };
  }

  owner(accountId: number): Owner {
    const row = this.#account.get(accountId);
    return {
      accountId,
      username: row?.username ?? '',
      active: row?.status === 'active' && row.deleted_at === null,
      dataScopes: this.#scopes.all(accountId),
    };
  }

  facts({ groupId, roleIds, apiSetIds, excludedIds }: PolicyText): PolicyFacts {
    const roles = JSON.stringify(roleIds);
    const sets = JSON.stringify(apiSetIds);
    return {
      roles: this.#names.roles.all(roles),
      group: groupId === null ? null : (this.#group.get(groupId) ?? null),
      apiSets: this.#names.api_sets.all(sets),
      operations: this.#operations.all(sets),
      permissions: this.#permissions.all(groupId, roles, JSON.stringify(excludedIds)),
    };
  }
}

const secretRow = (columns: Columns): SecretRow => ({
  keyId: columns[0],
  tenantId: columns[1],
  ownerAccountId: columns[2],
  name: columns[3],
  hint: columns[4],
  endsAt: columns[5],
  revoked: columns[6] === 1,
  removed: columns[7] === 1,
  expiresAt: columns[8],
  policy: columns[9],
  version: columns[10] ?? 0,
});
