import { CloseButton, TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { IconSearch } from '../../ui/icons.ts';
import classes from './Accounts.module.css';
import { chooseAccounts, useAccountView } from './view-store.ts';

/** As long as the core takes. */
const LONGEST = 200;
const WAIT = 120;

/** **Search accounts**: username and display name, a moment after the last keystroke. */
export function SearchBox() {
  const search = useAccountView((view) => view.search);
  const [text, setText] = useState(search);
  const [known, setKnown] = useState(search);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  if (search !== known) {
    // Set elsewhere, by "Clear filters" for one.
    setKnown(search);
    if (search !== text.trim()) setText(search);
  }
  const type = (typed: string) => {
    clearTimeout(timer.current);
    setText(typed);
    timer.current = setTimeout(() => chooseAccounts({ search: typed.trim() }), WAIT);
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  return (
    <TextInput
      data-search
      aria-label="Search accounts"
      placeholder="Search accounts"
      size="xs"
      className={classes.search}
      value={text}
      maxLength={LONGEST}
      spellCheck={false}
      autoComplete="off"
      leftSection={<IconSearch size={15} stroke={1.75} />}
      rightSection={
        text !== '' && <CloseButton size="xs" aria-label="Clear search" onClick={() => type('')} />
      }
      onChange={(event) => type(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || text === '') return;
        event.stopPropagation();
        type('');
      }}
    />
  );
}
