import { comparable } from '../../../shared/text.ts';

/** The columns that an import reads, as an export writes their headings. */
export const COLUMNS = {
  name: 'Name',
  description: 'Description',
  owner: 'Owner',
  group: 'Authorization group',
  roles: 'Roles',
  apiSets: 'API sets',
  withheld: 'Withheld permissions',
  status: 'Status',
  expires: 'Expires',
  created: 'Created',
  allowlist: 'Allowlist',
  perSecond: 'Requests per second',
  perMinute: 'Requests per minute',
  perDay: 'Requests per day',
  hint: 'Hint',
  sha256: 'SHA-256',
  key: 'Key',
} as const;
export type Column = keyof typeof COLUMNS;
export const COLUMN_NAMES = Object.keys(COLUMNS) as readonly Column[];

/** A heading without what people write differently: case, spaces, `_` and `-`. */
const plain = (heading: string): string => comparable(heading).replace(/[\s_-]/g, '');

const BY_HEADING: ReadonlyMap<string, Column> = new Map(
  COLUMN_NAMES.map((column) => [plain(COLUMNS[column]), column]),
);

/** The column that a heading means, or `undefined` for one that is not read. */
export const columnOf = (heading: string): Column | undefined => BY_HEADING.get(plain(heading));
