import { Button, Skeleton, Stack, Text } from '@mantine/core';
import { type ReactNode, use } from 'react';
import { t } from '../../shared/language/t.ts';
import { PathId } from '../app/path-id.ts';
import { navigate } from '../app/router.ts';
import { FailureAlert } from '../ui/FailureAlert.tsx';
import { PageTitle } from '../ui/PageTitle.tsx';
import classes from './AccessForm.module.css';
import type { Subject } from './subjects.ts';
import type { Reading } from './useReading.ts';

interface Props<Row, Value> {
  readonly subject: Subject<Row>;
  readonly reading: Reading<Value>;
  readonly rows: (value: Value) => readonly Row[];
  /** The form over what the address names; `null` for a new one. */
  readonly children: (row: Row | null, value: Value) => ReactNode;
}

/** What stands in a form's place until it has what it edits, or when there is no such thing. */
export function FormLoader<Row extends { readonly id: number }, Value>(props: Props<Row, Value>) {
  const { subject, reading, rows, children } = props;
  const { value, failure, busy, again } = reading;
  const id = use(PathId);
  const row = value === null || id === null ? null : rows(value).find((one) => one.id === id);
  if (value !== null && row !== undefined) return children(row, value);

  const missing = value !== null;
  return (
    <div className={classes.page}>
      <PageTitle ready={missing || failure !== null}>
        {missing ? t(subject.missing) : t(subject.title)}
      </PageTitle>
      {missing ? (
        <Text size="sm" c="dimmed">
          {t('It may have been deleted meanwhile.')}
        </Text>
      ) : failure === null ? (
        <section
          className={classes.panel}
          aria-busy="true"
          aria-label={t('Reading the {one}', { one: t(subject.one) })}
        >
          <Skeleton height={14} width="25%" />
          <Skeleton height={36} />
          <Skeleton height={14} width="25%" />
          <Skeleton height={120} />
        </section>
      ) : (
        <FailureAlert failure={failure} />
      )}
      {(missing || failure !== null) && (
        <Stack align="flex-start">
          {missing ? (
            <Button variant="default" onClick={() => navigate(subject.path)}>
              {t('Go to {title}', { title: t(subject.title) })}
            </Button>
          ) : (
            <Button variant="default" onClick={again} loading={busy}>
              {t('Try again')}
            </Button>
          )}
        </Stack>
      )}
    </div>
  );
}
