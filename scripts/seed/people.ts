/** The people of the seed, their API-only accounts with the keys of those, and the data that they reach. */
import type { Past, SeedKey } from './keys.ts';

export interface SeedAccount {
  readonly username: string;
  readonly displayName: string;
  /** `null`: an API-only account. */
  readonly role: 'Tenant Administrator' | 'Key Manager' | 'Auditor' | null;
  readonly created: Past;
  readonly disabled?: Past;
}

export interface SeedDataAccessGroup {
  readonly name: string;
  readonly description: string;
  readonly scopes: readonly string[];
  readonly members: readonly string[];
  readonly created: Past;
}

export const ACCOUNTS: readonly SeedAccount[] = [
  {
    username: 'pieter.vos',
    displayName: 'Pieter Vos',
    role: 'Key Manager',
    created: { days: 400, at: '08:30' },
  },
  {
    username: 'mei.tanaka',
    displayName: 'Mei Tanaka',
    role: 'Auditor',
    created: { days: 396, at: '10:05' },
  },
  {
    username: 'lena.fischer',
    displayName: 'Lena Fischer',
    role: 'Tenant Administrator',
    created: { days: 388, at: '11:40' },
    disabled: { days: 63, at: '17:02' },
  },
  {
    username: 'API -- Webshop',
    displayName: 'Orders from the shop',
    role: null,
    created: { days: 120, at: '09:20' },
  },
  {
    username: 'API -- Payroll',
    displayName: 'Salaries, once a month',
    role: null,
    created: { days: 95, at: '13:11' },
  },
  {
    username: 'API -- Courier',
    displayName: 'Parcels and their labels',
    role: null,
    created: { days: 6, at: '15:48' },
  },
];

export const DATA_ACCESS_GROUPS: readonly SeedDataAccessGroup[] = [
  {
    name: 'Benelux',
    description: 'Shops and warehouses of the Low Countries.',
    scopes: ['BE01', 'LU01', 'NL01'],
    members: ['API -- Webshop'],
    created: { days: 119, at: '09:00' },
  },
  {
    name: 'Germany',
    description: 'Both German companies.',
    scopes: ['DE01', 'DE02'],
    members: ['API -- Payroll'],
    created: { days: 94, at: '09:02' },
  },
  {
    name: 'Nordics',
    description: 'Everything north of Flensburg.',
    scopes: ['DK01', 'FI01', 'NO01', 'SE01'],
    members: ['API -- Webshop', 'API -- Payroll'],
    created: { days: 93, at: '09:05' },
  },
];

const HOUR = 60;
const DAY = 24 * HOUR;

export const KEYS_OF_PEOPLE: readonly SeedKey[] = [
  {
    name: 'Returns portal',
    description: 'Registers parcels that customers send back.',
    generated: { days: 132, at: '10:31' },
    validity: 365,
    lastUsed: 40,
    group: 'Read only',
    perDay: 310,
    addresses: ['10.30.0.21'],
    by: 'pieter.vos',
  },
  {
    name: 'Shop orders',
    description: 'Hands the orders of the shop to the ERP.',
    generated: { days: 118, at: '09:50' },
    validity: 365,
    lastUsed: 6,
    group: null,
    roles: ['Order processing'],
    perDay: 1900,
    addresses: ['10.30.0.11', '10.30.0.12'],
    owner: 'API -- Webshop',
  },
  {
    name: 'Payroll run',
    description: 'Books salaries on the 25th.',
    generated: { days: 85, at: '08:45' },
    validity: 90,
    lastUsed: 2 * HOUR,
    group: null,
    roles: ['Reporting'],
    perDay: 36,
    addresses: ['10.20.6.2', '10.20.6.3'],
    owner: 'API -- Payroll',
  },
  {
    name: 'Price checks',
    description: 'Pieter’s own spreadsheet.',
    generated: { days: 33, at: '16:20' },
    validity: 90,
    lastUsed: 8 * DAY,
    group: null,
    apiSets: ['Orders'],
    perDay: 4,
    addresses: ['10.20.1.77'],
    owner: 'pieter.vos',
    by: 'pieter.vos',
  },
  {
    name: 'Parcel labels',
    description: 'Prints labels for the courier.',
    generated: { days: 5, at: '09:12' },
    validity: 90,
    lastUsed: null,
    group: null,
    owner: 'API -- Courier',
    by: 'pieter.vos',
  },
];

/** Organisations beside the one that the administrator set up. */
export const TENANTS: readonly {
  readonly name: string;
  readonly keyPrefix: string;
  readonly created: Past;
}[] = [
  { name: 'Northwind Logistics', keyPrefix: 'nl', created: { days: 210, at: '14:00' } },
  { name: 'Northwind Retail', keyPrefix: 'nr', created: { days: 205, at: '14:20' } },
];
