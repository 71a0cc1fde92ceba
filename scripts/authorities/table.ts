import { english } from '../../src/shared/language/t.ts';
import { format } from 'prettier';
import {
  AUTHORITY_NAMES,
  type Access,
  type Authority,
  BUILT_IN_ROLES,
  KEY_AUTHORITIES,
} from '../../src/shared/authorities.ts';
import { contract } from '../../src/shared/contract.ts';

/** docs/authorities.md: what each call of the contract asks for, and which role has it. Computed from the contract alone. */

/** How a stale page is mended. */
export const COMMAND = 'node scripts/authorities.mjs';

/** Those who call: the built-in roles, and an account that has none. */
export const CALLERS: readonly { readonly name: string; readonly authorities: readonly Authority[] }[] = [
  ...BUILT_IN_ROLES,
  { name: 'No role', authorities: [] },
];

/** Every call by its name, as `keys.generate`, in the order of the contract. */
export const CALLS: readonly (readonly [call: string, access: Access])[] = Object.entries(contract).flatMap(
  ([subject, calls]) =>
    Object.entries(calls).map(
      ([name, { authority }]) => [`${subject}.${name}`, authority as Access] as const,
    ),
);

/** Whether somebody who is signed in and holds these authorities is let in to the call. */
export function isAllowed(access: Access, authorities: readonly Authority[]): boolean {
  if (access === 'anyone' || access === 'held' || access === 'signed-in') return true;
  if (access === 'manages-keys') return KEY_AUTHORITIES.some((authority) => authorities.includes(authority));
  return authorities.includes(access);
}

const STATES = {
  anyone: 'nothing, not even a sign-in',
  held: 'a sign-in, locked or not',
  'signed-in': 'a sign-in, unlocked',
  'manages-keys': KEY_AUTHORITIES.map((authority) => english(AUTHORITY_NAMES[authority])).join(' or '),
} as const;

const wordsFor = (access: Access): string =>
  access in STATES ? STATES[access as keyof typeof STATES] : english(AUTHORITY_NAMES[access as Authority]);

const HEAD = `# Who may make which call

Every call that the window can make of the main process, what it needs, and which of the built-in roles has that. A call is
refused with \`FORBIDDEN\` before its input is read; \`test/main/authorities.integration.test.ts\` makes each of them as each role.

Written by \`${COMMAND}\`; do not edit it.

Beyond the table, the core refuses by what a call is about: whose key it is (a tenant key needs Manage Tenant API Keys, an
account's key Manage User API Key, a person's new secret that person), an authority that the caller does not hold, and a
tenant's key limit without Manage Tenants.
`;

/** The page as it must be. */
export function authorityPage(): Promise<string> {
  const rows = CALLS.map(([call, access]) =>
    [`\`${call}\``, wordsFor(access)].concat(
      CALLERS.map(({ authorities }) => (isAllowed(access, authorities) ? 'yes' : '–')),
    ),
  );
  const head = ['Call', 'Needs', ...CALLERS.map(({ name }) => name)];
  const lines = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  return format(`${HEAD}\n${lines.join('\n')}\n`, { parser: 'markdown', printWidth: 110, singleQuote: true });
}
