import { type PolicyText, readPolicy } from '../verification/policy.ts';

/** What a tenant's groups and roles grant, by the ids of permissions. */
export interface Granting {
  readonly permissions: readonly {
    readonly id: number;
    readonly resource: string;
    readonly action: string;
  }[];
  readonly groups: ReadonlyMap<number, readonly number[]>;
  readonly roles: ReadonlyMap<number, readonly number[]>;
}

/** `all`: every permission of the tenant. `write`: something that changes each kind of thing that can be changed. */
export type Breadth = 'all' | 'write';

/** Actions that only look. Every other may change something, whatever its name: those are the tenant's own words. */
const READING: ReadonlySet<string> = new Set(['read', 'list', 'view', 'get', 'search', 'find', 'query']);

/** Of one permission or resource alone, having it all says nothing. */
const SEVERAL = 2;

/** Tells how broad the permissions of a policy text are; `null`: not remarkably. Equal grants are judged once. */
export function breadthOf({ permissions, groups, roles }: Granting): (policy: string) => Breadth | null {
  const known = new Map<string, Breadth | null>();
  const writing = new Map<number, string>();
  for (const { id, resource, action } of permissions) if (!READING.has(action)) writing.set(id, resource);
  const changeable = new Set(writing.values()).size;

  const judge = (policy: string): Breadth | null => {
    const read = readable(policy);
    if (read === null) return null;
    const { groupId, roleIds, excludedIds } = read;
    const granted = new Set(groupId === null ? [] : groups.get(groupId));
    for (const role of roleIds) for (const id of roles.get(role) ?? []) granted.add(id);
    for (const id of excludedIds) granted.delete(id);
    if (permissions.length >= SEVERAL && granted.size >= permissions.length) return 'all';
    if (changeable < SEVERAL) return null;
    const changed = new Set<string>();
    for (const id of granted) {
      const resource = writing.get(id);
      if (resource !== undefined) changed.add(resource);
    }
    return changed.size === changeable ? 'write' : null;
  };

  return (policy) => {
    // Without what differs from key to key: rate limits and allowlist come last.
    const grants = policy.slice(0, policy.lastIndexOf('|', policy.lastIndexOf('|') - 1));
    const before = known.get(grants);
    if (before !== undefined) return before;
    const breadth = judge(policy);
    known.set(grants, breadth);
    return breadth;
  };
}

/** A key whose policy cannot be read lets nobody in. */
function readable(policy: string): PolicyText | null {
  try {
    return readPolicy(policy);
  } catch {
    return null;
  }
}
