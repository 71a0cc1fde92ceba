import { canonicalAddress, compileAllowlist } from '../../shared/allowlist.ts';
import { remember } from '../verification/remember.ts';

/** Tells the client's address of a request. @param forwarded `X-Forwarded-For` as it came, several joined by commas */
export type ClientAddress = (peer: string | undefined, forwarded: string | undefined) => string | null;

/**
 * Who the client is: the peer, unless that is a trusted proxy; then the first address in `X-Forwarded-For`, from the
 * right, that is none. What is further left anybody can have written.
 * @param trusted addresses and CIDRs of the proxies
 */
export function clientAddressBy(trusted: readonly string[]): ClientAddress {
  const isTrusted = trusted.length === 0 ? () => false : compileAllowlist(trusted);
  const nearestOf = remember((peer) => {
    const nearest = canonicalAddress(peer);
    return { nearest, trusted: nearest !== null && isTrusted(nearest) };
  });
  const clientOf = remember((forwarded) => {
    let client: string | null = null;
    for (const hop of forwarded.split(',').toReversed()) {
      // A hop that cannot be read is nobody we know; what stands left of it is his word.
      client = canonicalAddress(hop.trim());
      if (client === null || !isTrusted(client)) return client;
    }
    return client;
  });
  return (peer, forwarded) => {
    if (peer === undefined) return null;
    const { nearest, trusted: believed } = nearestOf(peer);
    return forwarded === undefined || !believed ? nearest : clientOf(forwarded);
  };
}
