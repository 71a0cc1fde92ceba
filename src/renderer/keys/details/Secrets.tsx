import '@mantine/core/styles/Table.layer.css';
import { Badge, Button, Group, Table } from '@mantine/core';
import type { KeyDetails } from '../../../shared/key-row.ts';
import { t } from '../../../shared/language/t.ts';
import { ExactTimes } from '../../ui/ExactTimes.tsx';
import { formatRelative } from '../../ui/format.ts';
import { Ago, Moment } from '../../ui/Moment.tsx';
import { openKeyDialog } from '../key-dialog.ts';
import classes from './Details.module.css';

interface Props {
  readonly secrets: KeyDetails['secrets'];
  readonly row: KeyDetails['row'];
  readonly now: number;
  readonly mayFinish: boolean;
}

/** The secrets of a key: when each was made and used last, and how long an old one still works. */
export function Secrets({ secrets, row, now, mayFinish }: Props) {
  return (
    <ExactTimes>
      <div className={classes.scroll}>
        <Table
          borderColor="var(--latchkey-line)"
          verticalSpacing={8}
          horizontalSpacing="sm"
          className={classes.table}
        >
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t('Secret')}</Table.Th>
              <Table.Th scope="col">{t('State')}</Table.Th>
              <Table.Th scope="col">{t('Created')}</Table.Th>
              <Table.Th scope="col">{t('Last used')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {secrets.map(({ hint, createdAt, endsAt, lastUsedAt }) => (
              <Table.Tr key={`${createdAt} ${hint}`}>
                <Table.Td className={classes.mono}>{hint}</Table.Td>
                <Table.Td>
                  <SecretState endsAt={endsAt} now={now} />
                </Table.Td>
                <Table.Td>
                  <Ago time={createdAt} now={now} />
                </Table.Td>
                <Table.Td>
                  {lastUsedAt === null ? (
                    <span className={classes.quiet}>{t('Never')}</span>
                  ) : (
                    <Ago time={lastUsedAt} now={now} />
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
      {row.rotation !== null && row.rotation.endsAt > now && mayFinish && (
        <Group>
          <Button size="xs" variant="default" onClick={() => openKeyDialog('finish-rotation', row)}>
            {t('Finish rotation now')}
          </Button>
        </Group>
      )}
    </ExactTimes>
  );
}

function SecretState({ endsAt, now }: { readonly endsAt: number | null; readonly now: number }) {
  const look = (color: string, text: string) => (
    <Badge size="sm" tt="none" variant="light" fw={500} color={color}>
      {text}
    </Badge>
  );
  if (endsAt === null) return look('patina', t('Current'));
  if (endsAt <= now) return look('gray', t('Ended'));
  return (
    <Moment time={endsAt}>
      <span>{look('yellow', t('Ends {endsAt}', { endsAt: formatRelative(endsAt, now) }))}</span>
    </Moment>
  );
}
