import '@mantine/dates/styles.layer.css';
import { ActionIcon, Button, Group, Popover, Text, TextInput } from '@mantine/core';
import { DatePicker } from '@mantine/dates';
import { useState } from 'react';
import { formatLongDay, formatRelative } from '../../ui/format.ts';
import { IconCalendar } from '../../ui/icons.ts';
import { useNow } from '../../ui/useNow.ts';
import {
  FIRST_DAY_OF_WEEK,
  DAY_PATTERN,
  dayAfter,
  endOfDay,
  expiryProblem,
  readDay,
  writeDay,
} from './expiry-date.ts';
import classes from './GenerateKey.module.css';

const CALENDAR_LABELS = {
  nextMonth: 'Next month',
  previousMonth: 'Previous month',
  nextYear: 'Next year',
  previousYear: 'Previous year',
  nextDecade: 'Next decade',
  previousDecade: 'Previous decade',
};
const PRESETS = [30, 60, 90, 365] as const;

interface Props {
  readonly value: string;
  readonly error?: React.ReactNode;
  readonly onChange: (text: string) => void;
  readonly onBlur?: (event: React.FocusEvent) => void;
  /** False where never is a choice of its own. */
  readonly neverToo?: boolean;
  /** So that a window around it does not take the Escape that is meant for the calendar. */
  readonly onCalendar?: (opened: boolean) => void;
}

/** A day that can be typed, picked from a calendar or set to a common distance. Empty: never. */
export function ExpirationField({ value, error, onChange, onBlur, neverToo = true, onCalendar }: Props) {
  const [opened, setShown] = useState(false);
  const setOpened = (now: boolean) => {
    setShown(now);
    onCalendar?.(now);
  };
  const now = useNow(60_000);
  const day = readDay(value);
  const sound = day !== null && expiryProblem(value, now) === null;
  return (
    <div>
      <Group gap="xs" align="end" wrap="wrap">
        <TextInput
          label="Expiration Date"
          placeholder={DAY_PATTERN}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
          onBlur={onBlur}
          error={error !== undefined && error !== null}
          aria-describedby="expiration-says"
          autoComplete="off"
          data-path="expiration"
          w={170}
          rightSection={
            <Popover opened={opened} onChange={setOpened} trapFocus returnFocus position="bottom-start">
              <Popover.Target>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  c="dimmed"
                  aria-label="Choose a date"
                  onClick={() => setOpened(!opened)}
                >
                  <IconCalendar size={18} stroke={1.75} />
                </ActionIcon>
              </Popover.Target>
              <Popover.Dropdown>
                <DatePicker
                  value={day}
                  {...(day !== null && { defaultDate: day })}
                  minDate={dayAfter(0, now)}
                  firstDayOfWeek={FIRST_DAY_OF_WEEK}
                  weekendDays={[]}
                  hideOutsideDates
                  ariaLabels={CALENDAR_LABELS}
                  onChange={(picked) => {
                    if (picked !== null) onChange(writeDay(picked));
                    setOpened(false);
                  }}
                />
              </Popover.Dropdown>
            </Popover>
          }
        />
        <Group gap={6} role="group" aria-label="Expires in" className={classes.presets}>
          {PRESETS.map((days) => (
            <Button
              key={days}
              size="compact-sm"
              fw={500}
              variant={day === dayAfter(days, now) ? 'light' : 'default'}
              aria-pressed={day === dayAfter(days, now)}
              onClick={() => onChange(writeDay(dayAfter(days, now)))}
            >
              {days} days
            </Button>
          ))}
          {neverToo && (
            <Button
              size="compact-sm"
              fw={500}
              variant={value.trim() === '' ? 'light' : 'default'}
              aria-pressed={value.trim() === ''}
              onClick={() => onChange('')}
            >
              Never
            </Button>
          )}
        </Group>
      </Group>
      <Text
        id="expiration-says"
        size="xs"
        mt={6}
        c={error ? 'var(--mantine-color-error)' : 'dimmed'}
        role={error ? 'alert' : 'status'}
      >
        {error ??
          (sound
            ? `Expires at the end of ${formatLongDay(endOfDay(day))} (${formatRelative(endOfDay(day), now)}).`
            : neverToo && value.trim() === ''
              ? 'Without a date the key never expires.'
              : '')}
      </Text>
    </div>
  );
}
