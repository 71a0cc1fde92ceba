/** How single cells are written and read; an export writes what an import reads. */

/** Several names in one cell: `;` between them, `\` before one that is part of a name. */
export const joinNames = (names: readonly string[]): string => names.map(escaped).join(';');
const escaped = (name: string): string => name.replace(/[\\;]/g, '\\$&');

/** The names of a cell, without empty ones. */
export function splitNames(cell: string): readonly string[] {
  const names: string[] = [''];
  for (let at = 0; at < cell.length; at += 1) {
    const character = cell.charAt(at);
    if (character === ';') names.push('');
    else if (character === '\\' && at + 1 < cell.length)
      names.push(`${names.pop()}${cell.charAt((at += 1))}`);
    else names.push(`${names.pop()}${character}`);
  }
  return names.map((name) => name.trim()).filter((name) => name !== '');
}

/** API sets: `*` for all; a set whose name reads like that has a `\` before it. */
export function writeApiSets(access: 'all' | 'selected', names: readonly string[]): string {
  if (access === 'all') return '*';
  const cell = joinNames(names);
  return readsAsAll(cell) ? `\\${cell}` : cell;
}
export const readApiSets = (cell: string): 'all' | readonly string[] =>
  readsAsAll(cell) ? 'all' : splitNames(cell);
const readsAsAll = (cell: string): boolean => /^(\*|all)?$/i.test(cell.trim());

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MOMENT = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?)(Z|[+-]\d{2}:\d{2})?$/i;

/**
 * Epoch milliseconds of an ISO date or time, `null` when it is none. Without a zone it is one of this computer, as a day is
 * that somebody chooses in a form.
 * @param of a day: its first or last millisecond
 */
export function readMoment(cell: string, of: 'start' | 'end'): number | null {
  const [, date, clock, zone] = MOMENT.exec(cell) ?? [];
  const day = date ?? cell;
  // Date.parse lets 30 February pass.
  if (!DAY.test(day) || !isDay(day)) return null;
  const clockText = clock ?? (of === 'end' ? '23:59:59.999' : '00:00');
  const time = Date.parse(`${day}T${clockText}${zone?.toUpperCase() ?? ''}`);
  return Number.isNaN(time) ? null : time;
}

function isDay(day: string): boolean {
  const time = Date.parse(`${day}T00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
}

export type Revocation = 'until-reinstated' | 'permanent' | null;

/** `undefined`: no status. */
export function readStatus(cell: string): Revocation | undefined {
  const status = cell.toLowerCase().replace(/[\s_-]+/g, ' ');
  if (status === '' || status === 'active') return null;
  if (status === 'revoked' || status === 'revoked until reinstated') return 'until-reinstated';
  if (status === 'revoked permanent' || status === 'revoked permanently') return 'permanent';
  return undefined;
}
export const writeStatus = (revocation: Revocation): string =>
  revocation === null ? 'active' : `revoked ${revocation}`;

/** SHA-256 in hexadecimal, or in base64 of either alphabet; `null` when it is neither. */
export function readHash(cell: string): Buffer | null {
  if (/^[0-9a-f]{64}$/i.test(cell)) return Buffer.from(cell, 'hex');
  // The last character of 32 bytes carries four bits.
  if (/^[\w+/-]{42}[AEIMQUYcgkosw048]=?$/.test(cell)) return Buffer.from(cell, 'base64');
  return null;
}
