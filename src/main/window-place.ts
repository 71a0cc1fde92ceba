import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { BrowserWindow, Rectangle } from 'electron';

/** Where the window was and how large, so that it opens there again. Electron 45 can do this itself; 33 to 44 cannot. */

export interface WindowPlace extends Rectangle {
  readonly maximized: boolean;
}

/** What of a remembered place must still be on a display, so that the title bar can be taken hold of. Pixels. */
const GRIP = 48;
const PAUSE = 500;

/** The place in the file; `null` when there is none that makes sense. */
export function readWindowPlace(path: string): WindowPlace | null {
  try {
    const read: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return isPlace(read) ? read : null;
  } catch {
    // The first start, or a file that somebody has damaged: the window opens as it would without.
    return null;
  }
}

function isPlace(read: unknown): read is WindowPlace {
  if (typeof read !== 'object' || read === null) return false;
  const place = read as Record<string, unknown>;
  const whole = ['x', 'y', 'width', 'height'].every((name) => Number.isSafeInteger(place[name]));
  return whole && typeof place['maximized'] === 'boolean';
}

/**
 * The place cut to the display that shows most of it; `null` when none shows its upper edge, e.g. since a display was
 * unplugged.
 * @param workAreas of the displays there are now
 */
export function fitPlace(place: WindowPlace, workAreas: readonly Rectangle[]): WindowPlace | null {
  const seen = workAreas
    .map((area) => ({ area, width: overlap(place.x, place.width, area.x, area.width) }))
    .filter(({ area, width }) => width >= GRIP && place.y >= area.y && place.y <= area.y + area.height - GRIP)
    .toSorted((one, other) => other.width - one.width);
  const area = seen[0]?.area;
  if (!area) return null;
  return {
    ...place,
    width: Math.min(place.width, area.width),
    height: Math.min(place.height, area.height),
  };
}

const overlap = (from: number, length: number, otherFrom: number, otherLength: number): number =>
  Math.min(from + length, otherFrom + otherLength) - Math.max(from, otherFrom);

/** Writes the place down a moment after each move and when the window closes. */
export function rememberPlace(window: BrowserWindow, path: string): void {
  let timer: NodeJS.Timeout | undefined;
  const save = () => {
    clearTimeout(timer);
    if (window.isDestroyed() || window.isMinimized() || window.isFullScreen()) return;
    const place: WindowPlace = { ...window.getNormalBounds(), maximized: window.isMaximized() };
    try {
      writeFileSync(`${path}.new`, `${JSON.stringify(place)}\n`);
      renameSync(`${path}.new`, path);
    } catch {
      // A full disk is told of where something is lost by it.
    }
  };
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE).unref();
  };
  // One by one: their listeners differ in type.
  window.on('resize', soon);
  window.on('move', soon);
  window.on('maximize', soon);
  window.on('unmaximize', soon);
  window.on('close', save);
}
