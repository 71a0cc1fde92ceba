import { createServer } from 'node:http';
import fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import { VERIFY_PATH } from './gateway-request.ts';
import { explainListenError } from './listen-error.ts';
import { type GatewayReply, problem } from './reply.ts';
import { asked, EndpointService, type ServiceOptions } from './service.ts';

export interface EndpointOptions extends ServiceOptions {
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
  readonly maxConnections: number;
}

export interface Endpoint {
  /** As it listens, e.g. `http://127.0.0.1:8717`. */
  readonly url: string;
  /** Waits for an attempt to open the store; whether it has worked. */
  readonly ready: () => Promise<boolean>;
  /** Whether the store can be asked just now. */
  readonly healthy: () => boolean;
  /** How many requests were answered. */
  readonly answered: () => number;
  /**
   * Ends new connections at once, answers what is under way, and writes the last uses down. Gives how many rows of them
   * could not be written.
   */
  readonly close: () => Promise<number>;
}

/** So long a connection that has begun a request may still end it while the endpoint closes. Milliseconds. */
const GRACE = 1_000;
const KIB = 1024;
const LIMITS = {
  headers: 16 * KIB,
  body: 16 * KIB,
  headersTimeout: 5_000,
  requestTimeout: 10_000,
  keepAliveTimeout: 75_000,
  /** How often the two above are looked at: Node's default of 30 s would make them 30 s. */
  lookEvery: 1_000,
} as const;

/** Listens for gateways and applications that ask about keys. @throws AppError when it cannot listen there */
export async function startEndpoint(options: EndpointOptions): Promise<Endpoint> {
  const service = new EndpointService(options);
  const app = fastify({
    logger: false,
    bodyLimit: LIMITS.body,
    exposeHeadRoutes: true,
    // Gateways ask past the framework's routing, which would cost more than the answer.
    serverFactory: (handler) => {
      const server = createServer(
        {
          maxHeaderSize: LIMITS.headers,
          headersTimeout: LIMITS.headersTimeout,
          requestTimeout: LIMITS.requestTimeout,
          keepAliveTimeout: LIMITS.keepAliveTimeout,
          connectionsCheckingInterval: LIMITS.lookEvery,
        },
        (request, response) => {
          if (isGatewayCall(request.url)) service.answerGateway(request, response);
          else handler(request, response);
        },
      );
      server.maxConnections = options.maxConnections;
      return server;
    },
  });
  route(app, service);
  try {
    const url = await app.listen({ host: options.host, port: options.port });
    return {
      url,
      ready: () => service.ready(),
      healthy: () => service.version() !== null,
      answered: () => service.answered,
      close: async () => {
        const impatient = setTimeout(() => app.server.closeAllConnections(), GRACE);
        await app.close();
        clearTimeout(impatient);
        return service.close();
      },
    };
  } catch (error) {
    await service.close();
    throw explainListenError(error, options);
  }
}

const isGatewayCall = (url: string | undefined): boolean => {
  if (url === undefined || !url.startsWith(VERIFY_PATH)) return false;
  const next = url.charAt(VERIFY_PATH.length);
  return next === '' || next === '/' || next === '?';
};

function route(app: FastifyInstance, service: EndpointService): void {
  app.get('/healthz', (_request, reply) => {
    const healthy = service.version() !== null;
    return reply.code(healthy ? 200 : 503).send({ status: healthy ? 'ok' : 'store unavailable' });
  });
  app.get('/metrics', (_request, reply) =>
    reply.type('text/plain; version=0.0.4; charset=utf-8').send(service.metricsText()),
  );
  app.post('/v1/verify', (request, reply) => {
    const read = asked.safeParse(request.body);
    if (!read.success) {
      const [issue] = read.error.issues;
      const field = issue?.path.join('.') ?? '';
      // Names that nobody knows are not repeated: one may be a key in the wrong place.
      const why = issue?.code === 'unrecognized_keys' ? 'it has a member that is not known' : issue?.message;
      const detail = `${field === '' ? 'The body' : `“${field}”`} is not as it must be: ${why ?? ''}`;
      return sendProblem(reply, problem(400, 'INVALID_INPUT', detail));
    }
    const { status, body, retryAfter } = service.answerApplication(read.data);
    if (retryAfter !== undefined) void reply.header('Retry-After', String(retryAfter));
    return reply.code(status).send(body);
  });
  app.setNotFoundHandler((_request, reply) =>
    sendProblem(reply, problem(404, 'NOT_FOUND', 'There are /verify, /v1/verify, /healthz and /metrics.')),
  );
  app.setErrorHandler((error, _request, reply) => {
    // Fastify's own refusals: body too large, no JSON. Their messages repeat nothing of the request.
    const given = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
    const status = given >= 400 && given < 500 ? given : 500;
    const detail = status === 500 ? 'The endpoint failed.' : error instanceof Error ? error.message : '';
    return sendProblem(reply, problem(status, status === 500 ? 'INTERNAL' : 'INVALID_INPUT', detail));
  });
}

const sendProblem = (reply: FastifyReply, { status, headers, body }: GatewayReply) =>
  reply.code(status).headers(headers).send(body);
