import { Button, Checkbox, CloseButton, type ComboboxItem, TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { LOG_SEARCH_MAX } from '../../shared/activity-log-choices.ts';
import { api } from '../api.ts';
import { useMay } from '../app/session.ts';
import { useWholeKeyTrap } from '../keys/whole-key-trap.ts';
import { ALL, FilterSelect } from '../ui/FilterSelect.tsx';
import { IconFilterOff, IconSearch } from '../ui/icons.ts';
import { toast } from '../ui/toast.tsx';
import classes from './ActivityLog.module.css';
import { type Choice, EVERYTHING, isChosen } from './filters.ts';
import { SUBJECTS } from './subjects.ts';
import { useActors } from './useActors.ts';

interface Props {
  readonly choice: Choice;
  readonly choose: (change: Partial<Choice>) => void;
  /** What the chosen target is called. */
  readonly aboutName: string | null;
}

const WHAT: readonly ComboboxItem[] = [
  { value: ALL, label: 'All' },
  ...Object.entries(SUBJECTS).map(([value, label]) => ({ value, label })),
];
const OUTCOMES: readonly ComboboxItem[] = [
  { value: ALL, label: 'All' },
  { value: 'done', label: 'Done' },
  { value: 'refused', label: 'Refused' },
];

/** What narrows the log down. */
export function LogFilters({ choice, choose, aboutName }: Props) {
  const mayAll = useMay('manage-tenants');
  const { actors, look } = useActors(choice.by !== null);
  return (
    <div className={classes.toolbar} role="search" aria-label="Search and filter the activity log">
      <Search choice={choice} choose={choose} />
      <Day name="From" value={choice.from} onChange={(from) => choose({ from })} />
      <Day name="To" value={choice.to} onChange={(to) => choose({ to })} />
      <FilterSelect
        name="Who"
        width={84}
        value={choice.by === null ? ALL : String(choice.by)}
        options={actors}
        onOpen={look}
        searchable
        onChange={(by) => choose({ by: by === ALL ? null : Number(by) })}
      />
      <FilterSelect
        name="What"
        width={choice.what === null ? 80 : 150}
        value={choice.what ?? ALL}
        options={WHAT}
        onChange={(what) => choose({ what: what === ALL ? null : what })}
      />
      <FilterSelect
        name="Outcome"
        width={94}
        value={choice.outcome ?? ALL}
        options={OUTCOMES}
        onChange={(outcome) =>
          choose({ outcome: outcome === 'done' || outcome === 'refused' ? outcome : null })
        }
      />
      {choice.about !== null && (
        <span className={classes.chip}>
          <span className={classes.chipText}>
            About {aboutName === null ? `${choice.about.type} ${choice.about.id}` : `“${aboutName}”`}
          </span>
          <CloseButton size="xs" aria-label="About everything" onClick={() => choose({ about: null })} />
        </span>
      )}
      {mayAll && (
        <Checkbox
          size="xs"
          label="All tenants"
          checked={choice.everywhere}
          onChange={(event) => choose({ everywhere: event.currentTarget.checked })}
        />
      )}
      {isChosen(choice) && (
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          fw={500}
          h={32}
          leftSection={<IconFilterOff size={15} stroke={1.75} />}
          onClick={() => choose(EVERYTHING)}
        >
          Clear filters
        </Button>
      )}
    </div>
  );
}

interface DayProps {
  readonly name: string;
  readonly value: string;
  readonly onChange: (day: string) => void;
}

function Day({ name, value, onChange }: DayProps) {
  return (
    <label className={classes.day} data-set={value !== '' || undefined}>
      {name}
      <input type="date" value={value} onChange={(event) => onChange(event.currentTarget.value)} />
    </label>
  );
}

const WAIT = 200;

/** **Search the log**. A whole key that is pasted asks for what happened to it, and never comes into the box. */
function Search({ choice, choose }: Omit<Props, 'aboutName'>) {
  const [text, setText] = useState(choice.search);
  const [known, setKnown] = useState(choice.search);
  const box = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  if (choice.search !== known) {
    // Set elsewhere, by "Clear filters" for one.
    setKnown(choice.search);
    if (choice.search !== text.trim()) setText(choice.search);
  }
  const type = (typed: string) => {
    clearTimeout(timer.current);
    setText(typed);
    timer.current = setTimeout(() => choose({ search: typed.trim() }), WAIT);
  };
  const trap = useWholeKeyTrap(box, (key) => {
    clearTimeout(timer.current);
    setText('');
    void api.keys.find({ text: key }).then(
      ({ id }) => {
        if (id !== null) choose({ about: { type: 'key', id }, search: '' });
        else toast({ message: 'This is no key of this tenant.', color: 'yellow' });
      },
      () => toast({ message: 'The key could not be looked for. Try again.', color: 'red' }),
    );
  });
  useEffect(() => () => clearTimeout(timer.current), []);
  return (
    <TextInput
      ref={box}
      data-search
      aria-label="Search the log"
      placeholder="Search the log"
      size="xs"
      className={classes.search}
      value={text}
      maxLength={LOG_SEARCH_MAX}
      spellCheck={false}
      autoComplete="off"
      leftSection={<IconSearch size={15} stroke={1.75} />}
      rightSection={
        text !== '' && <CloseButton size="xs" aria-label="Clear search" onClick={() => type('')} />
      }
      onPaste={trap.onPaste}
      onDrop={trap.onDrop}
      onChange={(event) => {
        if (!trap.trapped(event)) type(event.currentTarget.value);
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || text === '') return;
        event.stopPropagation();
        type('');
      }}
    />
  );
}
