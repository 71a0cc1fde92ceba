import { CloseButton, TextInput } from '@mantine/core';
import { type ClipboardEvent, type DragEvent, useEffect, useEffectEvent, useRef, useState } from 'react';
import { SEARCH_MAX } from '../../../shared/key-choices.ts';
import { IconSearch } from '../../ui/icons.ts';
import { IS_MAC } from '../../ui/platform.ts';
import { choose, findWholeKey } from '../keys-store.ts';
import { useKeys } from './state.ts';
import classes from './Toolbar.module.css';
import { wholeKeyIn } from './whole-key.ts';

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
  const intercept = (event: ClipboardEvent | DragEvent, data: DataTransfer) => {
    const key = wholeKeyIn(data.getData('text/plain'));
    if (key === null) return;
    event.preventDefault();
    take(key);
  };

  const takeTyped = useEffectEvent(take);
  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => {
    const input = box.current;
    // Before what is typed gets into the box: the last character of a key, or a paste that no other event told of.
    const before = (event: InputEvent) => {
      if (!input || event.data === null) return;
      const { value, selectionStart, selectionEnd } = input;
      const next =
        value.slice(0, selectionStart ?? 0) + event.data + value.slice(selectionEnd ?? value.length);
      const key = wholeKeyIn(next);
      if (key === null) return;
      event.preventDefault();
      takeTyped(key);
    };
    const pressed = (event: KeyboardEvent) => {
      const modified = IS_MAC ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey;
      if (!modified || event.altKey || event.shiftKey || event.key.toLowerCase() !== 'f') return;
      if (document.querySelector('[aria-modal="true"]') !== null) return;
      event.preventDefault();
      input?.focus();
      input?.select();
    };
    input?.addEventListener('beforeinput', before);
    window.addEventListener('keydown', pressed);
    return () => {
      input?.removeEventListener('beforeinput', before);
      window.removeEventListener('keydown', pressed);
    };
  }, []);

  return (
    <TextInput
      ref={box}
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
      onPaste={(event) => intercept(event, event.clipboardData)}
      onDrop={(event) => intercept(event, event.dataTransfer)}
      onChange={(event) => {
        const key = wholeKeyIn(event.currentTarget.value);
        if (key === null) {
          type(event.currentTarget.value);
          return;
        }
        // However it got there: out again, before anything else sees it.
        event.currentTarget.value = '';
        take(key);
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || text === '') return;
        event.stopPropagation();
        type('');
      }}
    />
  );
}
