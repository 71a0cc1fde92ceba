import 'dayjs/locale/de.js';
import '@mantine/dates/styles.layer.css';
import { ActionIcon, Popover, TextInput } from '@mantine/core';
import { DatePicker } from '@mantine/dates';
import { useState } from 'react';
import { languageNow, t } from '../../../shared/language/t.ts';
import { IconCalendar } from '../../ui/icons.ts';
import { useNow } from '../../ui/useNow.ts';
import { dayAfter, dayPattern, FIRST_DAY_OF_WEEK, readDay, writeDay } from './expiry-date.ts';

const calendarLabels = () => ({
  nextMonth: t('Next month'),
  previousMonth: t('Previous month'),
  nextYear: t('Next year'),
  previousYear: t('Previous year'),
  nextDecade: t('Next decade'),
  previousDecade: t('Previous decade'),
});
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
      placeholder={dayPattern()}
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
              aria-label={t('Choose a date')}
              onClick={() => setOpened(!opened)}
            >
              <IconCalendar size={18} stroke={1.75} />
            </ActionIcon>
          </Popover.Target>
          <Popover.Dropdown>
            <DatePicker
              locale={languageNow()}
              value={day}
              {...(day !== null && { defaultDate: day })}
              {...(past ? { maxDate: dayAfter(0, now) } : { minDate: dayAfter(0, now) })}
              firstDayOfWeek={FIRST_DAY_OF_WEEK}
              weekendDays={[]}
              hideOutsideDates
              ariaLabels={calendarLabels()}
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
