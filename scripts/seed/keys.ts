/** The keys of the seed: the kind that an organisation collects over a year, in every state that a list can show. */

import type { Refused } from './states.ts';

/** A moment in the past: how many days before today, and the time of that day (UTC, `HH:MM`). */
export interface Past {
  readonly days: number;
  readonly at: string;
}

export interface SeedKey {
  readonly name: string;
  readonly description: string;
  readonly generated: Past;
  /** For how many days it was made valid; `null`: it never expires. */
  readonly validity: number | null;
  /** How many minutes ago it was used last; `null`: never. */
  readonly lastUsed: number | null;
  /** The authorization group of the starter set, which a key of an account can do without; the others likewise. */
  readonly group: 'Read only' | 'Full access' | null;
  readonly roles?: readonly ('Order processing' | 'Reporting')[];
  readonly apiSets?: readonly ('Customers' | 'Invoices' | 'Orders')[];
  readonly allowlist?: string;
  /** Requests with it that were not let through. */
  readonly refused?: readonly Refused[];
  readonly requestsPerSecond?: number;
  readonly requestsPerDay?: number;
  readonly perDay?: number;
  readonly addresses?: readonly string[];
  /** The username of the account that owns it; without one it is the tenant's. */
  readonly owner?: string;
  /** The username of who generated it, when that is not the first administrator. */
  readonly by?: string;
  readonly revoked?: { readonly how: 'until-reinstated' | 'permanent'; readonly when: Past };
}

const HOUR = 60;
const DAY = 24 * HOUR;

export const KEYS: readonly SeedKey[] = [
  {
    name: 'ERP integration',
    description: 'Posts invoices and payment runs from the ERP every hour.',
    generated: { days: 402, at: '09:41' },
    validity: null,
    lastUsed: 4,
    group: 'Full access',
    allowlist: '10.20.0.0/16\n2001:db8:40::/48',
    requestsPerSecond: 20,
    requestsPerDay: 50_000,
    refused: [
      { code: 'RATE_LIMITED', requests: 12, address: '10.20.4.17' },
      { code: 'IP_NOT_ALLOWED', requests: 3, address: '203.0.113.77' },
    ],
    perDay: 180,
    addresses: ['10.20.4.17', '10.20.4.18', '2001:db8:40::17'],
  },
  {
    name: 'Reporting export',
    description: 'Monthly figures for the auditors; replaced by the finance dashboards.',
    generated: { days: 391, at: '13:05' },
    validity: 365,
    lastUsed: 27 * DAY,
    group: 'Read only',
    roles: ['Reporting'],
    perDay: 12,
    addresses: ['10.20.8.3'],
  },
  {
    name: 'Ledger migration',
    description: 'One-off import of the old ledger by the contractor.',
    generated: { days: 298, at: '08:17' },
    validity: 365,
    lastUsed: 251 * DAY,
    group: 'Full access',
    perDay: 900,
    addresses: ['198.51.100.24'],
    revoked: { how: 'permanent', when: { days: 250, at: '16:30' } },
  },
  {
    name: 'Partner portal',
    description: 'Lets resellers look up the state of their orders.',
    generated: { days: 171, at: '14:52' },
    validity: 365,
    lastUsed: 3 * DAY,
    group: 'Read only',
    apiSets: ['Orders'],
    perDay: 240,
    addresses: ['203.0.113.7', '203.0.113.8', '198.51.100.61'],
    revoked: { how: 'until-reinstated', when: { days: 2, at: '10:58' } },
  },
  {
    name: 'Bank reconciliation',
    description: 'Matches statements against open items, nightly at 02:00.',
    generated: { days: 150, at: '10:26' },
    validity: 365,
    lastUsed: 9 * HOUR,
    group: 'Read only',
    apiSets: ['Invoices'],
    allowlist: '10.20.9.0/24',
    perDay: 30,
    addresses: ['10.20.9.5'],
  },
  {
    name: 'Warehouse scanners',
    description: 'Hand scanners in Rotterdam and Gothenburg.',
    generated: { days: 81, at: '12:38' },
    validity: 90,
    lastUsed: 1,
    group: 'Read only',
    roles: ['Order processing'],
    apiSets: ['Orders'],
    perDay: 2400,
    addresses: ['192.0.2.40', '192.0.2.41', '192.0.2.97'],
  },
  {
    name: 'Webshop checkout',
    description: 'Creates orders and reads their payment status.',
    generated: { days: 46, at: '09:03' },
    validity: 365,
    lastUsed: 2,
    group: 'Read only',
    roles: ['Order processing'],
    apiSets: ['Orders', 'Customers'],
    perDay: 5200,
    addresses: ['10.30.0.11', '10.30.0.12'],
  },
  {
    name: 'Finance dashboards',
    description: 'Read-only figures for the monthly review.',
    generated: { days: 20, at: '15:19' },
    validity: 90,
    lastUsed: 5 * HOUR,
    group: 'Read only',
    roles: ['Reporting'],
    perDay: 60,
    addresses: ['10.20.8.9'],
  },
  {
    name: 'Deployment pipeline',
    description: '',
    generated: { days: 1, at: '11:44' },
    validity: 30,
    lastUsed: null,
    group: 'Full access',
  },
];
