import { canonicalAddress, compileAllowlist } from '../../shared/allowlist.ts';

/** Tells the client's address of a request. @param forwarded `X-Forwarded-For` as it came, several joined by commas */
export type ClientAddress = (peer: string | undefined, forwarded: string | undefined) => string | null;

/**
 * Who the client is: the peer, unless that is a trusted proxy; then the first address in `X-Forwarded-For`, from the
 * right, that is none. What is further left anybody can have written.
 * @param trusted addresses and CIDRs of the proxies
 */
export function clientAddressBy(trusted: readonly string[]): ClientAddress {
  const isTrusted = trusted.length === 0 ? () => false : compileAllowlist(trusted);
  return (peer, forwarded) => {
    const nearest = peer === undefined ? null : canonicalAddress(peer);
    if (nearest === null || forwarded === undefined || !isTrusted(nearest)) return nearest;
    let client: string | null = nearest;
    for (const hop of forwarded.split(',').toReversed()) {
      // A hop that cannot be read is nobody we know; what stands left of it is his word.
      client = canonicalAddress(hop.trim());
      if (client === null || !isTrusted(client)) return client;
    }
    return client;
  };
}
