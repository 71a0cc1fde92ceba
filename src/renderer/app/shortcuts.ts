import { useEffect } from 'react';
import type { Events } from '../../shared/contract.ts';
import { onEvent } from '../api.ts';

export type Command = Extract<Events['menu'], 'generate' | 'lock' | 'shortcuts'>;

export const SHORTCUTS: readonly {
  readonly command: Command;
  readonly keys: readonly string[];
  readonly does: string;
}[] = [
  { command: 'generate', keys: ['Ctrl', 'N'], does: 'Generate an API key' },
  { command: 'lock', keys: ['Ctrl', 'L'], does: 'Lock Latchkey' },
  { command: 'shortcuts', keys: ['F1'], does: 'Show these shortcuts (also ?)' },
];

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]');

function commandOf(event: KeyboardEvent): Command | null {
  if (event.key === 'F1') return 'shortcuts';
  if (event.key === '?' && !isTyping(event.target)) return 'shortcuts';
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return null;
  if (event.key.toLowerCase() === 'n') return 'generate';
  if (event.key.toLowerCase() === 'l') return 'lock';
  return null;
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
    const stop = onEvent('menu', (command) => {
      if (command !== 'search') run(command);
    });
    return () => {
      window.removeEventListener('keydown', pressed);
      stop();
    };
  }, [active, run]);
}
