import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { KeyRow, KeyUsage } from '../../src/shared/key-row.ts';
import type { KeyView } from '../../src/shared/key-view.ts';
import type { SessionState } from '../../src/shared/session.ts';

interface Page {
  readonly rows: readonly KeyRow[];
  readonly end: string | null;
  readonly usage: KeyUsage;
  readonly all: number;
  readonly expiringSoonDays: number;
}

/** What waits for its answer, oldest first. */
interface Question<Input, Answer> {
  readonly input: Input;
  readonly answer: (answer: Answer) => Promise<void>;
  readonly fail: (code?: string) => Promise<void>;
}
type PageQuestion = Question<{ view: KeyView; after: string | null }, Page>;
type CountQuestion = Question<{ view: KeyView }, { total: number }>;
type RowsQuestion = Question<{ ids: readonly number[] }, { rows: readonly KeyRow[] }>;
type SurveyQuestion = Question<{ view: KeyView }, { total: number; marks: readonly string[] }>;

const { pages, counts, surveys, rows, asked, hear, told } = vi.hoisted(() => {
  const settle = () => new Promise<void>((resolve) => setTimeout(resolve));
  const told = new Map<string, () => void>();
  return {
    pages: [] as PageQuestion[],
    counts: [] as CountQuestion[],
    surveys: [] as SurveyQuestion[],
    rows: [] as RowsQuestion[],
    told,
    hear: (name: string, listener: () => void) => {
      told.set(name, listener);
      return () => {};
    },
    /** Puts a question into its queue; its answer has come through everything once `answer` resolves. */
    asked:
      <Input, Answer>(queue: Question<Input, Answer>[]) =>
      (input: Input) =>
        new Promise<Answer>((resolve, reject) =>
          queue.push({
            input,
            answer: (answer) => (resolve(answer), settle()),
            fail: (code = 'STORE_BUSY') => (reject(Object.assign(new Error(code), { code })), settle()),
          }),
        ),
  };
});

vi.mock('../../src/renderer/api.ts', () => ({
  api: {
    keys: {
      list: asked(pages),
      count: asked(counts),
      survey: asked(surveys),
      rows: asked(rows),
    },
  },
  failureOf: ({ code }: { code: string }) => ({ code, message: code }),
  onEvent: hear,
}));

const { enter } = await import('../../src/renderer/app/session.ts');
const { EVERYTHING } = await import('../../src/shared/everything.ts');
const { KEY_PAGE } = await import('../../src/shared/key-choices.ts');
const { tellKeyChange } = await import('../../src/renderer/keys/key-changes.ts');
const { generatedKeyAdder, need, openList, retry, useKeys } =
  await import('../../src/renderer/keys/keys-store.ts');
const { idsBetween, refresh, show } = await import('../../src/renderer/keys/list/reader.ts');
const { rowAt } = await import('../../src/renderer/keys/list/pages.ts');

const signedIn = (accountId: number): SessionState & { status: 'signed-in' } => ({
  status: 'signed-in',
  remembered: false,
  administrator: {
    accountId,
    username: `person ${accountId}`,
    displayName: '',
    roles: [],
    authorities: ['view'],
    tenant: { id: accountId, name: 'Northwind', keyPrefix: 'lk' },
    ownTenantId: accountId,
  },
});

const row = (id: number, revision = 1): KeyRow => ({
  id,
  name: `Key ${id}`,
  description: '',
  hint: 'lk_abcd…wxyz',
  owner: null,
  authorizationGroup: null,
  state: 'active',
  revocation: null,
  expiresAt: null,
  lastUsedAt: null,
  createdAt: id,
  rotation: null,
  revision,
});
const usage = (counted: number): KeyUsage => ({ counted, limit: 500 });
/** Newest first, as the list has them. */
const down = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, from - to + 1) }, (_, index) => from - index);

/** A page that others follow ends with `end`; of a short list the count is known. */
const page = (all: number, ids: readonly number[], end: string | null = null): Page => ({
  rows: ids.map((id) => row(id)),
  end,
  usage: usage(all),
  all,
  expiringSoonDays: 14,
});
/** Page number `index` of a list of `all` keys, numbered from the newest down to 1. */
const pageAt = (index: number, all: number): Page => {
  const from = all - index * KEY_PAGE;
  return page(all, down(from, Math.max(1, from - KEY_PAGE + 1)), from > KEY_PAGE ? `end ${index}` : null);
};
const marksOf = (total: number): string[] =>
  Array.from({ length: Math.ceil(total / KEY_PAGE) - 1 }, (_, index) => `mark ${index}`);
const surveyOf = (total: number) => ({ total, marks: marksOf(total) });

const store = () => useKeys.getState();
const ids = (): number[] =>
  [...store().pages]
    .toSorted(([one], [other]) => one - other)
    .flatMap(([, rows]) => rows.map(({ id }) => id));
const numbers = (): number[] => [...store().pages.keys()].toSorted((one, other) => one - other);
/** The question that has waited longest. */
function next<Input, Answer>(queue: Question<Input, Answer>[]): Question<Input, Answer> {
  const question = queue.shift();
  if (!question) throw new Error('Nothing was asked.');
  return question;
}
/** Longer than the shortest timer. */
const soon = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));

/** A list of this many keys whose first page, count and survey have come. */
async function opened(all: number): Promise<void> {
  show(EVERYTHING);
  await next(pages).answer(pageAt(0, all));
  if (all <= KEY_PAGE) return;
  await next(counts).answer({ total: all });
  await next(surveys).answer(surveyOf(all));
}

/** Brings a page into sight and answers for it. */
async function read(index: number, all: number): Promise<void> {
  need(index, index);
  await next(pages).answer(pageAt(index, all));
}

let close = () => {};
beforeEach(() => {
  close();
  enter({ status: 'signed-out' });
  for (const queue of [pages, counts, surveys, rows]) queue.length = 0;
  enter(signedIn(1));
  // On the screen; what that asks for by itself is not what these tests are about.
  close = openList();
  enter({ status: 'signed-out' });
  pages.length = 0;
  enter(signedIn(1));
});

describe('who signs out', () => {
  test('leaves nothing behind, and a page that comes after that is dropped', async () => {
    show(EVERYTHING);
    enter({ status: 'signed-out' });
    await next(pages).answer(pageAt(0, 300));
    expect(store()).toMatchObject({ total: null, all: 0, usage: null, reading: false, failure: null });
    expect(ids()).toEqual([]);
    expect(counts).toHaveLength(0);
  });

  test('does not get into the list of the next, nor does a late failure', async () => {
    show(EVERYTHING);
    enter(signedIn(2));
    show(EVERYTHING);
    await next(pages).answer(page(2, [2, 1]));
    expect(store()).toMatchObject({ usage: null, reading: true });
    await next(pages).answer(page(1, [7]));
    expect(ids()).toEqual([7]);

    show(EVERYTHING);
    enter(signedIn(1));
    await next(pages).fail();
    expect(store()).toMatchObject({ failure: null, usage: null });
  });

  test('does not count for the next', async () => {
    show(EVERYTHING);
    await next(pages).answer(pageAt(0, 300));
    enter(signedIn(2));
    await next(counts).answer({ total: 300 });
    expect(store().total).toBeNull();
    expect(surveys).toHaveLength(0);
  });

  test('does not put a key that is generated meanwhile there either', async () => {
    const add = generatedKeyAdder();
    enter(signedIn(2));
    show(EVERYTHING);
    await next(pages).answer(page(1, [7]));
    add(row(8), usage(2));
    expect(ids()).toEqual([7]);
    expect(store().usage).toEqual(usage(1));
  });

  test('a lock is no sign-out: what was asked before it comes', async () => {
    show(EVERYTHING);
    enter({ status: 'locked', administrator: signedIn(1).administrator });
    await next(pages).answer(page(2, [2, 1]));
    expect(ids()).toEqual([2, 1]);
    enter(signedIn(1));
    expect(ids()).toEqual([2, 1]);
  });
});

describe('what changes while it is locked', () => {
  test('is asked for only when it is unlocked again', async () => {
    await opened(2);
    enter({ status: 'locked', administrator: signedIn(1).administrator });
    told.get('store-changed')?.();
    await soon();
    expect(pages).toHaveLength(0);
    enter(signedIn(1));
    await vi.waitFor(() => expect(pages).toHaveLength(1), 3000);
    await next(pages).answer(page(1, [2]));
    expect(ids()).toEqual([2]);
  });
});

describe('uses that an endpoint writes down', () => {
  const used = (id: number, lastUsedAt: number): KeyRow => ({ ...row(id), lastUsedAt });
  const happen = () => told.get('keys-used')?.();

  test('come into the rows in sight, and nothing else is asked or drawn again', async () => {
    await opened(2);
    const before = store();
    happen();
    const { input, answer } = next(rows);
    expect(input.ids).toEqual([2, 1]);
    await answer({ rows: [used(1, 1000), row(2)] });
    expect(rowAt(store().pages, 1)?.lastUsedAt).toBe(1000);
    expect(rowAt(store().pages, 0), 'the same row is the very same').toBe(rowAt(before.pages, 0));
    happen();
    const shown = store().pages;
    await next(rows).answer({ rows: [used(1, 1000), row(2)] });
    expect(store().pages, 'nothing has changed').toBe(shown);
    await soon();
    expect([pages, counts, surveys].map(({ length }) => length)).toEqual([0, 0, 0]);
  });

  test('of pages out of sight are read when those come into sight', async () => {
    await opened(250);
    await read(1, 250);
    happen();
    expect(next(rows).input.ids).toEqual(down(150, 51));
    need(0, 0);
    expect(next(pages).input.after).toBeNull();
  });

  test('wait for no second answer, and are dropped when the list is another by then', async () => {
    await opened(2);
    happen();
    happen();
    expect(rows).toHaveLength(1);
    show({ ...EVERYTHING, status: 'revoked' });
    await next(pages).answer(page(2, [2]));
    await next(rows).answer({ rows: [used(2, 1000)] });
    expect(rowAt(store().pages, 0)?.lastUsedAt).toBeNull();
    happen();
    expect(rows, 'and the next ones are asked for again').toHaveLength(1);
  });

  test('do not undo a change of this window that came meanwhile', async () => {
    await opened(2);
    happen();
    tellKeyChange({ type: 'changed', row: { ...row(2, 2), name: 'Renamed' }, usage: usage(2) });
    await next(rows).answer({ rows: [used(2, 1000), row(1)] });
    expect(rowAt(store().pages, 0)?.name).toBe('Renamed');
  });

  test('that cannot be read leave the list as it is', async () => {
    await opened(2);
    happen();
    await next(rows).fail();
    expect(store()).toMatchObject({ failure: null, total: 2 });
    happen();
    expect(rows).toHaveLength(1);
  });

  test('are asked for only when it is unlocked again', async () => {
    await opened(2);
    enter({ status: 'locked', administrator: signedIn(1).administrator });
    happen();
    expect(rows).toHaveLength(0);
    enter(signedIn(1));
    await vi.waitFor(() => expect(pages).toHaveLength(1), 3000);
  });
});

describe('a generated key', () => {
  test('comes on top and counts', async () => {
    await opened(1);
    generatedKeyAdder()(row(2), usage(2));
    expect(ids()).toEqual([2, 1]);
    expect(store()).toMatchObject({ total: 2, all: 2, usage: usage(2) });
  });

  test('that a page has brought already is there once and counted once', async () => {
    await opened(2);
    generatedKeyAdder()(row(2), usage(2));
    expect(ids()).toEqual([2, 1]);
    expect(store()).toMatchObject({ total: 2, all: 2, usage: usage(2) });
  });

  test.each([null, 'another view'])(
    'while a first page is read (%s) makes it be read anew',
    async (before) => {
      if (before !== null) await opened(2);
      show({ ...EVERYTHING });
      const first = next(pages);
      generatedKeyAdder()(row(3), usage(3));
      await first.answer(page(2, [2, 1]));
      expect(store().reading).toBe(true);
      await next(pages).answer(page(3, [3, 2, 1]));
      expect(ids()).toEqual([3, 2, 1]);
      expect(store()).toMatchObject({ total: 3, all: 3, usage: usage(3) });
    },
  );

  test('is not lost by a page that was on its way without it', async () => {
    await opened(2);
    void refresh();
    const without = next(pages);
    generatedKeyAdder()(row(3), usage(3));
    await without.answer(page(2, [2, 1]));
    await soon();
    await next(pages).answer(page(3, [3, 2, 1]));
    expect(ids()).toEqual([3, 2, 1]);
  });

  test('does not lose the last key of a page: the long list is surveyed again', async () => {
    await opened(250);
    await read(1, 250);
    generatedKeyAdder()(row(251), usage(251));
    expect(store()).toMatchObject({ total: 251, all: 251 });
    expect(ids()).toEqual(down(251, 51));
    await soon();
    need(2, 2);
    await next(surveys).answer(surveyOf(251));
    const third = next(pages);
    expect(third.input.after).toBe('mark 1');
    await third.answer(pageAt(2, 251));
    expect(ids()).toEqual(down(251, 1));
  });

  test('counts among all keys where a filter may hide it, and the list asks', async () => {
    show({ ...EVERYTHING, status: 'revoked' });
    await next(pages).answer({ ...page(5, [1]), all: 5 });
    generatedKeyAdder()(row(6), usage(6));
    expect(ids()).toEqual([1]);
    expect(store()).toMatchObject({ total: 1, all: 6, usage: usage(6) });
    await soon();
    expect(next(pages).input.view.status).toBe('revoked');
  });
});

describe('a removed key', () => {
  test('goes at once, and the rows below move up over the border of a page', async () => {
    await opened(250);
    await read(1, 250);
    tellKeyChange({ type: 'removed', id: 240, usage: usage(249) });
    expect(rowAt(store().pages, 99)?.id).toBe(150);
    expect(store()).toMatchObject({ total: 249, all: 249 });
  });

  test('that was the last one leaves an empty list, which a refresh fills again', async () => {
    await opened(1);
    tellKeyChange({ type: 'removed', id: 1, usage: usage(0) });
    expect(ids()).toEqual([]);
    expect(store()).toMatchObject({ total: 0, all: 0 });
    void refresh();
    await next(pages).answer(page(1, [9]));
    expect(ids()).toEqual([9]);
    expect(store().total).toBe(1);
  });
});

describe('a refresh', () => {
  test('leaves what is shown until the answer is there, and begins nothing anew', async () => {
    await opened(2);
    const { epoch } = store();
    void refresh();
    expect(ids()).toEqual([2, 1]);
    expect(store().reading).toBe(false);
    await next(pages).answer(page(1, [2]));
    expect(ids()).toEqual([2]);
    expect(store()).toMatchObject({ total: 1, all: 1, epoch });
  });

  test('of a long list surveys first, and reads again only the pages in sight', async () => {
    await opened(500);
    await read(3, 500);
    void refresh();
    expect(pages).toHaveLength(0);
    await next(surveys).answer(surveyOf(499));
    expect(numbers()).toEqual([0, 3]);
    expect(store().total).toBe(499);
    expect(pages).toHaveLength(1);
    const again = next(pages);
    expect(again.input.after).toBe('mark 2');
    await again.answer(pageAt(3, 499));
    expect(rowAt(store().pages, 300)?.id).toBe(199);
    // The page out of sight is read again when it comes into sight.
    need(0, 0);
    expect(next(pages).input.after).toBeNull();
  });

  test('drops what was on its way before it', async () => {
    await opened(500);
    need(3, 3);
    const before = next(pages);
    void refresh();
    await next(surveys).answer(surveyOf(500));
    await before.answer(page(500, [9999], 'old'));
    expect(store().pages.has(3)).toBe(false);
    await next(pages).answer(pageAt(3, 500));
    expect(rowAt(store().pages, 300)?.id).toBe(200);
  });

  test('that is overtaken by another leaves everything to that one', async () => {
    await opened(500);
    void refresh();
    void refresh();
    const [first, second] = [next(surveys), next(surveys)];
    await first.fail('SURVEY_SUPERSEDED');
    expect(store().failure).toBeNull();
    await second.answer(surveyOf(499));
    expect(store().total).toBe(499);
    await next(pages).answer(pageAt(0, 499));
    expect(rowAt(store().pages, 0)?.id).toBe(499);
  });

  test('whose answer was on its way when another was asked does not take its place', async () => {
    await opened(500);
    void refresh();
    void refresh();
    const [first, second] = [next(surveys), next(surveys)];
    await first.answer(surveyOf(400));
    await second.answer(surveyOf(300));
    expect(store().total).toBe(300);
  });

  test('while the first count is on its way is not undone by its survey', async () => {
    show(EVERYTHING);
    await next(pages).answer(pageAt(0, 500));
    void refresh();
    await next(counts).answer({ total: 500 });
    // Another survey would supersede that of the refresh, and what it was for would never be read.
    expect(surveys).toHaveLength(1);
    await next(surveys).answer(surveyOf(501));
    await next(pages).answer(pageAt(0, 501));
    expect(rowAt(store().pages, 0)?.id).toBe(501);
    expect(store().total).toBe(501);
  });

  test('that fails says so, keeps what is shown, and is done again by the person', async () => {
    await opened(500);
    void refresh();
    await next(surveys).fail();
    expect(store()).toMatchObject({ failure: { code: 'STORE_BUSY' }, total: 500 });
    expect(rowAt(store().pages, 0)?.id).toBe(500);
    retry();
    expect(store().failure).toBeNull();
    await next(surveys).answer(surveyOf(501));
    await next(pages).answer(pageAt(0, 501));
    expect(rowAt(store().pages, 0)?.id).toBe(501);
  });

  test('that works puts away why something could not be read before', async () => {
    await opened(500);
    need(3, 3);
    await next(pages).fail();
    expect(store().failure).not.toBeNull();
    void refresh();
    await next(surveys).answer(surveyOf(500));
    await next(pages).answer(pageAt(3, 500));
    expect(store().failure).toBeNull();
    expect(store().pages.has(3)).toBe(true);
  });

  test('after most keys have gone reads the page that is the last now', async () => {
    await opened(500);
    await read(4, 500);
    void refresh();
    await next(surveys).answer(surveyOf(150));
    expect(numbers()).toEqual([0]);
    const last = next(pages);
    expect(last.input.after).toBe('mark 0');
    await last.answer(pageAt(1, 150));
    expect(ids()).toHaveLength(150);
  });

  test('after all keys have gone reads the empty page, far down as the list may be', async () => {
    await opened(500);
    await read(4, 500);
    void refresh();
    await next(surveys).answer({ total: 0, marks: [] });
    await next(pages).answer(page(0, []));
    expect(ids()).toEqual([]);
    expect(store()).toMatchObject({ total: 0, all: 0 });
  });

  test('that finds a short list grown long counts and surveys it', async () => {
    await opened(80);
    void refresh();
    await next(pages).answer(pageAt(0, 180));
    expect(store().total).toBeNull();
    await next(counts).answer({ total: 180 });
    await next(surveys).answer(surveyOf(180));
    need(1, 1);
    expect(next(pages).input.after).toBe('mark 0');
    expect(store().total).toBe(180);
  });

  test('while another view is read asks for that one anew', async () => {
    await opened(2);
    show({ ...EVERYTHING, search: 'erp' });
    void refresh();
    const [first, second] = [next(pages), next(pages)];
    await first.answer(page(2, [1]));
    expect(store().reading).toBe(true);
    await second.answer(page(2, [2]));
    expect(ids()).toEqual([2]);
  });
});

describe('another view', () => {
  test('keeps the rows of the last one until the first answer, and drops what comes late', async () => {
    await opened(2);
    show({ ...EVERYTHING, search: 'erp' });
    const late = next(pages);
    expect(ids()).toEqual([2, 1]);
    show({ ...EVERYTHING, search: 'mobile' });
    await late.answer(page(2, [1]));
    expect(ids()).toEqual([2, 1]);
    const { epoch } = store();
    await next(pages).answer(page(2, [2]));
    expect(ids()).toEqual([2]);
    expect(store()).toMatchObject({ total: 1, all: 2, epoch: epoch + 1 });
  });

  test('drops the count and the survey of the last one', async () => {
    show(EVERYTHING);
    await next(pages).answer(pageAt(0, 500));
    show({ ...EVERYTHING, search: 'erp' });
    await next(counts).answer({ total: 500 });
    expect(surveys).toHaveLength(0);
    await next(pages).answer(page(500, [3]));
    expect(store()).toMatchObject({ total: 1, all: 500 });
  });

  test('that cannot be read shows no rows of the last one, and is tried again whole', async () => {
    await opened(2);
    show({ ...EVERYTHING, search: 'erp' });
    await next(pages).fail();
    expect(store()).toMatchObject({ reading: false, total: null, failure: { code: 'STORE_BUSY' } });
    expect(ids()).toEqual([]);
    retry();
    const again = next(pages);
    expect(again.input.view.search).toBe('erp');
    await again.answer(page(2, [2]));
    expect(ids()).toEqual([2]);
    expect(store().failure).toBeNull();
  });
});

describe('pages', () => {
  test('come one after the other by the end of each until the survey lets the list jump', async () => {
    show(EVERYTHING);
    await next(pages).answer(pageAt(0, 900));
    need(5, 5);
    expect(pages).toHaveLength(0);
    need(1, 1);
    const second = next(pages);
    expect(second.input.after).toBe('end 0');
    await second.answer(pageAt(1, 900));
    need(5, 5);
    await next(counts).answer({ total: 900 });
    await next(surveys).answer(surveyOf(900));
    expect(next(pages).input.after).toBe('mark 4');
  });

  test('one that fails is asked for again only by the person', async () => {
    await opened(500);
    need(2, 3);
    const [third, fourth] = [next(pages), next(pages)];
    await third.fail();
    await fourth.answer(pageAt(3, 500));
    expect(store().failure).toMatchObject({ code: 'STORE_BUSY' });
    need(2, 3);
    expect(pages).toHaveLength(0);
    retry();
    await next(pages).answer(pageAt(2, 500));
    expect(numbers()).toEqual([0, 2, 3]);
    expect(store().failure).toBeNull();
  });

  test('at most three are asked for at once, the others after them', async () => {
    await opened(900);
    need(1, 6);
    expect(pages).toHaveLength(3);
    await next(pages).answer(pageAt(1, 900));
    expect(pages).toHaveLength(3);
    expect(pages.map(({ input }) => input.after)).toEqual(['mark 1', 'mark 2', 'mark 3']);
  });

  test('of those read at most thirty are kept, the nearest to those in sight', async () => {
    await opened(10_000);
    for (let index = 1; index < 30; index += 1) await read(index, 10_000);
    expect(numbers()).toHaveLength(30);
    await read(60, 10_000);
    expect(numbers()).toHaveLength(30);
    expect(numbers()).toEqual([...down(29, 1).toReversed(), 60]);
    // What was let go of is read again by its mark.
    need(0, 0);
    expect(next(pages).input.after).toBeNull();
  });

  test('the last one settles the count, and takes away what is beyond it', async () => {
    await opened(500);
    await read(4, 500);
    need(3, 3);
    await next(pages).answer(page(350, down(50, 1)));
    expect(store().total).toBe(350);
    expect(numbers()).toEqual([0, 3]);
  });

  test('one that goes on past the count makes it be counted again', async () => {
    await opened(200);
    need(1, 1);
    await next(pages).answer(page(300, down(100, 1), 'more'));
    expect(store().total).toBeNull();
    await next(counts).answer({ total: 300 });
    expect(store().total).toBe(300);
  });
});

describe('the keys between two places', () => {
  test('are those on pages that were read and on those that were not', async () => {
    await opened(500);
    const between = idsBetween(98, 201);
    await next(pages).answer(pageAt(1, 500));
    await next(pages).answer(pageAt(2, 500));
    expect(await between).toEqual(down(402, 299));
    // They are for a selection alone.
    expect(numbers()).toEqual([0]);
  });

  test('are none when the view has changed meanwhile', async () => {
    await opened(500);
    const between = idsBetween(98, 201);
    const page1 = next(pages);
    show({ ...EVERYTHING, search: 'erp' });
    await page1.answer(pageAt(1, 500));
    expect(await between).toBeNull();
  });

  test('are none when their rows have been read again meanwhile', async () => {
    await opened(500);
    const between = idsBetween(98, 201);
    const page1 = next(pages);
    void refresh();
    await next(surveys).answer(surveyOf(499));
    await page1.answer(pageAt(1, 500));
    expect(await between).toBeNull();
  });

  test('are read again where what is shown is out of date', async () => {
    await opened(500);
    await read(1, 500);
    await read(2, 500);
    void refresh();
    await next(surveys).answer(surveyOf(500));
    await next(pages).answer(pageAt(2, 500));
    const between = idsBetween(150, 201);
    await next(pages).answer(pageAt(1, 500));
    expect(await between).toEqual(down(350, 299));
  });

  test('are none where nobody knows yet where they begin', async () => {
    show(EVERYTHING);
    await next(pages).answer(pageAt(0, 900));
    expect(await idsBetween(450, 460)).toBeNull();
  });
});
