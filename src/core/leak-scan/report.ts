import { hash } from 'node:crypto';
import { pathToFileURL } from 'node:url';
import { english } from '../../shared/language/t.ts';
import {
  MATCH_NAMES,
  type ScanFormat,
  STANDING_NAMES,
  stillWorks,
  writtenAs,
} from '../../shared/leak-scan-words.ts';
import type { KeyMatch, ScanRow, ScanTrouble } from '../../shared/leak-scan.ts';
import { csvLine } from '../keys/csv.ts';
import { visible } from '../../shared/text.ts';

/** What a scan came to, to be written down. No secret and no hash of one is in it. */
export interface ScanReport {
  readonly version: string;
  /** Epoch milliseconds. */
  readonly endedAt: number;
  readonly paths: readonly string[];
  /** False: it was stopped or has failed before its end. */
  readonly complete: boolean;
  /** All places, of which `rows` are the first. */
  readonly found: number;
  readonly ignored: number;
  readonly rows: readonly ScanRow[];
  readonly troubles: readonly ScanTrouble[];
}

/** A report in one of the formats that other programs read. */
export function reportText(report: ScanReport, format: ScanFormat): string {
  switch (format) {
    case 'csv':
      return csvReport(report);
    case 'json':
      return `${JSON.stringify(jsonReport(report), null, 2)}\n`;
    case 'sarif':
      return `${JSON.stringify(sarifReport(report), null, 2)}\n`;
  }
}

/** Whose a key is and how it stands, in one line: `“Payroll”, active`. */
export function matchText(match: KeyMatch): string {
  if (match.of !== 'tenant') return english(MATCH_NAMES[match.of]);
  const secret = match.secret === 'previous' ? 'previous secret of ' : '';
  return `${secret}“${visible(match.key.name)}” (${english(STANDING_NAMES[match.standing]).toLowerCase()})`;
}

/** Where it stands within its file: members, the object of a repository. */
export function insideText({ object, inside }: Pick<ScanRow, 'object' | 'inside'>): string {
  const git =
    object === null ? [] : [`${object.name ?? object.type} in ${object.type} ${object.id.slice(0, 10)}`];
  return [...git, ...inside].join(' › ');
}

const HEADINGS = [
  'Path',
  'Inside',
  'Line',
  'Column',
  'Written as',
  'Key',
  'Found',
  'Id',
  'Name',
  'Secret',
  'State',
];

function csvReport({ rows }: ScanReport): string {
  const lines = rows.map((row) => {
    const { match } = row;
    const own = match.of === 'tenant' ? match : null;
    return csvLine([
      row.path,
      insideText(row),
      String(row.line ?? ''),
      String(row.column ?? ''),
      writtenAs(row.written),
      row.hint,
      english(MATCH_NAMES[match.of]),
      String(own?.key.id ?? ''),
      own?.key.name ?? '',
      own?.secret ?? '',
      own ? english(STANDING_NAMES[own.standing]) : '',
    ]);
  });
  return [csvLine(HEADINGS), ...lines].join('');
}

export const jsonReport = ({ endedAt, version, ...report }: ScanReport) => ({
  tool: `latchkey ${version}`,
  endedAt: new Date(endedAt).toISOString(),
  ...report,
});

/** SARIF 2.1.0, as code hosts and editors read it. */
function sarifReport({ version, complete, rows, troubles }: ScanReport) {
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Latchkey',
            version,
            rules: Object.entries(MATCH_NAMES).map(([id, text]) => ({ id, shortDescription: { text } })),
          },
        },
        invocations: [
          {
            executionSuccessful: complete,
            toolExecutionNotifications: troubles.map(({ kind, path, inside, detail }) => ({
              level: 'warning',
              message: { text: [`${kind}: ${path}`, ...inside, detail].filter(Boolean).join(' › ') },
            })),
          },
        ],
        results: rows.map(sarifResult),
      },
    ],
  };
}

function sarifResult(row: ScanRow) {
  const { match, hint, path, line, column } = row;
  const within = insideText(row);
  const written = writtenAs(row.written);
  const about = [within && `in ${within}`, written && `written as ${written}`].filter(Boolean).join(', ');
  // What is within something else has lines of its own, which are none of the file's.
  const region =
    within === '' && line !== null ? { region: { startLine: line, startColumn: column ?? 1 } } : undefined;
  return {
    ruleId: match.of,
    level: match.of === 'tenant' ? (stillWorks(match.standing) ? 'error' : 'warning') : 'note',
    message: { text: `${hint}: ${matchText(match)}${about && `, ${about}`}` },
    locations: [{ physicalLocation: { artifactLocation: { uri: pathToFileURL(path).href }, ...region } }],
    partialFingerprints: {
      'latchkeyPlace/v1': hash('sha256', [path, within, hint].join('\0'), 'hex'),
    },
  };
}
