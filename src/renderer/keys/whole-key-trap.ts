import {
  type ChangeEvent,
  type ClipboardEvent,
  type DragEvent,
  type RefObject,
  useEffect,
  useEffectEvent,
} from 'react';
import { wholeKeyIn } from './list/whole-key.ts';

/**
 * Keeps a whole key out of a text box, however it gets there: what is taken never stands in the page.
 * @param take gets the key instead
 * @returns what the box needs; `trapped` says of a change whether it was a key and has been taken
 */
export function useWholeKeyTrap(box: RefObject<HTMLInputElement | null>, take: (key: string) => void) {
  const takeTyped = useEffectEvent(take);
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
    input?.addEventListener('beforeinput', before);
    return () => input?.removeEventListener('beforeinput', before);
  }, [box]);

  const intercept = (event: ClipboardEvent | DragEvent, data: DataTransfer) => {
    const key = wholeKeyIn(data.getData('text/plain'));
    if (key === null) return;
    event.preventDefault();
    take(key);
  };
  return {
    onPaste: (event: ClipboardEvent) => intercept(event, event.clipboardData),
    onDrop: (event: DragEvent) => intercept(event, event.dataTransfer),
    trapped: ({ currentTarget }: ChangeEvent<HTMLInputElement>): boolean => {
      const key = wholeKeyIn(currentTarget.value);
      if (key === null) return false;
      // However it got there: out again, before anything else sees it.
      currentTarget.value = '';
      take(key);
      return true;
    },
  };
}
