import type { ReportDocument } from '../../document.ts';
import { isMoment, shownCell } from '../cell-text.ts';
import { type Cursor, FACES, leading } from './page.ts';

/** Between facts. Points. */
const GAP = 16;
const BELOW = 10;

/** What holds of the whole report, side by side; what is long, such as a hash, takes the room of several. */
export function facts(cursor: Cursor, told: ReportDocument['facts']): void {
  const { type } = cursor;
  const across = cursor.width > 600 ? 4 : 3;
  const width = (cursor.width - (across - 1) * GAP) / across;
  const height = (lines: number, values: number): number =>
    lines * leading(FACES.label) + 1 + values * leading(FACES.fact);
  let place = 0;
  let tallest = 0;
  const nextLine = () => {
    cursor.y += tallest + (tallest > 0 ? BELOW : 0);
    [place, tallest] = [0, 0];
  };
  for (const { label, value } of told) {
    const text = `${shownCell(value)}${isMoment(value) ? ' UTC' : ''}`;
    const longest = Math.max(...text.split('\n').map((line) => type.width(type.settable(line), FACES.fact)));
    const span = Math.min(across, Math.ceil((longest + GAP) / (width + GAP)));
    const room = span * width + (span - 1) * GAP;
    const labels = type.lines(label, FACES.label, room);
    const values = type.lines(text, FACES.fact, room);
    if (place + span > across) nextLine();
    if (place === 0) cursor.reserve(height(labels.length, values.length) + BELOW);
    const x = cursor.left + place * (width + GAP);
    const top = cursor.y;
    cursor.column(labels, FACES.label, x, room);
    cursor.y = top + labels.length * leading(FACES.label) + 1;
    cursor.column(values, FACES.fact, x, room);
    cursor.y = top;
    place += span;
    tallest = Math.max(tallest, height(labels.length, values.length));
  }
  nextLine();
}
