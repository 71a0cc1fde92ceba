import { Button, Text, TextInput, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { t } from '../../shared/language/t.ts';
import { FailureAlert } from '../ui/FailureAlert.tsx';
import { type IconKey, IconSearch } from '../ui/icons.ts';
import { PageTitle } from '../ui/PageTitle.tsx';
import classes from './ListFrame.module.css';
import type { Reading } from './useReading.ts';

/** Fewer rows than this are searched with the eyes. */
const SEARCHED_FROM = 9;

interface Props {
  readonly title: string;
  readonly many: string;
  readonly about: ReactNode;
  readonly reading: Reading<unknown>;
  /** Rows without the search; 0 while they are being read. */
  readonly total: number;
  readonly typed: string;
  readonly onType: (typed: string) => void;
  /** Buttons of the head. */
  readonly actions: ReactNode;
  /** How many rows the search leaves, and what has just been done. */
  readonly shown: number;
  readonly status: string;
  readonly empty: ReactNode;
  readonly children: ReactNode;
}

/** A list's heading, search and states around its table. */
export function ListFrame(props: Props) {
  const { title, many, reading, total, typed, onType, shown } = props;
  const { value, failure, busy, again } = reading;
  const searchable = total >= SEARCHED_FROM || typed !== '';
  return (
    <div className={classes.page}>
      <div className={classes.head}>
        <PageTitle ready={value !== null || failure !== null}>{title}</PageTitle>
        {searchable && (
          <TextInput
            type="search"
            data-search
            aria-label={t('Search {many}', { many })}
            placeholder={t('Search {many}', { many })}
            leftSection={<IconSearch size={16} />}
            className={classes.search}
            value={typed}
            onChange={(event) => onType(event.currentTarget.value)}
          />
        )}
        {props.actions}
      </div>
      <Text size="sm" c="dimmed" component="div" className={classes.about}>
        {props.about}
      </Text>
      {failure !== null && (
        <div className={classes.failure}>
          <FailureAlert failure={failure} />
          <Button variant="default" onClick={again} loading={busy}>
            {t('Try again')}
          </Button>
        </div>
      )}
      {value !== null && total === 0
        ? props.empty
        : (value !== null || failure === null) && (
            <>
              {props.children}
              {value !== null && shown === 0 && (
                <div className={classes.nothing}>
                  <Text size="sm">{t('No {many} match “{typed}”.', { many, typed: typed.trim() })}</Text>
                  <Button variant="default" size="xs" onClick={() => onType('')}>
                    {t('Clear search')}
                  </Button>
                </div>
              )}
              <Text size="xs" c="dimmed" role="status" className={classes.count}>
                {props.status}
              </Text>
            </>
          )}
    </div>
  );
}

interface EmptyProps {
  readonly icon: typeof IconKey;
  readonly title: string;
  readonly children: string;
  readonly action: ReactNode;
}

/** A list before its first row. */
export function EmptyList({ icon: Icon, title, children, action }: EmptyProps) {
  return (
    <div className={classes.empty}>
      <span className={classes.emptyIcon}>
        <Icon size={28} stroke={1.5} />
      </span>
      <Title order={2}>{title}</Title>
      <Text size="sm" c="dimmed" ta="center" maw={440}>
        {children}
      </Text>
      {action}
    </div>
  );
}
