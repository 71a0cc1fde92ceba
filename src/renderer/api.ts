import type { Api, Bridge, EventName, Events, LatchkeyContract } from '../shared/contract.ts';
import { t } from '../shared/language/t.ts';
import { AppError, createClient, type Failure } from '../shared/rpc.ts';

declare global {
  interface Window {
    /** Put there by the preload script. */
    readonly latchkey: Bridge;
  }
}

/** Every call to the main process: `await api.keys.generate({ … })`; rejects with an `AppError`. */
export const api: Api = createClient<LatchkeyContract>((call, input) => window.latchkey.invoke(call, input));

type Listener = (name: string, payload: unknown) => void;

const listeners = new Set<Listener>();
let stopHearing = (): void => {};

/** Listens to one event of the main process; returns the function that stops listening. */
export function onEvent<Name extends EventName>(
  name: Name,
  listener: (payload: Events[Name]) => void,
): () => void {
  const own: Listener = (heard, payload) => {
    if (heard === name) listener(payload as Events[Name]);
  };
  // The bridge has one listener for all: Node warns of a leak from the eleventh on.
  if (listeners.size === 0) stopHearing = window.latchkey.on(tellAll);
  listeners.add(own);
  return () => {
    if (listeners.delete(own) && listeners.size === 0) stopHearing();
  };
}

function tellAll(name: string, payload: unknown): void {
  for (const listener of listeners) listener(name, payload);
}

/** What a rejected call says to people, also when the call did not even get through. */
export function failureOf(error: unknown): Failure {
  if (error instanceof AppError) return error;
  return {
    code: 'NO_ANSWER',
    message: t(
      'Latchkey did not answer. Try again; if that does not help, close the program and start it again.',
    ),
  };
}
