import { type Endpoint, startEndpoint } from '../../core/endpoint/endpoint.ts';
import { Troubles } from '../../core/endpoint/troubles.ts';
import { MOST_CONNECTIONS } from '../../shared/listen-address.ts';
import { AppError } from '../../shared/rpc.ts';
import type { EndpointOrder, FromEndpoint, ToEndpoint } from './messages.ts';

/** How often is looked whether there is something to tell. Milliseconds. */
const TELL_EVERY = 1_000;

/** @param sent called when the message cannot be lost any more, also when nobody is there to hear it */
type Tell = (message: FromEndpoint, sent?: () => void) => void;

/** Runs the endpoint as it is told, until it is told to stop or the system ends it; then this process ends. */
export function runEndpoint(tell: Tell, onMessage: (listener: (message: ToEndpoint) => void) => void): void {
  let running: Promise<Endpoint | null> | null = null;
  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    const endpoint = await running;
    const lost = (await endpoint?.close()) ?? 0;
    if (lost === 0) process.exit(0);
    const message = `The store could not be written, and ${lost} counts of uses and refusals are lost.`;
    tell({ type: 'trouble', message }, () => process.exit(0));
  };
  onMessage((message) => {
    if (message.type === 'stop') void stop();
    else running ??= start(message.order, tell);
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop());
  // Nobody reads its output: a crash leaves its trace in the log of the program, or none.
  const crash = (error: unknown): void => {
    const what = error instanceof Error ? (error.stack ?? error.message) : String(error);
    tell({ type: 'trouble', message: `Its process crashed: ${what}` }, () => process.exit(1));
  };
  process.on('uncaughtException', crash);
  process.on('unhandledRejection', crash);
}

/** `null` when it could not start: it has said why, and whoever started it ends it. */
async function start(order: EndpointOrder, tell: Tell): Promise<Endpoint | null> {
  const troubles = new Troubles((message) => tell({ type: 'trouble', message }));
  const endpoint = await startEndpoint({
    ...order,
    maxConnections: MOST_CONNECTIONS,
    now: Date.now,
    onTrouble: (message) => troubles.note(message),
  }).catch((error: unknown) => {
    tell({ type: 'failed', ...explain(error) });
    return null;
  });
  if (!endpoint) return null;
  if (!(await endpoint.ready())) {
    const message = `The store cannot be used: ${troubles.last ?? 'it could not be opened.'}`;
    tell({ type: 'failed', code: 'STORE_UNAVAILABLE', message });
    await endpoint.close();
    return null;
  }
  tell({ type: 'running' });
  report(endpoint, troubles, tell);
  return endpoint;
}

/** Tells of answers and faults when there is something new. */
function report(endpoint: Endpoint, troubles: Troubles, tell: Tell): void {
  let told = { answered: 0, fault: null as string | null };
  const look = async (): Promise<void> => {
    // A store that was just replaced is opened anew, and no fault.
    const well = endpoint.healthy() || (await endpoint.ready());
    const fault = well ? troubles.over() : (troubles.last ?? 'The store cannot be asked.');
    const answered = endpoint.answered();
    if (answered === told.answered && fault === told.fault) return;
    told = { answered, fault };
    tell({ type: 'status', ...told });
  };
  setInterval(() => void look(), TELL_EVERY).unref();
}

function explain(error: unknown): { readonly code: string; readonly message: string } {
  if (error instanceof AppError) return { code: error.code, message: error.message };
  return { code: 'ENDPOINT_FAILED', message: error instanceof Error ? error.message : String(error) };
}
