/** What the program and the endpoint's process tell each other. */

/** With what the endpoint is started. */
export interface EndpointOrder {
  readonly storePath: string;
  readonly nativeBinding: string | undefined;
  readonly host: string;
  readonly port: number;
  readonly trustedProxies: readonly string[];
  readonly terse: boolean;
}

/** To the process: the order once, first; `stop` at any time. */
export type ToEndpoint =
  { readonly type: 'start'; readonly order: EndpointOrder } | { readonly type: 'stop' };

/** From the process. After `failed` it waits to be ended. */
export type FromEndpoint =
  | { readonly type: 'running' }
  | { readonly type: 'failed'; readonly code: string; readonly message: string }
  /** When something of it has changed, at most once a second; `fault`: why the store cannot be asked. */
  | { readonly type: 'status'; readonly answered: number; readonly fault: string | null }
  /** For the log of the program. */
  | { readonly type: 'trouble'; readonly message: string };
