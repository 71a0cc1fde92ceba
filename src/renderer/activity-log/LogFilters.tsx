import { Button, Checkbox, CloseButton } from '@mantine/core';
import { useRef } from 'react';
import { LOG_SEARCH_MAX } from '../../shared/activity-log-choices.ts';
import { quote } from '../../shared/language/quote.ts';
import { msg, t } from '../../shared/language/t.ts';
import { api } from '../api.ts';
import { useMay } from '../app/session.ts';
import { useWholeKeyTrap } from '../keys/whole-key-trap.ts';
import { ALL, type FilterOption, FilterSelect } from '../ui/FilterSelect.tsx';
import { IconFilterOff } from '../ui/icons.ts';
import { SearchField, useSearchText } from '../ui/SearchField.tsx';
import { rich } from '../ui/rich.tsx';
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

const WHAT: readonly FilterOption[] = [
  { value: ALL, says: msg('All') },
  ...Object.entries(SUBJECTS).map(([value, says]) => ({ value, says })),
];
const OUTCOMES: readonly FilterOption[] = [
  { value: ALL, says: msg('All') },
  { value: 'done', says: msg('Done') },
  { value: 'refused', says: msg('Refused') },
];

/** What narrows the log down. */
export function LogFilters({ choice, choose, aboutName }: Props) {
  const mayAll = useMay('manage-tenants');
  const { actors, look } = useActors(choice.by !== null);
  return (
    <div className={classes.toolbar} role="search" aria-label={t('Search and filter the activity log')}>
      <Search choice={choice} choose={choose} />
      <Day name={t('From')} value={choice.from} onChange={(from) => choose({ from })} />
      <Day name={t('To')} value={choice.to} onChange={(to) => choose({ to })} />
      <FilterSelect
        name={t('Who')}
        width={84}
        value={choice.by === null ? ALL : String(choice.by)}
        options={actors}
        onOpen={look}
        searchable
        onChange={(by) => choose({ by: by === ALL ? null : Number(by) })}
      />
      <FilterSelect
        name={t('What')}
        width={choice.what === null ? 80 : 150}
        value={choice.what ?? ALL}
        options={WHAT}
        onChange={(what) => choose({ what: what === ALL ? null : what })}
      />
      <FilterSelect
        name={t('Outcome')}
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
            {rich('About {value}', {
              value: aboutName === null ? `${choice.about.type} ${choice.about.id}` : quote(aboutName),
            })}
          </span>
          <CloseButton size="xs" aria-label={t('About everything')} onClick={() => choose({ about: null })} />
        </span>
      )}
      {mayAll && (
        <Checkbox
          size="xs"
          label={t('All tenants')}
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
          {t('Clear filters')}
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

/** The log is read for it, which takes longer than a list. Milliseconds. */
const WAIT = 200;

/** **Search the log**. A whole key that is pasted asks for what happened to it, and never comes into the box. */
function Search({ choice, choose }: Omit<Props, 'aboutName'>) {
  const box = useRef<HTMLInputElement>(null);
  const { text, type, empty } = useSearchText(choice.search, (search) => choose({ search }), WAIT);
  const trap = useWholeKeyTrap(box, (key) => {
    empty();
    void api.keys.find({ text: key }).then(
      ({ id }) => {
        if (id !== null) choose({ about: { type: 'key', id }, search: '' });
        else toast({ message: t('This is no key of this tenant.'), color: 'yellow' });
      },
      () => toast({ message: t('The key could not be looked for. Try again.'), color: 'red' }),
    );
  });
  return (
    <SearchField
      ref={box}
      label={t('Search the log')}
      maxLength={LOG_SEARCH_MAX}
      className={classes.search}
      trap={trap}
      text={text}
      type={type}
    />
  );
}
