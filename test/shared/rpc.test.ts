import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  AppError,
  type Call,
  createClient,
  createDispatcher,
  type DispatcherOptions,
  type Handlers,
} from '../../src/shared/rpc.ts';

const contract = {
  shelves: {
    add: {
      input: z.strictObject({
        name: z.string().min(2, 'Too short.'),
        place: z.strictObject({ row: z.number() }),
      }),
      output: z.object({
        id: z.number(),
        inner: z.object({ shown: z.string() }),
        list: z.array(z.object({ a: z.number() })),
      }),
      authority: 'write',
    },
    look: { input: z.undefined(), output: z.string(), authority: 'read' },
  },
} as const satisfies Record<string, Record<string, Call<'read' | 'write'>>>;
type Shelves = typeof contract;

const added = { id: 1, inner: { shown: 'yes' }, list: [{ a: 1 }] };
const input = { name: 'books', place: { row: 1 } };

function dispatcher(changes: Partial<DispatcherOptions<Shelves, string>> = {}) {
  const internalErrors: { call: string; error: unknown }[] = [];
  const asked: string[] = [];
  const dispatch = createDispatcher<Shelves, string>({
    contract,
    handlers: { shelves: { add: () => added, look: () => 'a shelf' } },
    authorize: (context, call, access) => void asked.push(`${context} ${call} ${access}`),
    onInternalError: (call, error) => void internalErrors.push({ call, error }),
    ...changes,
  });
  return {
    dispatch: (call: unknown, value?: unknown) => dispatch('ada', call, value),
    internalErrors,
    asked,
  };
}

describe('which calls there are', () => {
  const strangers: readonly unknown[] = [
    '', 'shelves', 'shelves.', '.add', 'shelves.remove', 'add', 'Shelves.add', 'shelves.add ', 'shelves.add.add',
    '__proto__', 'constructor', 'toString', 'hasOwnProperty', 'shelves.__proto__', 'shelves.constructor',
    'shelves.toString', '__proto__.toString', 'constructor.constructor', 'shelves.add\0',
    undefined, null, 0, 1, true, {}, [], ['shelves.add'], Symbol('shelves.add'), () => 'shelves.add',
    new String('shelves.add'), { toString: () => 'shelves.add' },
  ]; // prettier-ignore

  it.each(strangers.map((call) => [call]))('does not know %o', async (call) => {
    const { dispatch, asked, internalErrors } = dispatcher();
    expect(await dispatch(call, input)).toEqual({
      ok: false,
      code: 'UNKNOWN_CALL',
      message: 'Latchkey does not offer this call.',
    });
    expect(asked).toEqual([]);
    expect(internalErrors).toEqual([]);
  });

  it('answers a known one', async () => {
    const { dispatch, asked } = dispatcher();
    expect(await dispatch('shelves.look')).toEqual({ ok: true, value: 'a shelf' });
    expect(asked).toEqual(['ada shelves.look read']);
  });

  it('is not built over a contract with a hole in its handlers', () => {
    const handlers = { shelves: { add: () => added } } as unknown as Handlers<Shelves, string>;
    expect(() => dispatcher({ handlers })).toThrow('No handler for shelves.look');
  });
});

describe('what goes in', () => {
  it.each([
    ['a field of the wrong type', { ...input, name: 3 }, 'name'],
    ['a field that breaks a rule', { ...input, name: 'b' }, 'name'],
    ['a field deep inside', { ...input, place: { row: 'first' } }, 'place.row'],
    ['a missing field', { name: 'books' }, 'place'],
  ])('names the field to blame: %s', async (_, wrong, field) => {
    const { dispatch } = dispatcher();
    expect(await dispatch('shelves.add', wrong)).toMatchObject({ ok: false, code: 'INVALID_INPUT', field });
  });

  it.each([
    ['at the top', { ...input, authority: 'super-user' }],
    ['deep inside', { ...input, place: { row: 1, column: 2 } }],
    ['called __proto__', JSON.parse('{"name":"books","place":{"row":1},"__proto__":{"admin":true}}')],
  ])('refuses a field that the contract does not name, %s', async (_, more) => {
    let ran = false;
    const { dispatch } = dispatcher({
      handlers: { shelves: { add: () => ((ran = true), added), look: () => '' } },
    });
    expect(await dispatch('shelves.add', more)).toMatchObject({ ok: false, code: 'INVALID_INPUT' });
    expect(ran).toBe(false);
  });

  it('says the sentence of the rule that was broken', async () => {
    const { dispatch } = dispatcher();
    expect(await dispatch('shelves.add', { ...input, name: 'b' })).toMatchObject({ message: 'Too short.' });
  });

  it('leaves `field` out when the input as a whole is wrong', async () => {
    const { dispatch } = dispatcher();
    expect(await dispatch('shelves.add', 'books')).not.toHaveProperty('field');
    expect(await dispatch('shelves.look', {})).toMatchObject({ ok: false, code: 'INVALID_INPUT' });
  });
});

describe('what comes out', () => {
  it('is only what the contract names, at every depth', async () => {
    const hash = 'b2b0184bd77f';
    const leaky = { id: 1, hash, inner: { shown: 'yes', hash }, list: [{ a: 1, hash }] };
    const { dispatch } = dispatcher({ handlers: { shelves: { add: () => leaky, look: () => '' } } });
    expect(await dispatch('shelves.add', input)).toEqual({ ok: true, value: added });
  });

  it('is an internal error when a field of it is missing', async () => {
    const { dispatch, internalErrors } = dispatcher({
      handlers: { shelves: { add: () => ({ id: 1 }) as never, look: () => '' } },
    });
    expect(await dispatch('shelves.add', input)).toMatchObject({ ok: false, code: 'INTERNAL' });
    expect(internalErrors).toHaveLength(1);
  });
});

describe('what goes wrong', () => {
  const failing = (error: unknown) =>
    dispatcher({
      handlers: {
        shelves: {
          add: () => Promise.reject(error),
          look: () => {
            throw error;
          },
        },
      },
    });

  it('hides what people are not meant to read, and tells the hook all of it', async () => {
    const secret = new Error('SELECT hash FROM secrets: lk_0123');
    const { dispatch, internalErrors } = failing(secret);
    for (const reply of [await dispatch('shelves.add', input), await dispatch('shelves.look')]) {
      expect(reply).toMatchObject({ ok: false, code: 'INTERNAL' });
      expect(JSON.stringify(reply)).not.toMatch(/SELECT|lk_|stack|rpc\.ts/);
    }
    expect(internalErrors).toEqual([
      { call: 'shelves.add', error: secret },
      { call: 'shelves.look', error: secret },
    ]);
  });

  it.each([['a string'], [null], [undefined], [{ code: 'FORGED', message: 'like an AppError', ok: true }]])(
    'hides what is thrown and is no error: %o',
    async (thrown) => {
      expect(await failing(thrown).dispatch('shelves.look')).toMatchObject({ ok: false, code: 'INTERNAL' });
    },
  );

  it('lets an AppError cross as data, with everything that it says', async () => {
    const { dispatch, internalErrors } = failing(
      new AppError('SHELF_FULL', 'Take another.', { field: 'place', retryAt: 17 }),
    );
    expect(await dispatch('shelves.add', input)).toEqual({
      ok: false,
      code: 'SHELF_FULL',
      message: 'Take another.',
      field: 'place',
      retryAt: 17,
    });
    expect(internalErrors).toEqual([]);
  });

  it('lets only the named parts of an AppError cross', async () => {
    const error = Object.assign(new AppError('SHELF_FULL', 'Take another.'), { sql: 'SELECT', cause: 'x' });
    expect(await failing(error).dispatch('shelves.look')).toEqual({
      ok: false,
      code: 'SHELF_FULL',
      message: 'Take another.',
    });
  });
});

describe('who may call', () => {
  const refusing = { authorize: () => Promise.reject(new AppError('FORBIDDEN', 'Not you.')) };

  it('is asked before the input is looked at', async () => {
    let read = false;
    const trap = {
      get name() {
        read = true;
        return 'books';
      },
    };
    expect(await dispatcher(refusing).dispatch('shelves.add', trap)).toMatchObject({ code: 'FORBIDDEN' });
    expect(read).toBe(false);
  });

  it('is asked before anything runs, whether it refuses at once or later', async () => {
    let ran = false;
    const handlers = { shelves: { add: () => added, look: () => ((ran = true), '') } };
    const throwing = {
      authorize: () => {
        throw new AppError('FORBIDDEN', 'Not you.');
      },
    };
    for (const authorize of [refusing, throwing]) {
      expect(await dispatcher({ handlers, ...authorize }).dispatch('shelves.look')).toMatchObject({
        code: 'FORBIDDEN',
      });
    }
    expect(ran).toBe(false);
  });

  it('is asked again before an answer or a refusal goes out', async () => {
    const gone = () => {
      throw new AppError('GONE', 'No longer.');
    };
    const begun: string[] = [];
    const begin = (_: string, call: string) => {
      begun.push(call);
      return gone;
    };
    const full = {
      add: () => {
        throw new AppError('SHELF_FULL', 'Take another.');
      },
      look: () => 'books',
    };
    const { dispatch } = dispatcher({ handlers: { shelves: full }, begin });
    expect(await dispatch('shelves.look')).toMatchObject({ ok: false, code: 'GONE' });
    expect(await dispatch('shelves.add', input)).toMatchObject({ ok: false, code: 'GONE' });
    expect(begun).toEqual(['shelves.look', 'shelves.add']);
  });

  it('is refused when the check itself breaks', async () => {
    const { dispatch, internalErrors } = dispatcher({ authorize: () => Promise.reject(new Error('disk')) });
    expect(await dispatch('shelves.look')).toMatchObject({ ok: false, code: 'INTERNAL' });
    expect(internalErrors).toHaveLength(1);
  });
});

describe('the caller’s side', () => {
  it('makes the round trip', async () => {
    const { dispatch } = dispatcher();
    const client = createClient<Shelves>(dispatch);
    expect(await client.shelves.add(input)).toEqual(added);
    expect(await client.shelves.look(undefined)).toBe('a shelf');
  });

  it('throws what was refused, as it was refused', async () => {
    const error = new AppError('SHELF_FULL', 'Take another.', { field: 'place', retryAt: 17 });
    const { dispatch } = dispatcher({
      handlers: { shelves: { add: () => Promise.reject(error), look: () => '' } },
    });
    const thrown = await createClient<Shelves>(dispatch)
      .shelves.add(input)
      .catch((caught: unknown) => caught);
    expect(thrown).toBeInstanceOf(AppError);
    expect(thrown).toMatchObject({
      code: 'SHELF_FULL',
      message: 'Take another.',
      field: 'place',
      retryAt: 17,
    });
  });
});

describe('what does not compile', () => {
  it('is checked by `tsc -p test`: each line below is an error that must stay one', () => {
    // @ts-expect-error a handler is missing
    const missing: Handlers<Shelves, string> = { shelves: { add: () => added } };
    // @ts-expect-error a subject is missing
    const none: Handlers<Shelves, string> = {};
    const wrongField: Handlers<Shelves, string> = {
      // @ts-expect-error `id` must be a number
      shelves: { add: () => ({ ...added, id: 'one' }), look: () => '' },
    };
    const wrongInput: Handlers<Shelves, string> = {
      // @ts-expect-error the input has no `title`
      shelves: { add: (_, { title }) => title, look: () => '' },
    };
    // @ts-expect-error a call without an authority
    const open: Call<'read'> = { input: z.undefined(), output: z.string() };
    // @ts-expect-error an authority that there is not
    const unknown: Call<'read'> = { input: z.undefined(), output: z.string(), authority: 'everything' };
    const client = createClient<Shelves>(() => Promise.resolve({ ok: true, value: '' }));
    const calls = () => [
      // @ts-expect-error no such call
      client.shelves.burn({}),
      // @ts-expect-error the input lacks `place`
      client.shelves.add({ name: 'books' }),
    ];
    expect([missing, none, wrongField, wrongInput, open, unknown, calls]).toHaveLength(7);
  });
});
