import { hash } from 'node:crypto';
import { PAGE_ROWS } from '../../../shared/report-words.ts';
import type { Cell, ReportDocument, ReportSection } from '../document.ts';
import { isList, isMoment, isNumeric, leftOut, nameColumn, shown, shownCell } from './cell-text.ts';
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
    const right = columns.map((_, place) => isNumeric(rows, place));
    const name = nameColumn(rows, columns.length);
    const mark = (place: number) => (right[place] ? ' class="number"' : '');
    yield `<div class="scroll" role="region" aria-labelledby="${id}" tabindex="0">\n<table>\n<caption>${isolated(heading)}, ${shownCell(all.length)} ${all.length === 1 ? 'row' : 'rows'}</caption>\n`;
    yield `<thead><tr>${columns.map(({ label }, place) => `<th scope="col"${mark(place)}>${isolated(label)}</th>`).join('')}</tr></thead>\n<tbody>\n`;
    for (const row of rows) {
      yield `<tr>${columns.map((_, place) => cellOf(row[place] ?? null, place === name, mark(place))).join('')}</tr>\n`;
    }
    yield '</tbody>\n</table>\n</div>\n';
  } else if (note === undefined) yield '<p class="note">Nothing.</p>\n';
  if (rows.length < all.length) yield `<p class="more">${leftOut(all.length - rows.length)}</p>\n`;
  yield '</section>\n';
}

const cellOf = (cell: Cell, isName: boolean, mark: string): string =>
  isName ? `<th scope="row"${mark}>${valueOf(cell)}</th>` : `<td${mark}>${valueOf(cell)}</td>`;

function valueOf(cell: Cell): string {
  if (typeof cell === 'string') return isolated(cell);
  if (isList(cell) && cell.length > 0) return cell.map(isolated).join(', ');
  if (!isMoment(cell)) return escaped(shownCell(cell));
  const [day = '', clock = ''] = shownCell(cell).split(' ');
  return `<time datetime="${new Date(cell.at).toISOString()}"><span>${day}</span> <span>${clock}</span></time>`;
}

const unitOf = (cell: Cell): string => (isMoment(cell) ? ' UTC' : '');

/** A word that no column has room for may be broken anywhere; one that stands alone and is short, such as a hint, nowhere. */
const LONG_WORD = /\S{28}/;
const ONE_WORD = /^\S+$/;

function isolated(text: string): string {
  const seen = shown(text);
  const kind = LONG_WORD.test(seen) ? ' class="long"' : ONE_WORD.test(seen) ? ' class="word"' : '';
  return `<bdi${kind}>${escaped(seen)}</bdi>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (found) => ENTITIES[found] ?? found);
