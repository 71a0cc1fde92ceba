import { beforeEach, describe, expect, it } from 'vitest';
import { type ExportReport, verifyExport } from '../../src/core/audit/integrity/verify-export.ts';
import { change } from '../../src/core/audit/change.ts';
import { frame } from '../support/change.ts';
import { CONTOSO } from '../support/settings-screens.ts';
import { WHOLE_LOG } from '../support/activity-log.ts';
import { ADA, Program, turns, until } from '../support/program.ts';
import { openAt, refusal } from '../support/store.ts';

const MINUTE = 60_000;
let program: Program;
beforeEach(async () => {
  program = await Program.setUp();
});

const page = (more: Partial<typeof WHOLE_LOG> = {}, before: number | null = null, limit = 100) =>
  program.api.activityLog.list({ filter: { ...WHOLE_LOG, ...more }, before, limit });
const actions = async (more: Partial<typeof WHOLE_LOG> = {}) =>
  (await page(more)).entries.map(({ action }) => action);
const checkpoints = () => program.rows<{ size: number }>('SELECT size FROM audit_checkpoints ORDER BY size');
const newest = async () => (await program.log()).length;
/** So many entries of another process. */
async function write(count: number): Promise<void> {
  const store = await openAt(program.storePath, 'write');
  const [first, ...others] = Array.from({ length: count }, () => ({ action: 'test.step' }));
  if (first)
    await change(store.db, frame, () => Promise.resolve({ result: null, entries: [first, ...others] }));
  await store.close();
}
const add = (count: number) =>
  program.sql(
    `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${count})
     INSERT INTO audit_entries SELECT (SELECT max(seq) FROM audit_entries) + i, body, hash, tenant_id, time,
       actor_account_id, action, target_type, target_id, outcome FROM n, (SELECT * FROM audit_entries WHERE seq = 1)`,
  );

describe('the list', () => {
  it('has every entry once, page by page, newest first', async () => {
    for (const name of ['ERP', 'Shop', 'Webshop']) await program.generate({ name });
    const seen: number[] = [];
    for (let before: number | null = null, first = true; first || before !== null; first = false) {
      const { entries, next }: Awaited<ReturnType<typeof page>> = await page({}, before, 2);
      seen.push(...entries.map(({ seq }) => seq));
      before = next;
    }
    const all = await newest();
    expect(seen).toEqual(Array.from({ length: all }, (_, index) => all - index));
  });

  it('is narrowed by each filter, and by words in names and values alone', async () => {
    program.clock.pass(MINUTE);
    const { row } = await program.generate({ name: '50 % "Käfer"_x' });
    program.clock.pass(MINUTE);
    await program.generate({ name: 'Other' });
    const { time } = program.clock;
    expect(await actions({ subject: 'keys' })).toEqual(['keys.generate', 'keys.generate']);
    expect(await actions({ subject: 'key' })).toEqual([]);
    expect(await actions({ target: { type: 'key', id: row.id } })).toEqual(['keys.generate']);
    expect(await actions({ from: time })).toEqual(['keys.generate']);
    expect((await actions({ until: time })).length).toBe((await newest()) - 1);
    expect(await actions({ actorId: 99 })).toEqual([]);
    for (const search of ['käfer', 'KÄFER"_', '50 % "', '_x', 'keys.gen']) {
      expect(await actions({ search }), search).toContain('keys.generate');
    }
    // What stands in every entry is no word of any.
    for (const search of ['"log"', 'previous', '%%', 'a_a']) expect(await actions({ search })).toEqual([]);
    expect((await program.api.activityLog.actors(undefined)).actors).toEqual([{ id: 1, username: 'ada' }]);
  });

  it('has what somebody made unreadable in its place, and says so of it', async () => {
    await program.generate({ name: 'ERP' });
    const all = await newest();
    await program.sql("UPDATE audit_entries SET body = '{broken' WHERE action = 'keys.generate'");
    await program.sql("UPDATE audit_entries SET body = '[]' WHERE seq = 1");
    expect(await actions()).toContain('audit.unreadable');
    expect(await actions()).toHaveLength(all);
    expect(await refusal(program.api.activityLog.get({ seq: 1 }))).toMatchObject({
      code: 'ENTRY_UNREADABLE',
    });
  });

  it('counts what has come since', async () => {
    const since = await newest();
    await program.generate({ name: 'ERP' });
    const newer = (more = {}) =>
      program.api.activityLog.newer({ filter: { ...WHOLE_LOG, ...more }, after: since });
    expect(await newer()).toEqual({ count: 1 });
    expect(await newer({ subject: 'roles' })).toEqual({ count: 0 });
  });

  it('of all tenants is for who manages them; others see their own entries only', async () => {
    const { id } = await program.api.tenants.create(CONTOSO);
    await program.api.tenants.open({ id });
    await program.generate({ name: 'Contoso key' });
    await program.api.tenants.open({ id: 1 });
    expect((await page({ search: 'Contoso key' })).entries).toEqual([]);
    const [theirs] = (await page({ search: 'Contoso key', everywhere: true })).entries;
    expect(theirs).toMatchObject({ action: 'keys.generate' });
    const seq = theirs?.seq ?? 0;
    expect(await program.api.activityLog.get({ seq })).toMatchObject({ seq, origin: 'desktop' });

    await program.sql(`DELETE FROM role_authorities WHERE authority = 'manage-tenants'`);
    expect(await refusal(page({ everywhere: true }))).toMatchObject({ code: 'FORBIDDEN' });
    expect(await refusal(program.api.activityLog.get({ seq }))).toMatchObject({ code: 'ENTRY_NOT_FOUND' });
    for (const call of ['head', 'verify', 'export', 'cancel'] as const) {
      expect(await refusal(program.api.activityLog[call](undefined))).toMatchObject({ code: 'FORBIDDEN' });
    }
  });
});

describe('the log is signed', () => {
  it('at the sign-out, at the end, and by the minute when a thousand entries are not', async () => {
    await program.api.session.signOut(undefined);
    await until(() => program.keychain.logEntries.size === 1);
    await program.restart();
    const first = await checkpoints();
    expect(first.map(({ size }) => size)).toEqual([await newest()]);
    await program.api.session.signIn({ username: ADA.username, password: ADA.password, remember: false });
    program.timers.get(MINUTE)?.();
    await turns();
    expect(await checkpoints()).toEqual(first);
    await write(1_000);
    program.timers.get(MINUTE)?.();
    await until(
      () =>
        [...program.keychain.logEntries.values()][0]?.includes(`\n${1_000 + (first[0]?.size ?? 0) + 1}\n`) ===
        true,
    );
    expect((await checkpoints()).length).toBe(2);
  });

  it('after a verification that finds nothing, which is written down', async () => {
    const verdict = await program.api.activityLog.verify(undefined);
    expect(verdict).toMatchObject({ fault: null, anchor: 'none', entries: (await newest()) - 1 });
    expect(JSON.parse((await program.log()).at(-1)?.body ?? '')).toMatchObject({
      action: 'audit.verify',
      details: { fault: null, anchor: 'none' },
    });
    expect((await checkpoints()).at(-1)?.size).toBe(await newest());
    expect(await program.api.activityLog.verify(undefined)).toMatchObject({ anchor: 'agrees' });
    const head = await program.api.activityLog.head(undefined);
    expect(head).toMatchObject({
      unsigned: 0,
      signing: 'signs',
      checkpoint: { size: head.size, root: head.root },
    });
  });

  it('not when something is wrong: then nothing more is signed, and the list says so', async () => {
    await program.sql('UPDATE audit_entries SET time = time + 1 WHERE seq = 2');
    const fault = { seq: 2, what: 'modified' };
    expect(await program.api.activityLog.verify(undefined)).toMatchObject({ fault });
    expect(JSON.parse((await program.log()).at(-1)?.body ?? '')).toMatchObject({ details: { fault } });
    expect(await page()).toMatchObject({ doubt: 2 });
    expect(await program.api.activityLog.export(undefined)).toMatchObject({ unsigned: 'in doubt' });
    await program.restart();
    expect(await checkpoints()).toEqual([]);
  });

  it('not over an older copy that was put back', async () => {
    await program.api.activityLog.verify(undefined);
    const all = await newest();
    await program.sql('DELETE FROM audit_entries WHERE seq = ?', all);
    await program.sql('UPDATE audit_head SET seq = ?', all - 1);
    await program.sql('DELETE FROM audit_checkpoints');
    // What is written from now on is another log than the one that was signed.
    expect(await program.api.activityLog.export(undefined)).toMatchObject({ unsigned: 'in doubt' });
    expect(await page()).toMatchObject({ doubt: expect.any(Number) as unknown });
    expect(await program.api.activityLog.head(undefined)).toMatchObject({ signing: 'in doubt' });
    expect(await checkpoints()).toEqual([]);
  });

  it.each(['absent', 'locked'] as const)(
    'not with a keychain that is %s: it is asked once, then only when somebody asks',
    async (mode) => {
      program.keychain.logMode = mode;
      await program.api.activityLog.verify(undefined);
      expect(program.keychain.logQuestions).toBe(1);
      expect(await program.api.activityLog.head(undefined)).toMatchObject({
        signing: 'no keychain',
        checkpoint: null,
      });
      await add(1_000);
      program.timers.get(MINUTE)?.();
      await turns();
      expect(program.keychain.logQuestions).toBe(1);
      expect(await program.api.activityLog.export(undefined)).toMatchObject({ unsigned: 'no keychain' });
      await program.restart();
      expect(program.keychain.logQuestions).toBe(2);
    },
  );

  it('without anybody waiting at the sign-out, and the end waits no longer than for the keychain', async () => {
    program.keychain.logMode = 'hanging';
    expect(await program.api.session.signOut(undefined)).toEqual({ status: 'signed-out' });
    await until(() => program.keychain.waitsFor('get'));
    const ended = program.stop();
    await ended;
    expect(program.internalErrors).toEqual([]);
  });
});

it('a verification can be stopped, and there is one at a time', async () => {
  const running = refusal(program.api.activityLog.verify(undefined));
  expect(await refusal(program.api.activityLog.verify(undefined))).toMatchObject({ code: 'LOG_BUSY' });
  await program.api.activityLog.cancel(undefined);
  expect(await running).toMatchObject({ code: 'CANCELLED' });
  expect((await program.log()).map(({ action }) => action)).not.toContain('audit.verify');
});

describe('an exported log', () => {
  let lines: string[];
  const look = (given: readonly string[], known = {}): Promise<ExportReport | null> =>
    verifyExport(
      (async function* () {
        yield* given;
      })(),
      known,
    );
  const exported = async (): Promise<string[]> => {
    program.savedFiles.clear();
    await program.api.activityLog.export(undefined);
    return [...program.savedFiles.values()].join('').trimEnd().split('\n');
  };
  beforeEach(async () => {
    for (const name of ['ERP', 'Shop', 'Webshop']) await program.generate({ name });
    lines = await exported();
  });
  const summary = () => JSON.parse(lines.at(-1) ?? '') as { checkpoint: string; verifierKey: string };
  const entries = () => lines.slice(0, -1);

  it('has every entry as it is stored, its own among them, and is good', async () => {
    expect(entries()).toEqual((await program.log()).map(({ body }) => body));
    expect(entries().at(-1)).toContain('"audit.export"');
    const { verifierKey: key, checkpoint } = summary();
    const good = { entries: lines.length - 1, fault: null, signature: 'good', verifierKey: key };
    expect(await look(lines)).toMatchObject({ ...good, earlier: 'none' });
    expect(await look(lines, { key, checkpoint })).toMatchObject({ ...good, earlier: 'agrees' });
  });

  it('is compared with an earlier one', async () => {
    const { checkpoint } = summary();
    const before = lines;
    await program.generate({ name: 'Later' });
    const after = await exported();
    expect(await look(after, { checkpoint })).toMatchObject({ fault: null, earlier: 'agrees' });
    const later = (JSON.parse(after.at(-1) ?? '') as { checkpoint: string }).checkpoint;
    expect(await look(before, { checkpoint: later })).toMatchObject({
      fault: { seq: before.length, what: 'rolled back' },
      earlier: 'disagrees',
    });
    expect(await look(lines, { checkpoint: 'nonsense\n3\n' })).toMatchObject({ earlier: 'unreadable' });
  });

  it('is wrong wherever a character was changed', async () => {
    for (const [index, line] of entries().entries()) {
      const at = line.indexOf('"time":') + 8;
      const changed = lines.with(
        index,
        `${line.slice(0, at)}${line[at] === '1' ? 2 : 1}${line.slice(at + 1)}`,
      );
      expect(await look(changed)).toMatchObject({
        fault: { seq: index + 1, what: 'modified' },
        signature: 'wrong',
      });
    }
  });

  it('is wrong when lines were taken out, put in, moved, or cut off', async () => {
    const fault = async (given: readonly string[]) => (await look(given))?.fault;
    expect(await fault(lines.toSpliced(2, 1))).toEqual({ seq: 3, what: 'deleted' });
    expect(await fault(lines.toSpliced(3, 0, lines[2] ?? ''))).toEqual({ seq: 4, what: 'inserted' });
    expect(await fault(lines.with(2, lines[3] ?? '').with(3, lines[2] ?? ''))).toEqual({
      seq: 3,
      what: 'reordered',
    });
    expect(await fault(lines.toSpliced(-2, 1))).toEqual({ seq: lines.length - 1, what: 'truncated' });
    expect(await fault(entries())).toEqual({ seq: lines.length, what: 'truncated' });
    expect(await fault([...lines, lines[0] ?? ''])).toEqual({ seq: lines.length, what: 'inserted' });
  });

  it('is wrong when its signature is another’s, and none when there is none', async () => {
    const other = await Program.setUp();
    await other.api.activityLog.export(undefined);
    const [theirs = ''] = [...other.savedFiles.values()];
    const last = theirs.trimEnd().split('\n').at(-1) ?? '';
    expect(await look([...entries(), last])).toMatchObject({ signature: 'wrong' });
    const { verifierKey: key } = JSON.parse(last) as { verifierKey: string };
    expect(await look(lines, { key })).toMatchObject({ signature: 'wrong' });
    program.keychain.logMode = 'absent';
    expect(await look(await exported())).toMatchObject({ fault: null, signature: 'none' });
    expect(await look(['hello', '{}'])).toBeNull();
    expect(await look([])).toBeNull();
  });

  it('is not written, and not written down, when the person cancels or may not any more', async () => {
    const before = await newest();
    program.saveTo = null;
    expect(await program.api.activityLog.export(undefined)).toMatchObject({ path: null });
    expect(await newest()).toBe(before);
    program.saveTo = '/home/ada';
    program.savedFiles.clear();
    program.whileAsked = async () => {
      await program.api.session.lock(undefined);
    };
    expect(await refusal(program.api.activityLog.export(undefined))).toMatchObject({ code: 'LOCKED' });
    expect(program.savedFiles.size).toBe(0);
  });

  it('comes to its place for nobody but who is still there when all of it is written', async () => {
    program.savedFiles.clear();
    const { push } = program.events;
    const before = await newest();
    const locks: Promise<void>[] = [];
    program.events.push = (...events) => {
      if (events.some(({ name }) => name === 'log-progress')) locks.push(program.backend.lock('suspend'));
      return push.apply(program.events, events);
    };
    expect(await refusal(program.api.activityLog.export(undefined))).toMatchObject({ code: 'LOCKED' });
    program.events.push = push;
    await Promise.all(locks);
    await program.api.session.unlock({ password: ADA.password });
    // It had begun, so it stays written down, and once.
    const since = (await program.log()).slice(before).map(({ action }) => action);
    expect(since.filter((action) => action === 'audit.export')).toHaveLength(1);

    program.keychain.logMode = 'hanging';
    const asked = refusal(program.api.activityLog.export(undefined));
    await until(() => program.keychain.waitsFor('get'));
    program.keychain.logMode = 'available';
    await program.sql("DELETE FROM role_authorities WHERE authority = 'manage-tenants'");
    program.keychain.answer();
    expect(await asked).toMatchObject({ code: 'FORBIDDEN' });
    expect(program.savedFiles.size).toBe(0);
  });
});
