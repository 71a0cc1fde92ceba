import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ApiSet } from '../../../shared/api-sets.ts';
import type { KeyDetails } from '../../../shared/key-row.ts';
import classes from './Details.module.css';

interface Props {
  readonly keyDetails: KeyDetails;
  readonly apiSets: readonly ApiSet[];
}

/** Which operations a key may call, and from where. */
export function Limits({ keyDetails, apiSets }: Props) {
  const { apiAccess, allowlist } = keyDetails;
  return (
    <>
      <Limit title="API sets">
        {apiAccess === 'all' ? (
          <Text size="sm">All API sets</Text>
        ) : (
          <ul className={classes.plain}>
            {apiSets.map(({ id, name, operations }) => (
              <li key={id}>
                <Text size="sm" fw={500}>
                  {name}
                </Text>
                <ul className={classes.operations} aria-label={`Operations of ${name}`}>
                  {operations.split('\n').map((operation) => (
                    <li key={operation}>{operation}</li>
                  ))}
                </ul>
              </li>
            ))}
          </ul>
        )}
      </Limit>
      <Limit title="IP allowlist">
        {allowlist === '' ? (
          <Text size="sm">Any address</Text>
        ) : (
          <ul className={classes.operations} aria-label="IP allowlist">
            {allowlist.split('\n').map((entry) => (
              <li key={entry}>{entry}</li>
            ))}
          </ul>
        )}
      </Limit>
    </>
  );
}

const Limit = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <div className={classes.limit}>
    <h3 className={classes.small}>{title}</h3>
    {children}
  </div>
);
