import { Select, Text } from '@mantine/core';
import { type ReactNode, useRef, useState } from 'react';
import { SEARCH_MAX } from '../../shared/key-choices.ts';
import type { KeyRow } from '../../shared/key-row.ts';
import { t } from '../../shared/language/t.ts';
import { useWholeKeyTrap } from '../keys/whole-key-trap.ts';
import classes from './Simulator.module.css';
import { useKeyChoices } from './useKeyChoices.ts';

interface Props {
  readonly chosen: KeyRow | null;
  readonly error: ReactNode;
  readonly onChange: (row: KeyRow | null) => void;
  /** Gets a whole key instead of the box. */
  readonly onPasted: (key: string) => void;
}

/** **Key**: found by its name, description, owner or hint, because a tenant may have very many. */
export function KeyField({ chosen, error, onChange, onPasted }: Props) {
  const [typed, setTyped] = useState(chosen?.name ?? '');
  const named = chosen === null ? '' : `${chosen.id} ${chosen.name}`;
  const [known, setKnown] = useState(named);
  if (named !== known) {
    // Chosen by the address of the screen, or renamed.
    setKnown(named);
    setTyped(chosen?.name ?? '');
  }
  const box = useRef<HTMLInputElement>(null);
  const trap = useWholeKeyTrap(box, onPasted);
  // The name that was chosen is not a search for it.
  const { value, failure } = useKeyChoices(chosen !== null && typed === chosen.name ? '' : typed);
  const found = value?.rows ?? [];
  // What was chosen stays, whatever is searched for then.
  const offered = chosen === null || found.some(({ id }) => id === chosen.id) ? found : [...found, chosen];
  const rows = new Map(offered.map((row) => [row.id, row]));
  return (
    <div>
      <Select<number>
        ref={box}
        label={t('Key')}
        placeholder={value === null ? t('Reading…') : t('Search keys, or paste one')}
        data={offered.map(({ id, name }) => ({ value: id, label: name }))}
        value={chosen?.id ?? null}
        onChange={(id) => onChange(id === null ? null : (rows.get(id) ?? null))}
        searchable
        // Not over the sentence that says what is wrong.
        openOnFocus={false}
        allowDeselect={false}
        maxLength={SEARCH_MAX}
        searchValue={typed}
        onSearchChange={setTyped}
        // The core has searched already.
        filter={({ options }) => options}
        nothingFoundMessage={typed.trim() === '' ? t('There are no keys yet') : t('No key matches')}
        comboboxProps={{ shadow: 'md' }}
        maxDropdownHeight={300}
        renderOption={({ option }) => <KeyOption name={option.label} row={rows.get(option.value)} />}
        aria-required
        error={error}
        data-path="keyId"
        spellCheck={false}
        autoComplete="off"
        onPaste={trap.onPaste}
        onDrop={trap.onDrop}
      />
      {value?.more === true && (
        <Text size="xs" c="dimmed" mt={4}>
          {t('There are more: type a part of the name.')}
        </Text>
      )}
      {failure !== null && (
        <Text size="xs" c="var(--mantine-color-error)" role="alert" mt={4}>
          {failure.message}
        </Text>
      )}
    </div>
  );
}

function KeyOption({ name, row }: { readonly name: string; readonly row: KeyRow | undefined }) {
  const about = [row?.hint, row?.owner?.username, row?.state === 'revoked' && 'revoked'];
  return (
    <div className={classes.option}>
      <Text size="sm">{name}</Text>
      <Text size="xs" c="dimmed" truncate>
        {about.filter(Boolean).join(' · ')}
      </Text>
    </div>
  );
}
