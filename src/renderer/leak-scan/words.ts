import { english, type Message, msg, t } from '../../shared/language/t.ts';
import { writtenAs } from '../../shared/leak-scan-words.ts';
import type { KeyMatch, ScanRow, ScanRun, ScanTrouble } from '../../shared/leak-scan.ts';
import { counted } from '../ui/counted.ts';
import { formatBytes } from '../ui/format.ts';

/** "1,204 files, 560 MB, 210 MB a second": how far a scan is, or how much it has read. */
export function readInWords({ progress, status }: Pick<ScanRun, 'progress' | 'status'>): string {
  const { files, bytes, bytesPerSecond } = progress;
  const read = `${counted(files, 'file')}, ${formatBytes(bytes)}`;
  // Of little that was read at once a rate says nothing.
  const tells = bytes >= 1_000_000 && status !== 'failed';
  return tells
    ? t('{read}, {bytesPerSecond} a second', { read, bytesPerSecond: formatBytes(bytesPerSecond) })
    : read;
}

/** What a scan came to, in one sentence. */
export function endInWords({ status, progress, ignored }: ScanRun): string {
  const found =
    progress.found === 0
      ? t('No keys were found')
      : t('Keys were found at {found, plural, one {# place} other {# places}}', { found: progress.found });
  const known =
    ignored === 0 ? '' : t('; {places} of the baseline passed over', { places: counted(ignored, 'place') });
  switch (status) {
    case 'running':
      return t('Scanning. {found} so far{known}.', { found, known });
    case 'finished':
      return `${found}${known}.`;
    case 'stopped':
      return t('Cancelled. {found} until then{known}.', { found, known });
    case 'failed':
      return t('The scan has failed. {found} until then{known}.', { found, known });
  }
}

/** What was passed over because it is no file of its own; `null`: nothing. */
export function passedInWords({
  links,
  special,
  own,
}: Pick<ScanRun, 'links' | 'special' | 'own'>): string | null {
  const parts = [
    ...(links > 0 ? [t('{links} not followed', { links: counted(links, 'link') })] : []),
    ...(special > 0
      ? [
          t('{things} not opened', {
            things: counted(special, 'pipe, socket or device', 'pipes, sockets or devices'),
          }),
        ]
      : []),
    ...(own > 0
      ? [
          t('{things} not opened', {
            things: counted(own, 'file of Latchkey’s own store', 'files of Latchkey’s own store'),
          }),
        ]
      : []),
  ];
  return parts.length === 0 ? null : `${parts.join(', ')}.`;
}

const TROUBLES: Readonly<Record<ScanTrouble['kind'], Message>> = {
  unreadable: msg('could not be read'),
  'cut-off': msg('is larger than what is unpacked of one file (100 MB); the rest was not read'),
  damaged: msg('is damaged; what could be read of it was'),
  closed: msg('is an archive of a kind, or so deep in others, that it is not opened'),
  git: msg('is a repository that git could not read'),
};

/** What the scan itself says of it, in English as the files say it; anything else comes from git or the system. */
const DETAILS: ReadonlyMap<string, Message> = new Map(
  [
    msg('git is not installed'),
    msg('git does not answer'),
    msg('git has failed'),
    msg('git does not find its repository'),
    msg('What is packed here is damaged.'),
    msg('A header of this tar archive is damaged.'),
    msg('A name in this tar archive is far too long.'),
    msg('This tar archive is damaged.'),
    msg('The directory of this zip archive is damaged.'),
    msg('This zip archive has no directory; it may be cut off.'),
  ].map((one) => [english(one), one]),
);

/** Why something was not read whole. */
export function troubleInWords({ kind, detail }: ScanTrouble): string {
  const known = DETAILS.get(detail);
  return `${t(TROUBLES[kind])}${detail === '' ? '' : ` (${known === undefined ? detail : t(known)})`}`;
}

/** The file's own name, and where it is. */
export function nameAndFolder(path: string): { readonly name: string; readonly folder: string } {
  const cut = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
  return cut === -1 ? { name: path, folder: '' } : { name: path.slice(cut + 1), folder: path.slice(0, cut) };
}

/** Where in its file a key stands, beside the line: members of archives, the history, how it is written. */
export function withinInWords({
  inside,
  object,
  written,
}: Pick<ScanRow, 'inside' | 'object' | 'written'>): string {
  const history =
    object === null
      ? []
      : [
          t('history: {name}, {type} {id}', {
            name:
              object.name ??
              t('{type, select, commit {commit message} tag {tag message} other {message}}', {
                type: object.type,
              }),
            type: object.type,
            id: object.id.slice(0, 10),
          }),
        ];
  const form = written.length === 0 ? [] : [t('as {writtenAs}', { writtenAs: writtenAs(written) })];
  return [...history, ...inside, ...form].join(' · ');
}

/** What a key that was identified is, in one sentence. */
export function matchInWords(match: KeyMatch): string {
  switch (match.of) {
    case 'unknown':
      return t(
        'This is a whole key, but not one of this store: another Latchkey made it, or it was never one of yours.',
      );
    case 'other-tenant':
      return t('This is a key of another tenant of this store.');
    case 'tenant':
      return match.secret === 'current'
        ? t('This is the current secret of “{name}”.', { name: match.key.name })
        : t('This is a previous secret of “{name}”, from before a rotation.', { name: match.key.name });
  }
}
