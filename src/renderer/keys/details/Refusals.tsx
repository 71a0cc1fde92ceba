import '@mantine/core/styles/Table.layer.css';
import { Table, Text } from '@mantine/core';
import type { KeyDetails } from '../../../shared/key-row.ts';
import { t } from '../../../shared/language/t.ts';
import { ExactTimes } from '../../ui/ExactTimes.tsx';
import { formatNumber } from '../../ui/format.ts';
import { Ago } from '../../ui/Moment.tsx';
import classes from './Details.module.css';

interface Props {
  readonly refusals: KeyDetails['refusals'];
  readonly now: number;
}

/** Why requests with a key were refused, how often, and when and from where the last of each came. */
export function Refusals({ refusals, now }: Props) {
  if (refusals.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {t('None. No request with this key was refused.')}
      </Text>
    );
  }
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
              <Table.Th scope="col">{t('Why')}</Table.Th>
              <Table.Th scope="col" ta="right">
                {t('Requests')}
              </Table.Th>
              <Table.Th scope="col">{t('Last')}</Table.Th>
              <Table.Th scope="col">{t('Last address')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {refusals.map(({ code, explanation, refusals: count, lastAt, lastAddress }) => (
              <Table.Tr key={code}>
                <Table.Td className={classes.why}>
                  <span className={classes.mono}>{code}</span>
                  {explanation !== code && <div className={classes.quiet}>{explanation}</div>}
                </Table.Td>
                <Table.Td ta="right" className={classes.number}>
                  {formatNumber(count)}
                </Table.Td>
                <Table.Td>
                  <Ago time={lastAt} now={now} />
                </Table.Td>
                <Table.Td>
                  {lastAddress === null ? (
                    <span className={classes.quiet}>{t('Not known')}</span>
                  ) : (
                    <span className={classes.mono}>{lastAddress}</span>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </ExactTimes>
  );
}
