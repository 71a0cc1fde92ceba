import { useEffect } from 'react';

/**
 * Names the window after the screen once the screen can be used: the main process takes the first such title as
 * the sign that the program has started.
 * @param title `null` while the screen is not usable yet
 */
export function useTitle(title: string | null): void {
  useEffect(() => {
    if (title !== null) document.title = title.includes('Latchkey') ? title : `${title} – Latchkey`;
  }, [title]);
}
