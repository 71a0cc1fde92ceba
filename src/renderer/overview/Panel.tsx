import { Button, Skeleton, Stack, Title } from '@mantine/core';
import { type ReactNode, useId } from 'react';
import type { Reading } from '../access/useReading.ts';
import { FailureAlert } from '../ui/FailureAlert.tsx';
import classes from './Overview.module.css';

interface Props {
  readonly title: string;
  readonly children: ReactNode;
}

/** A part of the overview that is no plot. */
export function Panel({ title, children }: Props) {
  const id = useId();
  return (
    <section className={classes.panel} aria-labelledby={id}>
      <Title order={2} id={id}>
        {title}
      </Title>
      {children}
    </section>
  );
}

interface PanelOfProps<T> {
  readonly title: string;
  readonly reading: Reading<T>;
  readonly children: (value: T) => ReactNode;
}

/** A part of the overview from the first look on: until there is an answer its place is kept. */
export function PanelOf<T>({ title, reading, children }: PanelOfProps<T>) {
  const { value, failure, busy, again } = reading;
  if (value !== null) return children(value);
  return (
    <Panel title={title}>
      {failure === null ? (
        <Skeleton height={158} aria-busy="true" aria-label={`Counting: ${title}`} />
      ) : (
        <Stack gap="sm" align="start">
          <FailureAlert failure={failure} />
          <Button variant="default" size="xs" loading={busy} onClick={again}>
            Try again
          </Button>
        </Stack>
      )}
    </Panel>
  );
}
