import { Button, Text, VisuallyHidden } from '@mantine/core';
import { useState } from 'react';
import type { ApiSet } from '../../../shared/api-sets.ts';
import { t } from '../../../shared/language/t.ts';
import { counted } from '../../ui/counted.ts';
import { IconArrowLeft, IconArrowRight } from '../../ui/icons.ts';
import { NOTHING_PICKED, within } from './pick.ts';
import { type Entry, PickList, shownEntries } from './PickList.tsx';
import classes from './Picker.module.css';

interface Props {
  readonly apiSets: readonly ApiSet[];
  readonly value: readonly number[];
  readonly onChange: (ids: number[]) => void;
  readonly error?: React.ReactNode;
}

/** Two columns: API sets move from **Available API** to **Selected API** and back. */
export function ApiSetPicker({ apiSets, value, onChange, error }: Props) {
  const [picks, setPicks] = useState({ available: NOTHING_PICKED, selected: NOTHING_PICKED });
  const [filters, setFilters] = useState({ available: '', selected: '' });
  const [said, setSaid] = useState('');
  const entries = apiSets.map(({ id, name, description, operations }): Entry => ({
    id,
    name,
    about: description || operations,
  }));
  const chosen = new Set(value);
  const sides = {
    available: entries.filter(({ id }) => !chosen.has(id)),
    selected: entries.filter(({ id }) => chosen.has(id)),
  };

  const move = (side: 'available' | 'selected', ids: readonly number[]) => {
    if (ids.length === 0) return;
    const moving = new Set(ids);
    onChange(side === 'available' ? [...value, ...ids] : value.filter((id) => !moving.has(id)));
    setPicks({ available: NOTHING_PICKED, selected: NOTHING_PICKED });
    setSaid(
      side === 'available'
        ? t('{sets} added.', { sets: counted(ids.length, 'API set') })
        : t('{sets} removed.', { sets: counted(ids.length, 'API set') }),
    );
  };
  const list = (side: 'available' | 'selected', label: string, empty: string) => (
    <PickList
      label={label}
      entries={sides[side]}
      empty={empty}
      pick={picks[side]}
      onPick={(pick) => setPicks({ ...picks, [side]: pick })}
      filter={filters[side]}
      onFilter={(text) => setFilters({ ...filters, [side]: text })}
      onMove={(ids) => move(side, ids)}
    />
  );
  const button = (side: 'available' | 'selected', label: string, Icon: typeof IconArrowLeft) => {
    const shown = shownEntries(sides[side], filters[side]).map(({ id }) => id);
    const ids = [...within(shown, picks[side]).picked];
    // Not disabled: after the click there is nothing left to move, and the focus would be lost.
    const idle = ids.length === 0 && { 'data-disabled': true, 'aria-disabled': true };
    return (
      <Button
        variant="default"
        size="xs"
        px={10}
        aria-label={label}
        title={label}
        {...idle}
        onClick={() => move(side, ids)}
      >
        <Icon size={16} />
      </Button>
    );
  };

  return (
    <div
      data-path="apiSetIds"
      tabIndex={-1}
      className={classes.picker}
      role="group"
      aria-label={t('API sets of the key')}
    >
      {list(
        'available',
        t('Available API'),
        apiSets.length === 0 ? t('There are no API sets yet.') : t('All are selected.'),
      )}
      <div className={classes.arrows}>
        {button('available', t('Add selected'), IconArrowRight)}
        {button('selected', t('Remove selected'), IconArrowLeft)}
      </div>
      {list('selected', t('Selected API'), t('None yet: pick some on the left and add them.'))}
      {error !== undefined && error !== null && (
        <Text size="xs" c="var(--mantine-color-error)" role="alert" className={classes.error}>
          {error}
        </Text>
      )}
      <VisuallyHidden role="status">{said}</VisuallyHidden>
    </div>
  );
}
