import { hash } from 'node:crypto';
import { PAGE_ROWS } from '../../../shared/report-words.ts';
import type { Cell, ReportColumn, ReportDocument, ReportSection } from '../document.ts';
import { isList, isMoment, isNumber, leftOut, shown, shownCell } from './cell-text.ts';
import { STYLE } from './html-style.ts';

const POLICY = `default-src 'none'; style-src 'sha256-${hash('sha256', STYLE, 'base64')}'; base-uri 'none'; form-action 'none'`;

/**
 * A report as one HTML page that needs nothing else: no script, no picture, no font, and a policy that would let none of them
 * in. Whatever people have named is escaped, and isolated so that right-to-left names leave the text around them alone.
 */
export function* htmlReport(document: ReportDocument): Generator<string> {
  const { title, tenant, facts, sections } = document;
  yield `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${escaped(`${title} – ${tenant}`)}</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<p class="brand">Latchkey</p>
<h1>${isolated(title)}</h1>
<p class="tenant">${isolated(tenant)}</p>
<dl>
${facts.map(({ label, value }) => `<div><dt>${escaped(label)}</dt><dd>${valueOf(value)}${unitOf(value)}</dd></div>`).join('\n')}
</dl>
</header>
`;
  if (sections.length > 1) {
    const lines = sections.map(
      ({ heading, rows }, index) =>
        `<li><a href="#section-${index + 1}">${isolated(heading)}</a> <span>${shownCell(rows.length)}</span></li>`,
    );
    yield `<nav aria-label="Sections"><ol>\n${lines.join('\n')}\n</ol></nav>\n`;
  }
  yield '<main>\n';
  let room = PAGE_ROWS;
  for (const [index, section] of sections.entries()) {
    const rows = section.rows.slice(0, room);
    room -= rows.length;
    yield* sectionOf(section, rows, `section-${index + 1}`);
  }
  yield '</main>\n<footer><p>Times are UTC.</p></footer>\n</body>\n</html>\n';
}

function* sectionOf(
  { heading, note, columns, rows: all }: ReportSection,
  rows: ReportSection['rows'],
  id: string,
): Generator<string> {
  yield `<section aria-labelledby="${id}">\n<h2 id="${id}">${isolated(heading)}</h2>\n`;
  if (note !== undefined) yield `<p class="note">${isolated(note)}</p>\n`;
  if (all.length > 0) {
    const right = columns.map(
      (_, place) =>
        rows.some((row) => row[place] !== null) && rows.every((row) => isNumberOrNone(row[place])),
    );
    const mark = (place: number) => (right[place] ? ' class="number"' : '');
    const wide = columns.reduce((sum, { width }) => sum + width, 0);
    yield `<div class="scroll" role="region" aria-labelledby="${id}" tabindex="0">\n<table>\n<caption>${isolated(heading)}, ${shownCell(all.length)} ${all.length === 1 ? 'row' : 'rows'}</caption>\n`;
    yield `<colgroup>${columns.map((column) => `<col class="w${shareOf(column, wide)}">`).join('')}</colgroup>\n`;
    yield `<thead><tr>${columns.map(({ label }, place) => `<th scope="col"${mark(place)}>${isolated(label)}</th>`).join('')}</tr></thead>\n<tbody>\n`;
    for (const row of rows) {
      yield `<tr>${columns.map((_, place) => cellOf(row[place] ?? null, place, mark(place))).join('')}</tr>\n`;
    }
    yield '</tbody>\n</table>\n</div>\n';
  } else if (note === undefined) yield '<p class="note">Nothing.</p>\n';
  if (rows.length < all.length) yield `<p class="more">${leftOut(all.length - rows.length)}</p>\n`;
  yield '</section>\n';
}

/** Percent of the table's width, which the style sheet has a class for: no element may have a style of its own. */
const shareOf = ({ width }: ReportColumn, wide: number): number =>
  Math.min(60, Math.max(2, Math.round((100 * width) / wide)));

const isNumberOrNone = (cell: Cell | undefined): boolean => cell == null || isNumber(cell);

/** The first cell names its row. */
const cellOf = (cell: Cell, place: number, mark: string): string =>
  place === 0 ? `<th scope="row"${mark}>${valueOf(cell)}</th>` : `<td${mark}>${valueOf(cell)}</td>`;

function valueOf(cell: Cell): string {
  if (typeof cell === 'string') return isolated(cell);
  if (isList(cell) && cell.length > 0) return cell.map(isolated).join(', ');
  if (!isMoment(cell)) return escaped(shownCell(cell));
  return `<time datetime="${new Date(cell.at).toISOString()}">${shownCell(cell)}</time>`;
}

const unitOf = (cell: Cell): string => (isMoment(cell) ? ' UTC' : '');

const isolated = (text: string): string => `<bdi>${escaped(shown(text))}</bdi>`;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (found) => ENTITIES[found] ?? found);
