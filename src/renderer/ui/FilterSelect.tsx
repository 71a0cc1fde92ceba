import { Select } from '@mantine/core';
import { type Message, t } from '../../shared/language/t.ts';
import classes from './FilterSelect.module.css';

/** The value of a filter that lets everything through. */
export const ALL = 'all';

/** A choice: Latchkey’s own word, or a name that somebody gave. */
export type FilterOption =
  { readonly value: string; readonly says: Message } | { readonly value: string; readonly label: string };

interface Props {
  readonly name: string;
  readonly value: string;
  /** `ALL` first. */
  readonly options: readonly FilterOption[];
  /** As narrow as its name and choices allow. */
  readonly width: number;
  readonly searchable?: boolean;
  readonly onOpen?: () => void;
  readonly onChange: (value: string) => void;
}

/** One filter of a list. While it lets everything through it shows its name, otherwise what it lets through. */
export function FilterSelect({ name, value, options, width, searchable = false, onOpen, onChange }: Props) {
  const set = value !== ALL;
  return (
    <Select
      aria-label={name}
      placeholder={name}
      size="xs"
      data={options.map((option) => ({
        value: option.value,
        label: 'says' in option ? t(option.says) : option.label,
      }))}
      value={set ? value : null}
      onChange={(chosen) => onChange(chosen ?? ALL)}
      {...(onOpen && { onDropdownOpen: onOpen })}
      searchable={searchable}
      allowDeselect={false}
      withCheckIcon={false}
      nothingFoundMessage={t('Nothing found')}
      comboboxProps={{ width: 'max-content', position: 'bottom-start', keepMounted: false }}
      rightSectionWidth={24}
      maxDropdownHeight={300}
      title={set ? name : undefined}
      className={set ? `${classes.filter} ${classes.set}` : classes.filter}
      style={{ width }}
    />
  );
}
