import { generateKey } from '../../src/core/keys/key-format.ts';
import { csvOfRows } from './csv-rows.ts';

export type Row = { readonly [column: string]: string };

/** The group of the tenant's first key. */
export const GROUP = 'Full access';

/** A row of a tenant key that can be imported as it is. */
export const goodRow = (Name: string, more: Row = {}): Row => ({
  Name,
  'Authorization group': GROUP,
  Key: generateKey('old'),
  ...more,
});

/** A file with rows that are right and rows that are not. */
export const mixedFile = (): string =>
  csvOfRows([
    goodRow('Old billing', { Expires: '2099-03-31', Description: 'From the gateway that we leave' }),
    goodRow('Old shop', { Status: 'revoked until-reinstated' }),
    goodRow('x', { 'Authorization group': 'Nobody', Team: 'Sales' }),
    goodRow('Old reports', { Expires: '31.12.2099', Allowlist: '10.1' }),
  ]);
