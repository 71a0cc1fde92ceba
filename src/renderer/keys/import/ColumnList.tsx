import { Table } from '@mantine/core';
import classes from './Import.module.css';

const COLUMNS: readonly (readonly [name: string, what: string])[] = [
  ['Name', 'Needed; unique in the tenant.'],
  ['SHA-256', 'Of the whole key: 64 hexadecimal digits, or base64. Either this or Key is needed.'],
  ['Key', 'The key itself, in Latchkey’s format. Only its hash is kept.'],
  ['Hint', 'What lists show of a key that comes as SHA-256, e.g. lk_3fT9…x0Qa.'],
  ['Description', 'At most 1,000 characters.'],
  ['Owner', 'A username; empty for a tenant key.'],
  ['Authorization group', 'Its name; a tenant key needs one.'],
  ['Roles', 'Names, with ; between them.'],
  ['API sets', 'Names, with ; between them; * or empty for all.'],
  ['Withheld permissions', 'As invoices:read, with ; between them.'],
  ['Allowlist', 'Addresses and CIDRs, with ; between them; empty for any address.'],
  ['Requests per second, … minute, … day', 'Whole numbers; empty for no limit.'],
  ['Status', 'active, revoked until-reinstated or revoked permanent; empty for active.'],
  ['Expires', '2027-03-31, to its end here, or a time such as 2027-03-31T18:00Z; empty for never.'],
  ['Created', 'The same; empty for now.'],
];

/** What an import reads. Other columns are passed over and named. */
export function ColumnList() {
  return (
    <Table className={classes.columns} withRowBorders={false} aria-label="Columns that are read">
      <Table.Tbody>
        {COLUMNS.map(([name, what]) => (
          <Table.Tr key={name}>
            <Table.Th scope="row">{name}</Table.Th>
            <Table.Td>{what}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
