import { CloseButton, TextInput } from '@mantine/core';
import { type ClipboardEvent, type DragEvent, type ReactNode, useRef } from 'react';
import { t } from '../../shared/language/t.ts';
import { useWholeKeyTrap } from '../keys/whole-key-trap.ts';
import classes from './Simulator.module.css';
import { presentedIn } from './pasted-text.ts';

interface Props {
  /** What was typed, or what is shown of the key that is held. */
  readonly value: string;
  readonly held: boolean;
  readonly error: ReactNode;
  readonly onType: (text: string) => void;
  readonly onPasted: (text: string) => void;
  readonly onForget: () => void;
}

/** **Secret**: what is pasted never stands in the box; it shows what may be shown of it. */
export function PastedField({ value, held, error, onType, onPasted, onForget }: Props) {
  const box = useRef<HTMLInputElement>(null);
  const trap = useWholeKeyTrap(box, onPasted);
  // Not only a whole key: what was cut off may be most of one.
  const take = (event: ClipboardEvent | DragEvent, data: DataTransfer) => {
    event.preventDefault();
    const text = presentedIn(data.getData('text/plain'));
    if (text !== '') onPasted(text);
  };
  return (
    <TextInput
      ref={box}
      label={t('Secret')}
      description={
        held
          ? t('Kept until you leave this screen, lock Latchkey or forget it; never shown.')
          : t('It goes no further than its hash.')
      }
      placeholder={t('Paste it here')}
      value={value}
      readOnly={held}
      // It was pasted into the search for a key, which is gone now.
      autoFocus={held}
      error={error}
      aria-required
      spellCheck={false}
      autoComplete="off"
      classNames={{ input: classes.mono ?? '' }}
      data-path="pasted"
      rightSection={
        held && (
          <CloseButton
            size="sm"
            aria-label={t('Forget this secret')}
            onClick={() => {
              onForget();
              box.current?.focus();
            }}
          />
        )
      }
      onPaste={(event) => take(event, event.clipboardData)}
      onDrop={(event) => take(event, event.dataTransfer)}
      onChange={(event) => {
        if (!trap.trapped(event)) onType(event.currentTarget.value);
      }}
    />
  );
}
