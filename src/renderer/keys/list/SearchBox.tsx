import { useRef } from 'react';
import { SEARCH_MAX } from '../../../shared/key-choices.ts';
import { t } from '../../../shared/language/t.ts';
import { SearchField, useSearchText } from '../../ui/SearchField.tsx';
import { choose, findWholeKey } from '../keys-store.ts';
import { useWholeKeyTrap } from '../whole-key-trap.ts';
import { useKeys } from './state.ts';
import classes from './Toolbar.module.css';

/** **Search keys**. A whole key is looked for without ever coming into the box. */
export function SearchBox() {
  const search = useKeys((store) => (store.pasted === null ? store.view.search : ''));
  const box = useRef<HTMLInputElement>(null);
  const { text, type, empty } = useSearchText(search, (typed) => {
    const { view, pasted } = useKeys.getState();
    if (pasted !== null || typed !== view.search) choose({ search: typed });
  });
  const trap = useWholeKeyTrap(box, (key) => {
    empty();
    void findWholeKey(key);
  });
  return (
    <SearchField
      ref={box}
      label={t('Search keys')}
      placeholder={t('Search keys, or paste one')}
      maxLength={SEARCH_MAX}
      className={classes.search}
      trap={trap}
      text={text}
      type={type}
    />
  );
}
