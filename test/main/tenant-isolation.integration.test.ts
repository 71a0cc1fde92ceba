import { expect, it } from 'vitest';
import { CALLS, isAllowed } from '../../scripts/authorities/table.ts';
import { type Authority, BUILT_IN_ROLES } from '../../src/shared/authorities.ts';
import type { Reply } from '../../src/shared/rpc.ts';
import { newKey } from '../support/keys.ts';
import { Program } from '../support/program.ts';
import { type Attempt, TABLE, THEIR_DEVICE, THEIR_DISMISSAL } from './isolation/attempts.ts';
import { fill, PASSWORD, type Things } from './isolation/things.ts';

const THEIRS = 'zebra';
const OURS = 'acorn';
const CALLERS = BUILT_IN_ROLES.filter(({ key }) => key !== 'super-user');

interface TwoTenants {
  readonly program: Program;
  readonly ours: Things;
  readonly theirs: Things;
}

/** Two tenants full of things; Grace of the first, who has no role yet, is signed in. */
async function twoTenants(): Promise<TwoTenants> {
  const program = await Program.setUp();
  const { api } = program;
  const made = {
    name: `${THEIRS} Ltd`,
    keyPrefix: THEIRS,
    keyLimit: 20,
    validityDays: 30,
    expiringSoonDays: 7,
  };
  const { id } = await api.tenants.create(made);
  await api.tenants.open({ id });
  const theirs = await fill(program, THEIRS);
  await program.sql(
    `INSERT INTO device_credentials VALUES (?, ?, ?, 'zebra laptop', 0, ?, ?)`,
    THEIR_DEVICE,
    theirs.person,
    Buffer.alloc(32, 1),
    program.clock.time,
    program.clock.time,
  );
  await program.sql(
    `INSERT INTO finding_dismissals VALUES (?, ?, 'no-expiry', ?, 'zebra reason', ?, ?, ?)`,
    THEIR_DISMISSAL,
    theirs.tenantId,
    theirs.robotKey,
    program.clock.time + 86_400_000,
    theirs.person,
    program.clock.time,
  );
  await program.sql(`INSERT INTO finding_rules_off VALUES (?, 'unused')`, theirs.tenantId);
  await api.tenants.open({ id: 1 });
  const ours = await fill(program, OURS);
  const grace = { username: 'grace', displayName: '', apiOnly: false, roleIds: [], password: PASSWORD };
  await api.accounts.create({ ...grace, licence: 'Full' });
  await api.session.signOut(undefined);
  await api.session.signIn({ username: 'grace', password: PASSWORD, remember: false });
  return { program, ours, theirs };
}

/** Grace has this built-in role of her tenant, and no other. */
async function give(program: Program, role: string): Promise<void> {
  const grace = `(SELECT id FROM accounts WHERE username = 'grace')`;
  await program.sql(`DELETE FROM account_roles WHERE account_id = ${grace}`);
  await program.sql(
    `INSERT INTO account_roles SELECT ${grace}, id FROM roles WHERE tenant_id = 1 AND built_in = ?`,
    role,
  );
}

/** Everything in the store but what the caller's own tenant writes down about the attempts. */
async function dump(program: Program): Promise<string> {
  const tables = await program.rows<{ name: string }>(
    `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'`,
  );
  const rows: unknown[] = [];
  for (const { name } of tables) {
    // Count the entries of all tenants.
    if (name === 'audit_head' || name === 'audit_checkpoints') continue;
    const which = name === 'audit_entries' ? 'WHERE tenant_id IS NOT 1' : '';
    rows.push(name, await program.rows(`SELECT * FROM ${name} ${which}`));
  }
  return JSON.stringify(rows);
}

const UNKNOWN = /^(UNKNOWN_[A-Z_]+|([A-Z]+_)?NOT_FOUND|SECRET_GONE)$/;

/** What is wrong with an answer; `null`: nothing. */
function complaint({ answer }: Attempt, reply: Reply, mayCall: boolean): string | null {
  if (JSON.stringify(reply).includes(THEIRS)) return 'names something of theirs';
  if (!mayCall) return !reply.ok && reply.code === 'FORBIDDEN' ? null : 'is not forbidden';
  if (answer === 'refused') {
    if (reply.ok) return 'is not refused';
    return UNKNOWN.test(reply.code) ? null : `is refused as ${reply.code}`;
  }
  if (!reply.ok) return `is refused as ${reply.code}`;
  return answer === 'silent' || isEmpty(reply.value) ? null : `answers ${JSON.stringify(reply.value)}`;
}

/** Nothing was found, and nothing was done. */
function isEmpty(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  const { rows, total, done, entries, keys, found } = value as Record<string, unknown>;
  const counts = [rows, done, entries].filter((list) => list !== undefined);
  if (found !== undefined) return found === 'unknown';
  return counts.every((list) => Array.isArray(list) && list.length === 0) && !total && !keys;
}

const attemptsOf = (call: string, { ours, theirs }: TwoTenants): readonly Attempt[] => {
  const [subject = '', name = ''] = call.split('.');
  const table = TABLE as unknown as Record<string, Record<string, (typeof TABLE)['keys']['list']>>;
  const attempts = table[subject]?.[name];
  if (!attempts) throw new Error(`Say in test/main/isolation/attempts.ts what ${call} can be tried with.`);
  return attempts(ours, theirs);
};

/** Makes every call with what could be tried, and says what went wrong. */
async function tryEverything(both: TwoTenants, authorities: readonly Authority[]): Promise<string[]> {
  const wrong: string[] = [];
  for (const [call, access] of CALLS) {
    for (const attempt of attemptsOf(call, both)) {
      // Some lists are counted in a thread where only the latest question is answered: one after the other.
      const reply = await both.program.backend.dispatch(call, attempt.input);
      const problem = complaint(attempt, reply, isAllowed(access, authorities));
      if (problem !== null) wrong.push(`${call} ${JSON.stringify(attempt.input ?? null)} ${problem}`);
    }
  }
  await both.program.backend.calls.settle();
  return wrong;
}

it('nobody of one tenant changes anything of another or learns of it, whatever the call', async () => {
  const both = await twoTenants();
  const { program, ours } = both;
  for (const { key, name, authorities } of CALLERS) {
    await give(program, key);
    const before = await dump(program);
    expect(before).toContain(THEIRS);
    expect(await tryEverything(both, authorities), name).toEqual([]);
    expect(await dump(program), name).toBe(before);
  }
  expect([...program.savedFiles.values(), program.clipboard].join()).not.toContain(THEIRS);
  expect(JSON.stringify([program.events, program.notifications])).not.toContain(THEIRS);
  expect(program.internalErrors).toEqual([]);

  // A name that is taken there is free here: a refusal would tell of it.
  await give(program, 'tenant-administrator');
  await makeNamesakes(program, ours);
}, 240_000);

it('every call has been thought of, and none that is not there', () => {
  const listed = Object.entries(TABLE).flatMap(([subject, calls]) =>
    Object.keys(calls).map((call) => `${subject}.${call}`),
  );
  expect(listed.toSorted()).toEqual(CALLS.map(([call]) => call).toSorted());
});

async function makeNamesakes({ api }: Program, ours: Things): Promise<void> {
  const named = (what: string) => ({ name: `${THEIRS} ${what}`, description: '' });
  const permissionIds = [ours.permission];
  await api.permissions.create({ resource: THEIRS, action: 'read', description: '' });
  await api.roles.create({ ...named('role'), permissionIds, authorities: [] });
  await api.authorizationGroups.create({ ...named('group'), permissionIds, type: 'User' });
  await api.apiSets.create({ ...named('set'), operations: 'GET /v1/x' });
  await api.dataAccess.create({ ...named('data'), scopes: [] });
  const robot = { username: `${THEIRS}-robot`, displayName: '', licence: 'API', apiOnly: true } as const;
  await api.accounts.create({ ...robot, roleIds: [], password: null });
  const { secret } = await api.keys.generate(newKey(ours.group, { name: `${THEIRS} key` }));
  expect(secret.text).toMatch(/^lk_/);
}
