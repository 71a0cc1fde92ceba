import '@mantine/dates/styles.layer.css';
import { ActionIcon, Popover, TextInput } from '@mantine/core';
import { DatePicker } from '@mantine/dates';
import { useState } from 'react';
import { IconCalendar } from '../../ui/icons.ts';
import { useNow } from '../../ui/useNow.ts';
import { DAY_PATTERN, dayAfter, FIRST_DAY_OF_WEEK, readDay, writeDay } from './expiry-date.ts';

const CALENDAR_LABELS = {
  nextMonth: 'Next month',
  previousMonth: 'Previous month',
  nextYear: 'Next year',
  previousYear: 'Previous year',
  nextDecade: 'Next decade',
  previousDecade: 'Previous decade',
};
interface Props {
  readonly label: string;
  /** The field of the form. */
  readonly path: string;
  readonly value: string;
  readonly wrong: boolean;
  /** The id of what says what is wrong, or what the day means. */
  readonly describedBy: string;
  readonly required?: boolean;
  /** Up to today, in place of from today on. */
  readonly past?: boolean;
  readonly onChange: (text: string) => void;
  readonly onBlur?: (event: React.FocusEvent) => void;
  /** So that a window around it does not take the Escape that is meant for the calendar. */
  readonly onCalendar?: (opened: boolean) => void;
}

/** A day from today on or up to today, typed or picked from a calendar. */
export function DayField(props: Props) {
  const {
    label,
    path,
    value,
    wrong,
    describedBy,
    required = false,
    past = false,
    onChange,
    onBlur,
    onCalendar,
  } = props;
  const [opened, setShown] = useState(false);
  const setOpened = (now: boolean) => {
    setShown(now);
    onCalendar?.(now);
  };
  const now = useNow(60_000);
  const day = readDay(value);
  return (
    <TextInput
      label={label}
      placeholder={DAY_PATTERN}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      onBlur={onBlur}
      error={wrong}
      aria-describedby={describedBy}
      {...(required && { 'aria-required': true })}
      autoComplete="off"
      data-path={path}
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
              {...(past ? { maxDate: dayAfter(0, now) } : { minDate: dayAfter(0, now) })}
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
  );
}
