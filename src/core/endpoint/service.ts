import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { answerOf } from '../verification/answer.ts';
import { CLOCK_BEHIND, STATUS } from '../verification/codes.ts';
import type { Subject } from '../verification/decide.ts';
import { PolicyError } from '../verification/policy.ts';
import type { VerificationRequest } from '../verification/request.ts';
import type { Verification } from '../verification/verifier.ts';
import { canonicalAddress } from '../../shared/allowlist.ts';
import { english } from '../../shared/language/t.ts';
import { type ClientAddress, clientAddressBy } from './client-address.ts';
import { readGatewayCall } from './gateway-request.ts';
import { Metrics } from './metrics.ts';
import { OpenVerifier } from './open-verifier.ts';
import { RateLimiter } from './rate-limiter.ts';
import { fitsHeaders, type GatewayReply, granted, problem, refused, TERSE } from './reply.ts';
import { UseRecorder } from './use-recorder.ts';

export interface ServiceOptions {
  readonly storePath: string;
  readonly nativeBinding?: string | undefined;
  /** Addresses and CIDRs whose `X-Forwarded-For` is believed. */
  readonly trustedProxies: readonly string[];
  /** One identical 401 for every refusal. */
  readonly terse: boolean;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly onTrouble: (message: string) => void;
}

const KIB = 1024;

const UNAVAILABLE = problem(
  503,
  'STORE_UNAVAILABLE',
  'The store cannot be asked just now, so nobody is let in. Look at the log of the endpoint, or run latchkey doctor.',
  { 'Retry-After': '1' },
);

const TOO_LONG = problem(
  500,
  'HEADERS_TOO_LONG',
  'The key is valid, but its permissions, roles and data scopes are longer than headers may be. Give it fewer, or ask POST /v1/verify.',
);

const CONTRADICTORY = problem(
  403,
  'API_NOT_ALLOWED',
  'What the operation is was told by halves, or in two ways. Look at which headers the gateway sets, and which it passes on from its clients.',
);

/** What an application asks with `POST /v1/verify`. */
export const asked = z
  .strictObject({
    key: z.string().max(1_000),
    address: z
      .string()
      .max(200)
      .transform((text, context) => {
        const address = canonicalAddress(text);
        if (address === null)
          context.addIssue('it is no IPv4 or IPv6 address; leave it out when it is not known');
        return address;
      })
      .nullable()
      .default(null),
    method: z.string().max(100).optional(),
    path: z
      .string()
      .max(8 * KIB)
      .optional(),
    permissions: z.array(z.string().max(200)).max(100).default([]),
  })
  .refine(({ method, path }) => (method === undefined) === (path === undefined), {
    path: ['path'],
    message: 'a method and a path belong together: say both, or neither',
  });

/** What the routes share: one verifier, its counters and its limits. */
export class EndpointService {
  readonly #options: ServiceOptions;
  readonly #clientAddress: ClientAddress;
  readonly #source: OpenVerifier;
  readonly #recorder: UseRecorder;
  readonly #limiter = new RateLimiter();
  readonly #metrics = new Metrics();
  #waiting: {
    readonly request: IncomingMessage;
    readonly response: ServerResponse;
    readonly started: number;
  }[] = [];

  constructor(options: ServiceOptions) {
    const { storePath, nativeBinding, now, onTrouble } = options;
    this.#options = options;
    this.#clientAddress = clientAddressBy(options.trustedProxies);
    this.#source = new OpenVerifier({ path: storePath, nativeBinding, now }, onTrouble);
    this.#recorder = new UseRecorder({ storePath, nativeBinding }, onTrouble);
    void this.#source.ready();
  }

  /**
   * Answers a gateway at the end of the event loop's turn, together with the others that came in it: they share one read
   * of the store, which begins after the last of them has come.
   */
  answerGateway(request: IncomingMessage, response: ServerResponse): void {
    // A body is none of our business, but it must be gone before the connection can be used again.
    request.resume();
    this.#waiting.push({ request, response, started: performance.now() });
    if (this.#waiting.length === 1) setImmediate(() => this.#answerWaiting());
  }

  answerApplication(input: z.output<typeof asked>): {
    readonly status: number;
    readonly body: object;
    /** Seconds, of what is refused for now. */
    readonly retryAfter?: number | undefined;
  } {
    const started = performance.now();
    const { key, address, method, path, permissions } = input;
    const operation = method === undefined || path === undefined ? null : { method, target: path };
    const found = this.#verify({ key, address, operation, permissions }, started, () => true);
    if (found === null || found === 'too long')
      return { status: 503, body: JSON.parse(UNAVAILABLE.body) as object };
    const { verification, verifier, retryAfter } = found;
    if (this.#options.terse && verification.code !== 'VALID') return { status: 200, body: { valid: false } };
    const status = STATUS[verification.code] === 429 ? 429 : 200;
    return { status, body: answerOf(verifier, verification), retryAfter };
  }

  /** Waits for an attempt to open the store; whether it has worked. */
  ready(): Promise<boolean> {
    return this.#source.ready();
  }

  get answered(): number {
    return this.#metrics.count;
  }

  /** The number of the log's newest entry; `null` while the store cannot be used. */
  version(): number | null {
    try {
      return this.#source.get()?.version() ?? null;
    } catch (error) {
      void this.#source.fail(error);
      return null;
    }
  }

  metricsText(): string {
    let changed: number | null = null;
    try {
      changed = this.#source.get()?.lastChange() ?? null;
    } catch (error) {
      void this.#source.fail(error);
    }
    return this.#metrics.text(changed === null ? null : Math.max(0, (this.#options.now() - changed) / 1000));
  }

  /** Gives how many rows of uses and refusals could not be written. */
  async close(): Promise<number> {
    const lost = await this.#recorder.close();
    await this.#source.close();
    return lost;
  }

  #answerWaiting(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    let replies: readonly GatewayReply[] | null = null;
    const verifier = waiting.length > 1 ? this.#source.get() : null;
    const decide = () => waiting.map(({ request, started }) => this.#gatewayReply(request, started));
    try {
      if (verifier) replies = verifier.together(decide);
    } catch (error) {
      void this.#source.fail(error);
    }
    // One alone; or all, when the store has failed: nobody may be left without an answer.
    replies ??= decide();
    // Sent in one go: a client that is woken by its first answer is still awake for the others.
    for (const [index, reply] of replies.entries()) {
      const call = waiting[index];
      if (call) send(call.response, reply, call.request.method === 'HEAD');
    }
  }

  #gatewayReply(request: IncomingMessage, started: number): GatewayReply {
    const call = readGatewayCall(
      {
        method: request.method ?? '',
        url: request.url ?? '',
        headers: request.headers,
        peer: request.socket.remoteAddress,
        rawHeaders: request.rawHeaders,
      },
      this.#clientAddress,
    );
    return this.#answer(call, request, started);
  }

  #answer(call: VerificationRequest, request: IncomingMessage, started: number): GatewayReply {
    const found = this.#verify(call, started, fitsHeaders);
    if (found === null) return UNAVAILABLE;
    if (found === 'too long') return this.#tell(TOO_LONG);
    const { verification, retryAfter } = found;
    const { code, subject } = verification;
    if (code === 'API_NOT_ALLOWED' && call.contradictory === true) return this.#tell(CONTRADICTORY);
    if (code !== 'VALID') return this.#tell(refused({ code, ...(subject && { subject }) }, retryAfter));
    return subject ? granted(subject, request.headers['x-original-uri'] !== undefined) : UNAVAILABLE;
  }

  #tell(reply: GatewayReply): GatewayReply {
    return this.#options.terse ? TERSE : reply;
  }

  /** Verifies, limits and counts. `null`: the store cannot be asked. @param fits whether the answer can be given */
  #verify(call: VerificationRequest, started: number, fits: (subject: Subject) => boolean) {
    const verifier = this.#source.get();
    const now = this.#options.now();
    let verification: Verification;
    let retryAfter: number | undefined;
    try {
      if (!verifier) throw new Error('The store is not open.');
      verification = verifier.verify(call, now);
    } catch (error) {
      // One key's policy is that key's trouble; everything else is the store's.
      if (error instanceof PolicyError) this.#options.onTrouble(error.message);
      else if (verifier) void this.#source.fail(error);
      this.#metrics.answered('STORE_UNAVAILABLE', seconds(started));
      return null;
    }
    const { code, subject } = verification;
    if (subject) this.#lookAtClock(subject.clockBehind);
    if (code === 'VALID' && subject && !fits(subject)) {
      this.#tellTooLong(subject);
      this.#metrics.answered('HEADERS_TOO_LONG', seconds(started));
      return 'too long';
    }
    if (code === 'VALID' && subject && subject.policy.limits.length > 0) {
      const wait = this.#limiter.take(subject.secret.keyId, subject.policy.limits, now);
      if (wait !== null) {
        verification = { code: 'RATE_LIMITED', subject };
        retryAfter = wait;
      }
    }
    this.#recorder.record(verification.code, subject, now);
    this.#metrics.answered(verification.code, seconds(started));
    return { verification, verifier, retryAfter };
  }

  /** Keys of which it was said: each once, however often it comes. */
  readonly #tooLong = new Set<number>();
  #tellTooLong({ secret: { keyId, name } }: Subject): void {
    if (this.#tooLong.has(keyId)) return;
    this.#tooLong.add(keyId);
    this.#options.onTrouble(
      `The key ${name} has more permissions, roles and data scopes than fit into headers, so gateways are answered with 500. Give it fewer, or let the API ask POST /v1/verify.`,
    );
  }

  /** Says once that the clock was set back, and again when it happens again. */
  #clockBehind = false;
  #lookAtClock(behind: boolean): void {
    if (behind && !this.#clockBehind) this.#options.onTrouble(english(CLOCK_BEHIND));
    this.#clockBehind = behind;
  }
}

const seconds = (since: number): number => (performance.now() - since) / 1_000;

function send(response: ServerResponse, { status, headers, body }: GatewayReply, head: boolean): void {
  response.writeHead(status, {
    ...headers,
    'Cache-Control': 'no-store',
    ...(status !== 204 && { 'Content-Length': Buffer.byteLength(body) }),
  });
  response.end(head ? '' : body);
}
