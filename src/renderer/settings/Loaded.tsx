import { Button, Skeleton } from '@mantine/core';
import type { ReactNode } from 'react';
import { t } from '../../shared/language/t.ts';
import type { Reading } from '../access/useReading.ts';
import { FailureAlert } from '../ui/FailureAlert.tsx';
import classes from './Settings.module.css';

interface Props<T> {
  readonly reading: Reading<T>;
  /** "the tenant’s settings": what is being read. */
  readonly what: string;
  readonly children: (value: T) => ReactNode;
}

/** What stands in the place of settings until they are read, or when they cannot be. */
export function Loaded<T>({ reading: { value, failure, busy, again }, what, children }: Props<T>) {
  if (value !== null) return children(value);
  if (failure !== null) {
    return (
      <div className={classes.failed}>
        <FailureAlert failure={failure} />
        <Button variant="default" onClick={again} loading={busy}>
          {t('Try again')}
        </Button>
      </div>
    );
  }
  return (
    <section className={classes.panel} aria-busy="true" aria-label={t('Reading {what}', { what })}>
      <Skeleton height={14} width="25%" />
      <Skeleton height={36} />
      <Skeleton height={14} width="40%" />
      <Skeleton height={36} width="50%" />
    </section>
  );
}
