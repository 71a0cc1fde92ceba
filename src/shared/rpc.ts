import type { z } from 'zod';
import { t } from './language/t.ts';

/**
 * The mechanism by which calls cross the process boundary: types, error shape, dispatcher, client.
 * Features never edit this file; they declare a call in `shared/<subject>.ts` and implement it in a handler.
 */

/** What went wrong, in the one shape that every face of Latchkey shows. */
export interface Failure {
  /** Stable and in upper case: scripts and screens may rely on it. */
  readonly code: string;
  /** One sentence that says what is wrong and what to do. */
  readonly message: string;
  /** The input's path, e.g. `name`, when one field is to blame. */
  readonly field?: string;
  /** Epoch milliseconds at which trying again makes sense. */
  readonly retryAt?: number;
}

/** What crosses back: data, because Electron keeps only the message of a thrown error. */
export type Reply = { readonly ok: true; readonly value: unknown } | ({ readonly ok: false } & Failure);

/** An error that people are meant to read. Anything else that is thrown is hidden behind `INTERNAL`. */
export class AppError extends Error implements Failure {
  readonly code: string;
  readonly field?: string;
  readonly retryAt?: number;

  constructor(
    code: string,
    message: string,
    more: { readonly field?: string; readonly retryAt?: number } = {},
  ) {
    super(message);
    this.name = 'AppError';
    this.code = code;
    if (more.field !== undefined) this.field = more.field;
    if (more.retryAt !== undefined) this.retryAt = more.retryAt;
  }
}

/** One declared call: what goes in, what may come out, and what the caller must be allowed to do. */
export interface Call<
  Access extends string = string,
  In extends z.ZodType = z.ZodType,
  Out extends z.ZodType = z.ZodType,
> {
  readonly input: In;
  readonly output: Out;
  readonly authority: Access;
}

export type Contract<Access extends string = string> = {
  readonly [subject: string]: { readonly [name: string]: Call<Access> };
};

/** The implementation of a contract; leaving one call out does not compile. */
export type Handlers<C extends Contract, Context> = {
  readonly [S in keyof C]: {
    readonly [N in keyof C[S]]: (
      context: Context,
      input: z.output<C[S][N]['input']>,
    ) => Promise<z.input<C[S][N]['output']>> | z.input<C[S][N]['output']>;
  };
};

/** The caller's view of a contract: `client.keys.generate({ name })`. */
export type Client<C extends Contract> = {
  readonly [S in keyof C]: {
    readonly [N in keyof C[S]]: (input: z.input<C[S][N]['input']>) => Promise<z.output<C[S][N]['output']>>;
  };
};

export interface DispatcherOptions<C extends Contract, Context> {
  readonly contract: C;
  readonly handlers: Handlers<C, Context>;
  /** Throws an `AppError` when `context` may not make the call; runs before the input is even parsed. */
  readonly authorize: (context: Context, call: string, access: AccessOf<C>) => Promise<void> | void;
  /** Before a call is looked at; what it returns throws when the answer must not go out any more. */
  readonly begin?: (context: Context, call: string, access: AccessOf<C>) => () => void;
  /** Told of every error that is hidden from the caller. */
  readonly onInternalError: (call: string, error: unknown) => void;
}

type AccessOf<C> = C extends Contract<infer Access> ? Access : never;
type Dispatch<Context> = (context: Context, call: unknown, input: unknown) => Promise<Reply>;

/** Builds the one function through which every call passes: known? allowed? well formed? run, then trim the result. */
export function createDispatcher<C extends Contract, Context>(
  options: DispatcherOptions<C, Context>,
): Dispatch<Context> {
  const calls = new Map<
    string,
    { spec: Call<AccessOf<C>>; run: (context: Context, input: unknown) => unknown }
  >();
  for (const [subject, specs] of Object.entries(options.contract)) {
    for (const [name, spec] of Object.entries(specs)) {
      const run = options.handlers[subject]?.[name];
      if (!run) throw new Error(`No handler for ${subject}.${name}`);
      calls.set(`${subject}.${name}`, { spec: spec as Call<AccessOf<C>>, run: run as never });
    }
  }
  return async (context, call, input) => {
    // A Map, not an object: `__proto__` and `constructor` are then unknown names like any other.
    const found = typeof call === 'string' ? calls.get(call) : undefined;
    if (!found) return failure(new AppError('UNKNOWN_CALL', t('Latchkey does not offer this call.')));
    let confirm: (() => void) | undefined;
    try {
      confirm = options.begin?.(context, call as string, found.spec.authority);
      await options.authorize(context, call as string, found.spec.authority);
      const parsed = found.spec.input.safeParse(input);
      if (!parsed.success) return failure(invalidInput(parsed.error));
      const result = await found.run(context, parsed.data);
      confirm?.();
      return { ok: true, value: found.spec.output.parse(result) };
    } catch (thrown) {
      const error = confirmed(thrown, confirm);
      if (error instanceof AppError) return failure(error);
      options.onInternalError(call as string, error);
      return failure(
        new AppError(
          'INTERNAL',
          t(
            'Something went wrong inside Latchkey. Look whether the change was made before you try again; the log has the details.',
          ),
        ),
      );
    }
  };
}

/** A refusal tells of what was read as an answer does. */
function confirmed(error: unknown, confirm: (() => void) | undefined): unknown {
  if (!(error instanceof AppError)) return error;
  try {
    confirm?.();
    return error;
  } catch (other) {
    return other;
  }
}

/** Builds the caller's side over a raw `invoke`; names are made from the properties that are read. */
export function createClient<C extends Contract>(
  invoke: (call: string, input: unknown) => Promise<unknown>,
): Client<C> {
  const subject = (name: string) =>
    new Proxy(Object.create(null) as object, {
      get: (_, call) => async (input: unknown) => {
        const reply = (await invoke(`${name}.${String(call)}`, input)) as Reply;
        if (reply.ok) return reply.value;
        throw new AppError(reply.code, reply.message, reply);
      },
    });
  return new Proxy(Object.create(null) as Client<C>, { get: (_, name) => subject(String(name)) });
}

function failure({ code, message, field, retryAt }: Failure): Reply {
  return {
    ok: false,
    code,
    message,
    ...(field !== undefined && { field }),
    ...(retryAt !== undefined && { retryAt }),
  };
}

function invalidInput(error: z.ZodError): AppError {
  const issue = error.issues[0];
  const field = issue?.path.join('.');
  return new AppError(
    'INVALID_INPUT',
    issue?.message ?? t('The input is not valid.'),
    field ? { field } : {},
  );
}
