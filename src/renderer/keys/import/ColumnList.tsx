import { Table } from '@mantine/core';
import { type Message, msg, t } from '../../../shared/language/t.ts';
import classes from './Import.module.css';

/** Their names stand in the file, in English whatever the window speaks. */
const COLUMNS: readonly (readonly [name: string, what: Message])[] = [
  ['Name', msg('Needed; unique in the tenant.')],
  ['SHA-256', msg('Of the whole key: 64 hexadecimal digits, or base64. Either this or Key is needed.')],
  ['Key', msg('The key itself, in Latchkey’s format. Only its hash is kept.')],
  ['Hint', msg('What lists show of a key that comes as SHA-256, e.g. lk_3fT9…x0Qa.')],
  ['Description', msg('At most 1,000 characters.')],
  ['Owner', msg('A username; empty for a tenant key.')],
  ['Authorization group', msg('Its name; a tenant key needs one.')],
  ['Roles', msg('Names, with ; between them.')],
  ['API sets', msg('Names, with ; between them; * or empty for all.')],
  ['Withheld permissions', msg('As invoices:read, with ; between them.')],
  ['Allowlist', msg('Addresses and CIDRs, with ; between them; empty for any address.')],
  ['Requests per second, … minute, … day', msg('Whole numbers; empty for no limit.')],
  ['Status', msg('active, revoked until-reinstated or revoked permanent; empty for active.')],
  ['Expires', msg('2027-03-31, to its end here, or a time such as 2027-03-31T18:00Z; empty for never.')],
  ['Created', msg('The same; empty for now.')],
];

/** What an import reads. Other columns are passed over and named. */
export function ColumnList() {
  return (
    <Table className={classes.columns} withRowBorders={false} aria-label={t('Columns that are read')}>
      <Table.Tbody>
        {COLUMNS.map(([name, what]) => (
          <Table.Tr key={name}>
            <Table.Th scope="row">{name}</Table.Th>
            <Table.Td>{t(what)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
