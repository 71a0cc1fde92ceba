import { parseArgs } from 'node:util';
import { canonicalAddress } from '../shared/allowlist.ts';
import { isMethod } from '../shared/api-pattern.ts';
import type { VerificationRequest } from '../core/verification/request.ts';
import { UsageError } from './verb.ts';

/** What `verify` and `explain` ask about beside the key. */
export interface RequestOptions {
  readonly store?: string;
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
export function parseRequest(args: readonly string[]): RequestOptions {
  const { values, positionals } = parse(args);
  if (positionals.length > 0) {
    throw new UsageError(
      'A key must not be an argument: other users can see it. Give it on standard input or in LATCHKEY_KEY.\n' +
        'If you just did, treat that key as leaked and rotate it.',
    );
  }
  const { store, json, help, address, method, path, permission } = values;
  if (store === '') throw new UsageError('--store needs the path of a store.');
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
    ...(store !== undefined && { store }),
    json,
    help,
    request: {
      address: address ?? null,
      operation: method === undefined || path === undefined ? null : { method, target: path },
      permissions: permission,
    },
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        store: { type: 'string' },
        address: { type: 'string' },
        method: { type: 'string' },
        path: { type: 'string' },
        permission: { type: 'string', multiple: true, default: [] },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
      allowPositionals: true,
    });
  } catch (error) {
    // The message may repeat an argument, and the argument may be a key.
    const unknown =
      error instanceof Error && 'code' in error && error.code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION';
    throw new UsageError(
      unknown ? 'An option is not known.' : 'An option is missing its value, or has one too many.',
    );
  }
}
