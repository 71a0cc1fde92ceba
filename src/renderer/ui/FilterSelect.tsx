import { type ComboboxItem, Select } from '@mantine/core';
import classes from './FilterSelect.module.css';

/** The value of a filter that lets everything through. */
export const ALL = 'all';

interface Props {
  readonly name: string;
  readonly value: string;
  /** `ALL` first. */
  readonly options: readonly ComboboxItem[];
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
      data={options}
      value={set ? value : null}
      onChange={(chosen) => onChange(chosen ?? ALL)}
      {...(onOpen && { onDropdownOpen: onOpen })}
      searchable={searchable}
      allowDeselect={false}
      withCheckIcon={false}
      nothingFoundMessage="Nothing found"
      comboboxProps={{ width: 'max-content', position: 'bottom-start', keepMounted: false }}
      rightSectionWidth={24}
      maxDropdownHeight={300}
      title={set ? name : undefined}
      className={set ? `${classes.filter} ${classes.set}` : classes.filter}
      style={{ width }}
    />
  );
}
