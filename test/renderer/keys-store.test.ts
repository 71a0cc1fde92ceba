import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { KeyRow } from '../../src/shared/keys.ts';
import type { SessionState } from '../../src/shared/session.ts';

interface Page {
  readonly rows: readonly KeyRow[];
  readonly total: number;
  readonly usage: { readonly counted: number; readonly limit: number };
  readonly expiringSoonDays: number;
}

/** What waits for its page, oldest first. */
const asked = vi.hoisted(() => [] as { answer: (page: Page) => void; fail: (error: Error) => void }[]);

vi.mock('../../src/renderer/api.ts', () => ({
  api: {
    keys: { list: () => new Promise<Page>((answer, fail) => asked.push({ answer, fail })) },
  },
  failureOf: () => ({ code: 'NO_ANSWER', message: 'No answer.' }),
  onEvent: () => () => {},
}));

const { enter } = await import('../../src/renderer/app/session.ts');
const { generatedKeyAdder, loadMore, useKeys } = await import('../../src/renderer/keys/keys-store.ts');

const signedIn = (accountId: number): SessionState => ({
  status: 'signed-in',
  remembered: false,
  administrator: {
    accountId,
    username: `person ${accountId}`,
    displayName: '',
    roles: [],
    authorities: ['view'],
    tenant: { id: accountId, name: 'Northwind', keyPrefix: 'lk' },
  },
});
const row = (id: number): KeyRow => ({
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
});
const usage = (counted: number) => ({ counted, limit: 500 });
const page = (total: number, ...ids: readonly number[]): Page => ({
  rows: ids.map(row),
  total,
  usage: usage(total),
  expiringSoonDays: 30,
});
/** The newest first, as the list has them. */
const down = (from: number, to: number) => Array.from({ length: from - to + 1 }, (_, index) => from - index);
const ids = () => useKeys.getState().rows.map(({ id }) => id);

beforeEach(() => {
  enter({ status: 'signed-out' });
  asked.length = 0;
  enter(signedIn(1));
});

describe('who signs out', () => {
  test('leaves nothing behind, and a page that comes after that is dropped', async () => {
    const reading = loadMore();
    enter({ status: 'signed-out' });
    asked[0]?.answer(page(2, 2, 1));
    await reading;
    expect(useKeys.getState()).toMatchObject({ rows: [], total: 0, usage: null, loading: false });
  });

  test('does not get into the list of the next, nor does a late failure', async () => {
    const first = loadMore();
    enter({ status: 'signed-out' });
    enter(signedIn(2));
    const second = loadMore();
    asked[0]?.answer(page(2, 2, 1));
    await first;
    expect(useKeys.getState()).toMatchObject({ rows: [], usage: null, loading: true });
    asked[1]?.answer(page(1, 7));
    await second;
    expect(ids()).toEqual([7]);

    const third = loadMore();
    enter(signedIn(1));
    asked[2]?.fail(new Error('late'));
    await third;
    expect(useKeys.getState().failure).toBeNull();
  });

  test('does not put a key that is generated meanwhile there either', async () => {
    const add = generatedKeyAdder();
    enter({ status: 'signed-out' });
    enter(signedIn(2));
    const reading = loadMore();
    asked[0]?.answer(page(1, 7));
    await reading;
    add(row(8), usage(2));
    expect(ids()).toEqual([7]);
  });

  test('a lock is no sign-out', async () => {
    const reading = loadMore();
    asked[0]?.answer(page(2, 2, 1));
    const before = signedIn(1);
    if (before.status === 'signed-in') enter({ status: 'locked', administrator: before.administrator });
    await reading;
    expect(ids()).toEqual([2, 1]);
  });
});

describe('a generated key', () => {
  test('comes on top and counts', async () => {
    const reading = loadMore();
    asked[0]?.answer(page(1, 1));
    await reading;
    generatedKeyAdder()(row(2), usage(2));
    expect(ids()).toEqual([2, 1]);
    expect(useKeys.getState()).toMatchObject({ total: 2, usage: usage(2) });
  });

  test('that a page has brought already is there once and counted once', async () => {
    const reading = loadMore();
    asked[0]?.answer(page(2, 2, 1));
    await reading;
    generatedKeyAdder()(row(2), usage(2));
    expect(ids()).toEqual([2, 1]);
    expect(useKeys.getState()).toMatchObject({ total: 2, usage: usage(2) });
  });

  test('while the first page is read makes the list be read anew', async () => {
    const reading = loadMore();
    generatedKeyAdder()(row(2), usage(2));
    asked[0]?.answer(page(1, 1));
    await reading;
    expect(useKeys.getState()).toMatchObject({ rows: [], usage: null, loading: false });
    const again = loadMore();
    asked[1]?.answer(page(2, 2, 1));
    await again;
    expect(ids()).toEqual([2, 1]);
  });

  test('while a later page is read does not lose the last key', async () => {
    const first = loadMore();
    asked[0]?.answer(page(60, ...down(60, 11)));
    await first;
    const second = loadMore();
    generatedKeyAdder()(row(61), usage(61));
    asked[1]?.answer(page(60, ...down(10, 1)));
    await second;
    const again = loadMore();
    asked[2]?.answer(page(61, ...down(10, 1)));
    await again;
    expect(ids()).toEqual(down(61, 1));
    expect(useKeys.getState().total).toBe(61);
  });
});
