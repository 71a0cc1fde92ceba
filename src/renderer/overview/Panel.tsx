import { Button, Skeleton, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useId } from 'react';
import { t } from '../../shared/language/t.ts';
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
  /** Another panel shows the same, and says why it could not be read. */
  readonly toldElsewhere?: boolean;
  readonly children: (value: T) => ReactNode;
}

/** As high as what comes in its place. */
const LINES = ['85%', '55%', '70%', '40%', '60%'];

/** A part of the overview from the first look on: until there is an answer its place is kept. */
export function PanelOf<T>({ title, reading, toldElsewhere = false, children }: PanelOfProps<T>) {
  const { value, failure, busy, again } = reading;
  if (value !== null) return children(value);
  return (
    <Panel title={title}>
      {failure === null ? (
        <Stack gap={22} my={10} aria-busy="true">
          {LINES.map((width) => (
            <Skeleton key={width} height={14} width={width} />
          ))}
        </Stack>
      ) : toldElsewhere ? (
        <Text size="sm" c="dimmed">
          {t('This could not be counted.')}
        </Text>
      ) : (
        <Stack gap="sm" align="start">
          <FailureAlert failure={failure} />
          <Button variant="default" size="xs" loading={busy} onClick={again}>
            {t('Try again')}
          </Button>
        </Stack>
      )}
    </Panel>
  );
}
