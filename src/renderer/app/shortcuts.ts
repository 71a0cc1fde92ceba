import { useEffect } from 'react';
import type { Events } from '../../shared/contract.ts';
import { type Message, msg } from '../../shared/language/t.ts';
import { onEvent } from '../api.ts';
import { IS_MAC, MODIFIER } from '../ui/platform.ts';

export type Command = Events['menu'];

interface Shortcut {
  readonly keys: readonly string[];
  readonly does: Message;
}

/** What keys do, by where they do it. */
export const SHORTCUTS: readonly { readonly where: Message; readonly shortcuts: readonly Shortcut[] }[] = [
  {
    where: msg('Everywhere'),
    shortcuts: [
      { keys: [MODIFIER, 'K'], does: msg('Search everything: keys, accounts, screens, actions') },
      { keys: [MODIFIER, 'F'], does: msg('Search this list') },
      { keys: [MODIFIER, 'N'], does: msg('Generate an API key') },
      { keys: [MODIFIER, ','], does: msg('Open the settings') },
      { keys: [MODIFIER, 'L'], does: msg('Lock Latchkey') },
      { keys: ['F1'], does: msg('Show these shortcuts (also ?)') },
    ],
  },
  {
    where: msg('In the list of API keys'),
    shortcuts: [
      { keys: ['↑', '↓'], does: msg('Go to another key (also Page up, Page down, Home, End)') },
      { keys: ['Enter'], does: msg('View details') },
      { keys: ['F2'], does: msg('Edit (also E)') },
      { keys: ['Delete'], does: msg('Remove the key, or the selected keys') },
      { keys: ['Shift', 'F10'], does: msg('More actions') },
      { keys: ['Space'], does: msg('Select (with Shift and arrows: several)') },
      { keys: [MODIFIER, 'A'], does: msg('Select all keys that the list shows') },
      { keys: ['Esc'], does: msg('Clear the selection') },
    ],
  },
];

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]');

const COMMAND_KEYS: Readonly<Record<string, Command>> = {
  k: 'search',
  f: 'find',
  n: 'generate',
  l: 'lock',
  ',': 'settings',
};

function commandOf(event: KeyboardEvent): Command | null {
  if (event.key === 'F1') return 'shortcuts';
  if (event.key === '?' && !isTyping(event.target)) return 'shortcuts';
  // On a Mac, Ctrl+N and Ctrl+L belong to the text field.
  const modified = IS_MAC ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey;
  if (!modified || event.altKey || event.shiftKey) return null;
  return COMMAND_KEYS[event.key.toLowerCase()] ?? null;
}

/**
 * Runs a command from the keyboard or the native menu. A key that is handled here does not reach the menu's
 * accelerator as well, so nothing happens twice.
 * @param run must keep its identity between renders
 */
export function useCommands(active: boolean, run: (command: Command) => void): void {
  useEffect(() => {
    if (!active) return;
    const pressed = (event: KeyboardEvent) => {
      const command = commandOf(event);
      if (command === null || event.defaultPrevented) return;
      event.preventDefault();
      run(command);
    };
    window.addEventListener('keydown', pressed);
    const stop = onEvent('menu', run);
    return () => {
      window.removeEventListener('keydown', pressed);
      stop();
    };
  }, [active, run]);
}
