import { CloseButton, TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { SEARCH_MAX } from '../../../shared/key-choices.ts';
import { IconSearch } from '../../ui/icons.ts';
import { choose, findWholeKey } from '../keys-store.ts';
import { useWholeKeyTrap } from '../whole-key-trap.ts';
import { useKeys } from './state.ts';
import classes from './Toolbar.module.css';

const WAIT = 120;

/** **Search keys**. A whole key is looked for without ever coming into the box. */
export function SearchBox() {
  const search = useKeys((store) => (store.pasted === null ? store.view.search : ''));
  const [text, setText] = useState(search);
  const [known, setKnown] = useState(search);
  const box = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  if (search !== known) {
    // Set elsewhere, by "Clear filters" for one.
    setKnown(search);
    if (search !== text.trim()) setText(search);
  }

  const type = (typed: string) => {
    clearTimeout(timer.current);
    setText(typed);
    timer.current = setTimeout(() => {
      const { view, pasted } = useKeys.getState();
      if (pasted !== null || typed.trim() !== view.search) choose({ search: typed.trim() });
    }, WAIT);
  };
  const take = (key: string) => {
    clearTimeout(timer.current);
    setText('');
    void findWholeKey(key);
  };
  const trap = useWholeKeyTrap(box, take);

  useEffect(() => () => clearTimeout(timer.current), []);

  return (
    <TextInput
      ref={box}
      data-search
      aria-label="Search keys"
      placeholder="Search keys, or paste one"
      size="xs"
      className={classes.search}
      value={text}
      maxLength={SEARCH_MAX}
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
