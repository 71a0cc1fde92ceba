import { canonicalAddress } from '../shared/allowlist.ts';
import { isMethod } from '../shared/api-pattern.ts';
import type { VerificationRequest } from '../core/verification/request.ts';
import { parseOptions, storePathOf } from './options.ts';
import { type Surroundings, UsageError } from './verb.ts';

/** What `verify` and `explain` ask about beside the key. */
export interface RequestOptions {
  readonly storePath: string;
  readonly json: boolean;
  readonly help: boolean;
  readonly request: Omit<VerificationRequest, 'key'>;
}

export const REQUEST_HELP = `  --address IP   the client's address
  --method NAME  the request's method, with --path
  --path PATH    the request's path
  --permission RESOURCE:ACTION
                 that the operation needs; as often as wanted
  --store PATH   the store to ask (default: the desktop program's)
  --json         JSON instead of text
  --help         this text
`;

/** Reads the options. No argument is ever repeated in a message: it may be a key. @throws UsageError */
export function parseRequest(args: readonly string[], around: Surroundings): RequestOptions {
  const { values, positionals } = parseOptions(args, OPTIONS);
  if (positionals.length > 0) {
    throw new UsageError(
      'A key must not be an argument: other users can see it. Give it on standard input or in LATCHKEY_KEY.\n' +
        'If you just did, treat that key as leaked and rotate it.',
    );
  }
  const { json, help, address, method, path, permission = [] } = values;
  const storePath = storePathOf(values.store, around);
  if (address !== undefined && canonicalAddress(address) === null) {
    throw new UsageError('--address needs one IP address, for example 10.1.2.3.');
  }
  if ((method === undefined) !== (path === undefined)) {
    throw new UsageError('--method and --path belong together: give both or neither.');
  }
  if (method !== undefined && !isMethod(method))
    throw new UsageError('--method needs a method, for example GET.');
  if (path !== undefined && !path.startsWith('/')) {
    throw new UsageError('--path needs a path that begins with “/”, for example /v1/orders.');
  }
  if (permission.some((one) => !/^[^:\s]+:[^:\s]+$/.test(one))) {
    throw new UsageError('--permission needs a resource and an action, for example invoices:read.');
  }
  return {
    storePath,
    json,
    help,
    request: {
      address: address ?? null,
      operation: method === undefined || path === undefined ? null : { method, target: path },
      permissions: permission,
    },
  };
}

const OPTIONS = {
  store: { type: 'string' },
  address: { type: 'string' },
  method: { type: 'string' },
  path: { type: 'string' },
  permission: { type: 'string', multiple: true },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;
