import { CloseButton, TextInput } from '@mantine/core';
import {
  type ChangeEvent,
  type ClipboardEvent,
  type DragEvent,
  type Ref,
  useEffect,
  useRef,
  useState,
} from 'react';
import { t } from '../../shared/language/t.ts';
import { IconSearch } from './icons.ts';

/** After the last keystroke. Milliseconds. */
const WAIT = 120;

interface SearchText {
  /** As it is typed. */
  readonly text: string;
  readonly type: (typed: string) => void;
  /** Empties the box without searching. */
  readonly empty: () => void;
}

/**
 * What stands in a search box: searched for a moment after the last keystroke, and changed when the search is set elsewhere.
 * @param search what is searched for
 * @param wait milliseconds
 */
export function useSearchText(search: string, onSearch: (search: string) => void, wait = WAIT): SearchText {
  const [text, setText] = useState(search);
  const [known, setKnown] = useState(search);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  if (search !== known) {
    // By "Clear filters" for one.
    setKnown(search);
    if (search !== text.trim()) setText(search);
  }
  useEffect(() => () => clearTimeout(timer.current), []);
  return {
    text,
    type: (typed) => {
      clearTimeout(timer.current);
      setText(typed);
      timer.current = setTimeout(() => onSearch(typed.trim()), wait);
    },
    empty: () => {
      clearTimeout(timer.current);
      setText('');
    },
  };
}

interface Props extends Omit<SearchText, 'empty'> {
  readonly ref?: Ref<HTMLInputElement>;
  readonly label: string;
  readonly placeholder?: string;
  readonly maxLength: number;
  readonly className: string | undefined;
  /** Keeps whole keys out of the box, see `useWholeKeyTrap`. */
  readonly trap?: {
    readonly onPaste: (event: ClipboardEvent) => void;
    readonly onDrop: (event: DragEvent) => void;
    readonly trapped: (event: ChangeEvent<HTMLInputElement>) => boolean;
  };
}

/** The search box of a list; Escape empties it. */
export function SearchField({
  ref,
  label,
  placeholder = label,
  maxLength,
  className,
  trap,
  text,
  type,
}: Props) {
  return (
    <TextInput
      {...(ref && { ref })}
      data-search
      aria-label={label}
      placeholder={placeholder}
      size="xs"
      {...(className !== undefined && { className })}
      value={text}
      maxLength={maxLength}
      spellCheck={false}
      autoComplete="off"
      leftSection={<IconSearch size={15} stroke={1.75} />}
      rightSection={
        text !== '' && <CloseButton size="xs" aria-label={t('Clear search')} onClick={() => type('')} />
      }
      {...(trap && { onPaste: trap.onPaste, onDrop: trap.onDrop })}
      onChange={(event) => {
        if (!trap?.trapped(event)) type(event.currentTarget.value);
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || text === '') return;
        event.stopPropagation();
        type('');
      }}
    />
  );
}
