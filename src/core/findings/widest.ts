import { LIMITS } from '../../shared/finding-rules.ts';

/** The widest network of a canonical allowlist when that is wider than is wise; `null`: none is. */
export function widestNetwork(allowlist: string): string | null {
  let widest: string | null = null;
  let beyond = 0;
  for (const entry of allowlist.split('\n')) {
    const slash = entry.indexOf('/');
    if (slash < 0) continue;
    const allowed = entry.includes(':') ? LIMITS.allowlistBits.ipv6 : LIMITS.allowlistBits.ipv4;
    const wider = allowed - Number(entry.slice(slash + 1));
    if (wider <= beyond) continue;
    beyond = wider;
    widest = entry;
  }
  return widest;
}
