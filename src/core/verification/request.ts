import { pathSegments, withoutQuery } from '../../shared/api-pattern.ts';

/** What somebody wants to do with a key. */
export interface VerificationRequest {
  /** As presented; empty: none was. */
  readonly key: string;
  /** The client's, canonical or not; `null`: not known. */
  readonly address: string | null;
  /** `null`: not known. A key that is limited to API sets is refused then. */
  readonly operation: { readonly method: string; readonly target: string } | null;
  /** What the operation is was said by halves, or in two ways: nobody is let in by whichever suits him. */
  readonly contradictory?: boolean;
  /** That the operation needs, as `invoices:read`. */
  readonly permissions: readonly string[];
}

/** What is asked of a key, whichever it is. */
export type Asked = Omit<VerificationRequest, 'key'>;

/** A question about a key alone. */
export const keyAlone = (key: string): VerificationRequest => ({
  key,
  address: null,
  operation: null,
  permissions: [],
});

/** Paths below this, and permissions of this resource, are Latchkey's own: to manage keys. */
const OWN = 'latchkey';

/** Whether a request asks for one of Latchkey's own operations; no key may, whatever roles it has. */
export function isKeyManagement({ operation, permissions }: Asked): boolean {
  if (permissions.some((permission) => permission.toLowerCase().startsWith(`${OWN}:`))) return true;
  if (operation === null) return false;
  const path = withoutQuery(operation.target);
  // Nearly all requests: nothing of it is in the path, in whatever encoding.
  if (!LOOKS_OWN.test(path)) return false;
  const segments = pathSegments(path);
  // A path that could be read in two ways is read in the worse one.
  return 'unsafe' in segments || withoutParameters(segments[0]).toLowerCase() === OWN;
}
/** Servers that know path parameters read `/latchkey;a=1/keys` as `/latchkey/keys`. */
const withoutParameters = (segment = ''): string => segment.split(/;|%3b/i, 1)[0] ?? '';
const LOOKS_OWN = /latchkey|%/i;
