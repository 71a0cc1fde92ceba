import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Actor } from '../../../src/core/actor.ts';
import { runBatch } from '../../../src/core/keys/batch.ts';
import { edit } from '../../../src/core/keys/edit.ts';
import { generate } from '../../../src/core/keys/generate.ts';
import type { KeyWithSecret } from '../../../src/core/keys/key-deps.ts';
import { listKeys } from '../../../src/core/keys/list/list-keys.ts';
import { previewBatch } from '../../../src/core/keys/preview-batch.ts';
import { remove, restore } from '../../../src/core/keys/remove.ts';
import { reinstate, revoke } from '../../../src/core/keys/revoke.ts';
import { finishRotation, rotate } from '../../../src/core/keys/rotate.ts';
import { EVERYTHING } from '../../../src/shared/everything.ts';
import type { KeySelection } from '../../../src/shared/key-view.ts';
import { OVERLAPS, type Overlap } from '../../../src/shared/overlap.ts';
import { comparable } from '../../../src/shared/text.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../support/clock.ts';
import { entriesAfter, groupId, newKey } from '../../support/keys.ts';
import {
  addAccount,
  addAdministrator,
  holding,
  type Organisation,
  organisation,
} from '../../support/people.ts';
import { meddle } from '../../support/store.ts';
import {
  batch,
  changesKeys,
  LIMIT,
  Model,
  type ModelKey,
  NAMES,
  type OwnerName,
  type Person,
} from './life-model.ts';
import { verifyKey } from '../../support/verification.ts';
import { faultIn } from '../../support/log.ts';

/** The whole life of keys in random order: the store and the model must agree on every answer and after every step. */

const someone: fc.Arbitrary<Person> = fc.oneof(
  { weight: 6, arbitrary: fc.constant('ada' as const) },
  { weight: 2, arbitrary: fc.constant('bob' as const) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('tenants’ only' as const, 'accounts’ only' as const, 'auditor' as const),
  },
);
const name = fc.constantFrom(...NAMES);
const description = fc.constantFrom('', 'nightly run', 'für Zoë');
/** From the moment of the command on; `null`: never. */
const expiry = fc.option(
  fc.constantFrom(-1, 0, 1, MINUTE, 15 * MINUTE - 1, 15 * MINUTE, HOUR, DAY + 1, 30 * DAY),
  { freq: 4 },
);
/** Which key, counted from the newest and round again; `NONE`: one that is not there. */
const NONE = 99;
const which = fc.oneof(
  { weight: 16, arbitrary: fc.nat({ max: 3 }) },
  { weight: 8, arbitrary: fc.nat({ max: 12 }) },
  { weight: 1, arbitrary: fc.constant(NONE) },
);
const overlap = fc.constantFrom(...(Object.keys(OVERLAPS) as Overlap[]));
const selection = fc.oneof(
  fc.record({ by: fc.constant('ids' as const), which: fc.array(which, { minLength: 1, maxLength: 6 }) }),
  fc.record({
    by: fc.constant('view' as const),
    status: fc.constantFrom('all' as const, 'active' as const, 'revoked' as const),
    expiration: fc.constantFrom('all' as const, 'never' as const, 'expired' as const),
    owner: fc.constantFrom('all' as const, 'tenant' as const),
    except: fc.array(which, { maxLength: 2 }),
  }),
);
const did = <const T extends string>(...names: T[]) => ({
  did: fc.constantFrom(...names),
  who: someone,
  which,
});

const command = fc.oneof(
  {
    weight: 14,
    arbitrary: fc.record({
      did: fc.constant('generate' as const),
      who: someone,
      owner: fc.oneof(
        { weight: 3, arbitrary: fc.constant('tenant' as const) },
        { weight: 2, arbitrary: fc.constantFrom('robot' as const, 'ada' as const, 'bob' as const) },
      ),
      name,
      description,
      expiry,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      ...did('edit'),
      name: fc.option(name, { freq: 3 }),
      description,
      stale: fc.integer({ min: 0, max: 5 }).map((number) => number === 0),
    }),
  },
  {
    weight: 7,
    arbitrary: fc.record({ ...did('rotate'), overlap, expiry: fc.option(expiry, { nil: undefined }) }),
  },
  { weight: 2, arbitrary: fc.record(did('finish')) },
  { weight: 6, arbitrary: fc.record(did('until-reinstated', 'permanent', 'reinstate')) },
  { weight: 6, arbitrary: fc.record(did('remove', 'restore', 'restore')) },
  {
    weight: 6,
    arbitrary: fc.record({
      did: fc.constant('batch' as const),
      who: someone,
      action: fc.constantFrom('revoke' as const, 'reinstate' as const, 'remove' as const, 'restore' as const),
      selection,
      /** How far the expected number is off; restoring asks for none. */
      off: fc.oneof(
        { weight: 5, arbitrary: fc.constant(0) },
        { weight: 1, arbitrary: fc.constantFrom(-1, 1) },
      ),
      cancelled: fc.integer({ min: 0, max: 7 }).map((number) => number === 0),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      did: fc.constantFrom('disable' as const, 'enable' as const),
      owner: fc.constantFrom('robot' as const, 'bob' as const),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      did: fc.constant('wait' as const),
      /** Milliseconds, or until so long before the next deadline. */
      time: fc.oneof(
        fc.constantFrom(1, SECOND, MINUTE, 15 * MINUTE, HOUR, DAY),
        fc.record({ before: fc.constantFrom(0, 1) }),
      ),
    }),
  },
);
type Command = typeof command extends fc.Arbitrary<infer T> ? T : never;
type Keyed = Extract<Command, { which: number }>;
type Batch = Extract<Command, { did: 'batch' }>;

/** What is asked of which key by whom, and why it is refused before anything else is looked at. */
interface Asked {
  readonly id: number;
  readonly key: ModelKey | undefined;
  readonly actor: Actor;
  readonly refused: string | null;
}

/** A store and the model of it. */
class Both {
  readonly model = new Model();
  readonly here: Organisation;
  readonly #actors: Readonly<Record<Person, Actor>>;
  readonly #accounts: Readonly<Record<OwnerName, number | null>>;
  readonly #userGroup: number;
  /** Secrets that can never work again, whatever happens. */
  readonly #dead = new Set<string>();
  /** Actions of the log, as the model expects them. */
  readonly #log: string[] = [];
  readonly #refusedLog: string[] = [];
  readonly #logStart: number;

  private constructor(
    here: Organisation,
    more: { bob: Actor; robot: number; userGroup: number; logStart: number },
  ) {
    this.here = here;
    const { ada } = here;
    this.#actors = {
      ada,
      bob: more.bob,
      'tenants’ only': holding(ada, 'view', 'manage-tenant-api-keys'),
      'accounts’ only': { ...holding(ada, 'view', 'manage-user-api-key'), accountId: more.bob.accountId + 1 },
      auditor: holding(more.bob, 'view', 'view-activity', 'export'),
    };
    this.#accounts = { tenant: null, robot: more.robot, ada: ada.accountId, bob: more.bob.accountId };
    this.#userGroup = more.userGroup;
    this.#logStart = more.logStart;
  }

  static async start(): Promise<Both> {
    const here = await organisation();
    // Nothing here asks what a power cut leaves.
    here.store.sqlite.pragma('synchronous = OFF');
    await meddle(here.store).updateTable('tenants').set({ key_limit: LIMIT }).execute();
    const bob = await addAdministrator(here, 'bob');
    await addAccount(here.store, here.ada, 'carol');
    const robot = await addAccount(here.store, here.ada, 'robot', { apiOnly: true });
    const logStart = (await entriesAfter(here.store.db)).length;
    return new Both(here, {
      bob,
      robot,
      userGroup: await groupId(here.store.db, here.ada, 'Standard user'),
      logStart,
    });
  }

  /** Does it, and compares what came of it with what the model says must. */
  async run(command: Command): Promise<void> {
    if ('which' in command) return this.#one(command);
    if (command.did === 'wait') return this.#wait(command.time);
    if (command.did === 'generate') return this.#generate(command);
    if (command.did === 'batch') return this.#batch(command);
    return this.#setStatus(command.owner, command.did);
  }

  #wait(time: number | { before: number }): void {
    const [next] = this.model.deadlines;
    const to = typeof time === 'number' ? this.model.now + time : next === undefined ? 0 : next - time.before;
    if (to <= this.model.now) return;
    this.model.now = to;
    this.here.clock.time = to;
  }

  async #setStatus(owner: OwnerName, to: 'disable' | 'enable'): Promise<void> {
    await meddle(this.here.store)
      .updateTable('accounts')
      .set({ status: to === 'disable' ? 'disabled' : 'active' })
      .where('id', '=', this.#accounts[owner])
      .execute();
    if (to === 'disable') this.model.disabled.add(owner);
    else this.model.disabled.delete(owner);
  }

  async #generate({ who, owner, name, description, expiry }: Extract<Command, { did: 'generate' }>) {
    const { model } = this;
    const expiresAt = expiry === null ? null : model.now + expiry;
    const input = newKey(this.#group(owner), {
      name: ` ${name[0]} `,
      description,
      ownerAccountId: this.#accounts[owner],
      expiresAt,
    });
    const made = await this.#answers(model.refusesGenerate(who, owner, name, expiresAt), () =>
      generate(this.here.deps, this.#actors[who], input),
    );
    if (!made) return;
    this.#log.push('keys.generate');
    model.keys.push({
      id: made.row.id,
      owner,
      createdAt: model.now,
      name,
      description,
      revocation: null,
      expiresAt,
      removedAt: null,
      revision: 1,
      secrets: [secretOf(made)],
    });
  }

  /** Whatever is done to one key. */
  async #one(command: Keyed): Promise<void> {
    const { model } = this;
    const id = this.#idOf(command.which);
    const key = model.keys.find((key) => key.id === id);
    const asked = {
      id,
      key,
      actor: this.#actors[command.who],
      refused: model.refuses(command.who, command.did, key),
    };
    if (command.did === 'edit') return this.#edit(command, asked);
    if (command.did === 'rotate') return this.#rotate(command, asked);
    const { did } = command;
    const { deps } = this.here;
    const { actor } = asked;
    const done = await this.#answers(asked.refused, (): Promise<unknown> => {
      if (did === 'finish') return finishRotation(deps, actor, id);
      if (did === 'reinstate') return reinstate(deps, actor, id);
      if (did === 'remove') return remove(deps, actor, id);
      if (did === 'restore') return restore(deps, actor, id);
      return revoke(deps, actor, { id, how: did });
    });
    if (done === null || !key) return;
    model.apply(did, key);
    const verbs = { finish: 'finish-rotation', 'until-reinstated': 'revoke', permanent: 'revoke' };
    this.#log.push(`keys.${did in verbs ? verbs[did as keyof typeof verbs] : did}`);
  }

  async #edit({ name: given, description, stale }: Extract<Command, { did: 'edit' }>, asked: Asked) {
    const { id, key, actor, refused } = asked;
    const name = given ?? key?.name ?? NAMES[0];
    const code = refused ?? (stale ? 'KEY_CHANGED' : key ? this.model.refusesName(name, key) : null);
    const {
      ownerAccountId: _,
      expiresAt: __,
      ...configuration
    } = newKey(this.#group(key?.owner ?? 'tenant'), {
      name: name[0],
      description,
    });
    const input = { ...configuration, id, revision: stale ? -1 : (key?.revision ?? 1) };
    const done = await this.#answers(code, () => edit(this.here.deps, actor, input));
    if (!done || !key) return;
    Object.assign(key, { name, description, revision: key.revision + 1 });
    this.#log.push('keys.edit');
  }

  async #rotate({ overlap, expiry }: Extract<Command, { did: 'rotate' }>, asked: Asked) {
    const { id, key, actor, refused } = asked;
    const expiresAt = typeof expiry === 'number' ? this.model.now + expiry : expiry;
    const code = refused ?? (key ? this.model.refusesExpiry(key, expiresAt) : null);
    const input = { id, overlap, ...(expiresAt !== undefined && { expiresAt }) };
    const made = await this.#answers(code, () => rotate(this.here.deps, actor, input));
    if (!made || !key) return;
    this.model.rotate(key, overlap, expiresAt, secretOf(made));
    this.#log.push('keys.rotate');
  }

  async #batch({ who, action, selection, off, cancelled }: Batch): Promise<void> {
    const { model } = this;
    const { deps } = this.here;
    const [asked, ids] = this.#select(selection);
    const foreseen = model.asIf(() => batch(model, who, action, ids));
    const actor = this.#actors[who];
    const preview = await previewBatch(deps, actor, { action, selection: asked });
    expect(
      { ...preview, refused: inOrder(preview.refused) },
      'the preview is what the batch would do',
    ).toMatchObject({
      selected: new Set(ids).size,
      changes: foreseen.done.length,
      refused: inOrder(foreseen.refused),
      everUsed: 0,
    });

    const expected = foreseen.done.length + off;
    const counts = action !== 'restore' && off !== 0;
    const stopped = cancelled ? 'CANCELLED' : counts ? 'COUNT_CHANGED' : null;
    const code = changesKeys(who) ? stopped : 'FORBIDDEN';
    const signal = cancelled ? AbortSignal.abort() : new AbortController().signal;
    const result = await this.#answers(code, () =>
      runBatch(deps, actor, { action, selection: asked, expected }, { onProgress: () => {}, signal }),
    );
    if (!result) return;
    const { done } = batch(model, who, action, ids);
    expect({ done: result.done, refused: inOrder(result.refused) }).toEqual({
      done,
      refused: inOrder(foreseen.refused),
    });
    this.#log.push('keys.batch', ...done.map(() => `keys.${action}`));
    const forbidden = foreseen.refused.filter((each) => each.code === 'FORBIDDEN');
    this.#refusedLog.push(...forbidden.map(() => `keys.${action}`));
  }

  #select(selection: Batch['selection']): [KeySelection, number[]] {
    if (selection.by === 'ids') {
      const ids = selection.which.map((which) => this.#idOf(which));
      return [{ by: 'ids', ids }, ids];
    }
    const { status, expiration, owner } = selection;
    const except = selection.except.map((which) => this.#idOf(which));
    const shown = this.model.shown({ status, expiration, owner }).map(({ id }) => id);
    const view = { ...EVERYTHING, status, expiration, owner };
    return [{ by: 'view', view, except }, shown.filter((id) => !except.includes(id))];
  }

  /** What it gives; or `null`, and then it was refused with the code that the model foresaw. */
  async #answers<T>(code: string | null, work: () => Promise<T>): Promise<T | null> {
    try {
      const result = await work();
      expect(code, 'what must be refused is refused').toBeNull();
      return result;
    } catch (error) {
      if (code === null || !(error instanceof Error && 'code' in error)) throw error;
      expect(error.code).toBe(code);
      return null;
    }
  }

  /** Everything that the two must agree on. */
  async agree(): Promise<void> {
    await this.#agreeOnList();
    await this.#agreeOnSecrets();
    const log = await entriesAfter(this.here.store.db, this.#logStart);
    const actions = (wanted: string) =>
      log.filter(({ outcome }) => outcome === wanted).map(({ action }) => action);
    expect(actions('done')).toEqual(this.#log);
    expect(actions('refused'), 'what a batch may not touch').toEqual(this.#refusedLog);
  }

  async #agreeOnList(): Promise<void> {
    const { model, here } = this;
    const { rows, all, usage } = await listKeys(here.deps, here.ada, {
      view: EVERYTHING,
      after: null,
      limit: 100,
    });
    expect(rows).toEqual(model.listed.map((key) => this.#rowOf(key)));
    expect(all).toBe(model.listed.length);
    expect(usage).toEqual({ counted: model.counted, limit: LIMIT });
    expect(model.counted).toBeLessThanOrEqual(LIMIT);
    const { sqlite } = here.store;
    expect(
      sqlite
        .prepare(
          `SELECT count(*) AS listed, count(DISTINCT name_key) AS names,
             coalesce(sum(owner_account_id IS NULL AND revocation IS NOT 'permanent'), 0) AS counted
           FROM keys WHERE deleted_at IS NULL`,
        )
        .get(),
    ).toEqual({ listed: model.listed.length, names: model.listed.length, counted: model.counted });
    expect(
      sqlite.prepare('SELECT rowid FROM key_search ORDER BY rowid DESC').pluck().all(),
      'the search index has the listed keys and no others',
    ).toEqual(model.listed.map(({ id }) => id));
    expect(
      sqlite.prepare('SELECT id, revision FROM keys ORDER BY id').all(),
      'one revision a change, of removed keys too',
    ).toEqual(model.keys.map(({ id, revision }) => ({ id, revision })));
  }

  #rowOf(key: ModelKey) {
    const previous = this.model.previous(key);
    const group = key.owner === 'tenant' ? 'Full access' : 'Standard user';
    return {
      id: key.id,
      name: key.name[0],
      description: key.description,
      hint: key.secrets.at(-1)?.hint,
      owner:
        key.owner === 'tenant'
          ? null
          : {
              accountId: this.#accounts[key.owner],
              username: key.owner,
              active: !this.model.disabled.has(key.owner),
            },
      authorizationGroup: { id: this.#group(key.owner), name: group },
      state: key.revocation === null ? 'active' : 'revoked',
      revocation: key.revocation,
      expiresAt: key.expiresAt,
      lastUsedAt: null,
      createdAt: key.createdAt,
      rotation: previous
        ? { hint: previous.hint, endsAt: previous.endsAt, lastUsedAt: null, currentLastUsedAt: null }
        : null,
      revision: key.revision,
    };
  }

  async #agreeOnSecrets(): Promise<void> {
    for (const key of this.model.keys) {
      for (const secret of key.secrets) {
        const { code } = verifyKey(this.here.store, secret.text, this.model.now);
        expect(code, `${key.name[0]}, ${secret.hint}`).toBe(this.model.verdict(key, secret));
        // Asked of the store alone: whatever the model believes, nothing comes back from here.
        const { text } = secret;
        if (this.#dead.has(text)) expect(code, 'a dead secret stays dead').not.toBe('VALID');
        const tooLate = key.removedAt !== null && this.model.now > key.removedAt + MINUTE;
        if (code === 'ROTATED' || code === 'EXPIRED' || key.revocation === 'permanent' || tooLate) {
          this.#dead.add(text);
        }
      }
    }
  }

  /** What costs too much for every step: every way of finding every key, and the chain of the log. */
  async agreeAtTheEnd(): Promise<void> {
    const { model, here } = this;
    const searches = new Set(
      model.keys.flatMap(({ id, name, description, owner, secrets }) => [
        `#${id}`,
        name[0],
        name[0].slice(1, 6),
        description,
        owner,
        ...secrets.map(({ hint }) => hint),
      ]),
    );
    for (const search of searches) {
      const page = { view: { ...EVERYTHING, search }, after: null, limit: 100 };
      const found = (await listKeys(here.deps, here.ada, page)).rows.map(({ id }) => id);
      const sought = comparable(search);
      const has = ({ id, name, description, owner, secrets }: ModelKey) =>
        sought === `#${id}` ||
        [name[0], description, owner === 'tenant' ? '' : owner, secrets.at(-1)?.hint ?? ''].some((text) =>
          comparable(text).includes(sought),
        );
      expect(found, `“${search}”`).toEqual(model.listed.filter(has).map(({ id }) => id));
    }
    expect(faultIn(here.store)).toBeNull();
    const bodies = JSON.stringify(await entriesAfter(here.store.db));
    for (const { secrets } of model.keys) {
      for (const { text } of secrets) expect(bodies.includes(text.slice(3, 35))).toBe(false);
    }
  }

  #idOf(which: number): number {
    const { keys } = this.model;
    return (which === NONE ? undefined : keys.at(-1 - (which % keys.length)))?.id ?? 1_000_000;
  }

  #group(owner: OwnerName): number {
    return owner === 'tenant' ? this.here.fullAccess : this.#userGroup;
  }
}

const secretOf = ({ secret, row }: KeyWithSecret) => ({ text: secret, hint: row.hint, endsAt: null });
const inOrder = (refused: readonly { id: number; code: string }[]) =>
  refused.map(({ id, code }) => ({ id, code })).sort((one, other) => one.id - other.id);

it('goes as the model says, whatever is done in whatever order', { timeout: 300_000 }, async () => {
  const lives = fc.oneof(
    { withCrossShrink: true },
    { weight: 1, arbitrary: fc.array(command, { maxLength: 20 }) },
    { weight: 5, arbitrary: fc.array(command, { minLength: 40, maxLength: 60 }) },
  );
  await fc.assert(
    fc.asyncProperty(lives, async (commands) => {
      const both = await Both.start();
      try {
        for (const command of commands) {
          await both.run(command);
          await both.agree();
        }
        await both.agreeAtTheEnd();
      } finally {
        await both.here.store.close();
      }
    }),
    { numRuns: Number(process.env['RUNS'] ?? 40), endOnFailure: process.env['RUNS'] !== undefined },
  );
});
