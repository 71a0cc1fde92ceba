import { Text, TextInput } from '@mantine/core';
import { type KeyboardEvent, useEffect, useId, useRef } from 'react';
import { t } from '../../../shared/language/t.ts';
import { contains } from '../../ui/counted.ts';
import { IconSearch } from '../../ui/icons.ts';
import { clicked, type Pick, pressed, typedAhead, within } from './pick.ts';
import classes from './Picker.module.css';

/** Fewer are found with the eyes. */
const FILTERED_FROM = 9;
const TYPING_PAUSE = 700;

export interface Entry {
  readonly id: number;
  readonly name: string;
  readonly about: string;
}

interface Props {
  readonly label: string;
  readonly entries: readonly Entry[];
  /** What it says without any. */
  readonly empty: string;
  readonly pick: Pick;
  readonly onPick: (pick: Pick) => void;
  readonly filter: string;
  readonly onFilter: (text: string) => void;
  /** Double click and Enter. */
  readonly onMove: (ids: readonly number[]) => void;
}

export const shownEntries = (entries: readonly Entry[], filter: string): readonly Entry[] =>
  filter.trim() === '' ? entries : entries.filter(({ name, about }) => contains(filter, name, about));

/** One column of the picker: a list box of which many entries can be picked, by mouse and keyboard. */
export function PickList({ label, entries, empty, pick, onPick, filter, onFilter, onMove }: Props) {
  const name = useId();
  const typing = useRef({ text: '', at: 0 });
  const shown = shownEntries(entries, filter);
  const ids = shown.map(({ id }) => id);
  const { picked, active } = within(ids, pick);
  const optionId = (id: number) => `${name}-${id}`;

  useEffect(() => {
    if (active !== null) document.getElementById(`${name}-${active}`)?.scrollIntoView({ block: 'nearest' });
  }, [name, active]);

  const press = (event: KeyboardEvent) => {
    const moved = pressed(ids, { ...pick, picked, active }, event.key, event);
    const ahead = () => {
      if (event.key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey) return null;
      const text = Date.now() - typing.current.at < TYPING_PAUSE ? typing.current.text : '';
      typing.current = { text: text + event.key, at: Date.now() };
      return typedAhead(shown, active, typing.current.text);
    };
    if (event.key === 'Enter') onMove([...picked]);
    else {
      const next = moved ?? ahead();
      if (next === null) return;
      onPick(next);
    }
    event.preventDefault();
  };

  return (
    <div className={classes.column}>
      <div className={classes.columnHead} id={name}>
        {label}
        <span aria-hidden="true"> ({entries.length})</span>
      </div>
      {(entries.length >= FILTERED_FROM || filter !== '') && (
        <TextInput
          type="search"
          size="xs"
          aria-label={t('Filter {label}', { label })}
          placeholder={t('Filter')}
          leftSection={<IconSearch size={14} />}
          value={filter}
          onChange={(event) => onFilter(event.currentTarget.value)}
          onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
        />
      )}
      <div
        role="listbox"
        aria-label={label}
        aria-multiselectable="true"
        aria-describedby={shown.length === 0 ? `${name}-nothing` : undefined}
        aria-activedescendant={active === null ? undefined : optionId(active)}
        tabIndex={0}
        className={classes.list}
        onKeyDown={press}
      >
        {shown.map(({ id, name: title, about }) => (
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- the list box has the keyboard and the focus
          <div
            key={id}
            id={optionId(id)}
            role="option"
            aria-selected={picked.has(id)}
            data-active={id === active || undefined}
            className={classes.entry}
            title={about === '' ? title : `${title} – ${about}`}
            onClick={(event) => onPick(clicked(ids, { ...pick, picked }, id, event))}
            onDoubleClick={() => onMove([id])}
          >
            {title}
          </div>
        ))}
      </div>
      {shown.length === 0 && (
        <Text size="xs" c="dimmed" className={classes.nothing} id={`${name}-nothing`}>
          {entries.length === 0 ? empty : t('Nothing matches the filter.')}
        </Text>
      )}
    </div>
  );
}
