/**
 * The IP allowlist of a key: how it is typed, how it is kept, and whom it admits. One form for every address, so that
 * what is compared is what was shown; what could be read in two ways (`010.1.2.3`, `10.1`) is refused, not guessed.
 */
import ipaddr from 'ipaddr.js';
import { type Message, msg, t } from './language/t.ts';
import { quoted } from './text.ts';

type Address = ipaddr.IPv4 | ipaddr.IPv6;

export const ALLOWLIST_LINES_MAX = 1000;

/** What is wrong with a line of a form's text, with the cure. The message names the line itself. */
export interface LineProblem {
  readonly line: number;
  readonly message: string;
}

/** Longer than any address or CIDR with its zone; nothing longer is looked at. */
const ADDRESS_MAX = 120;
const MAPPED = ipaddr.IPv6.parse('::ffff:0:0');
const MAPPED_BITS = 96;

/** As they look, for the sentence that helps; the first that fits speaks. */
const CURES: readonly (readonly [looks: RegExp, cure: Message])[] = [
  [/#/, msg('Leave out the comment, from “#” on.')],
  [
    /^[\da-f.:/]*[.:][\da-f.:/]*[\da-f:]\s*[-–—]/i,
    msg('A range is not read. Write a CIDR, for example 10.1.0.0/16, or each address on its own line.'),
  ],
  [/^(?=.*\s)[^\s/]+\s*\/\s*\d+$/, msg('Leave out the space.')],
  [/[,;\s]/, msg('Write one address or CIDR per line, with nothing after it.')],
  [/^\[|^\d+(\.\d+)+:\d*(\/|$)/, msg('Leave out the port and the brackets.')],
  [/%/, msg('Leave out the zone, from “%” on.')],
  [/[*?]/, msg('Write a CIDR instead of “*”, for example 10.1.0.0/16.')],
  [/^0x|\.0x/i, msg('Write four decimal numbers, for example 10.1.2.3.')],
  [/^\d+(\/|$)/, msg('Write four numbers with dots between them, for example 10.1.2.3.')],
  [/^[\d.]*(^|\.)0\d/, msg('Write its numbers without leading zeros, for example 10.1.2.3.')],
  [/^\d+(\.\d+){3}(\/|$)/, msg('Each of the four numbers goes from 0 to 255.')],
  [/^[\d.]+(\/|$)/, msg('Write four numbers with one dot between each two, for example 10.1.2.3.')],
  [
    /^[\da-f.]*:[\da-f:.]*(\/|$)/i,
    msg('Write eight groups of up to four hexadecimal digits; “::” stands once for groups of zeros.'),
  ],
];
const PARTIAL = /^(\d+)\.(\d+)(?:\.(\d+))?\.?(?:\/|$)/;

/** Strict, where ipaddr.js follows inet_aton and reads `::1.2.3.4` as a mapped address. */
function parsed(text: string): Address | null {
  if (text.length > ADDRESS_MAX) return null;
  // Asked first, because ipaddr.js finds out by throwing.
  if (!text.includes(':')) return ipaddr.IPv4.isValidFourPartDecimal(text) ? ipaddr.IPv4.parse(text) : null;
  const dotted = /^([\da-f:]*:)([\d.]+)$/i.exec(text);
  if (dotted?.[1] !== undefined && dotted[2]?.includes('.')) {
    if (!ipaddr.IPv4.isValidFourPartDecimal(dotted[2])) return null;
    const [a = 0, b = 0, c = 0, d = 0] = ipaddr.IPv4.parse(dotted[2]).octets;
    return parsed(`${dotted[1]}${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`);
  }
  return /^[\da-f:]+$/i.test(text) && ipaddr.IPv6.isValid(text) ? ipaddr.IPv6.parse(text) : null;
}

/** The IPv4 address that an IPv6 address only wraps, or `null`. */
const wrapped = (address: Address): ipaddr.IPv4 | null =>
  address.kind() === 'ipv6' && address.match(MAPPED, MAPPED_BITS)
    ? new ipaddr.IPv4(address.toByteArray().slice(12))
    : null;

function notAnAddress(text: string): string {
  if (text.length > ADDRESS_MAX) return t('It is too long. Write one address or CIDR per line.');
  const [, ...numbers] = PARTIAL.exec(text)?.filter(Boolean).map(Number) ?? [];
  if (numbers.length > 0) {
    const known = numbers.every((number) => number <= 255) ? numbers : [10, 1];
    const example = `${[...known, 0, 0].slice(0, 4).join('.')}/${known.length * 8}`;
    return t('Write all four numbers, for example {example}.', { example });
  }
  const cure = CURES.find(([looks]) => looks.test(text))?.[1];
  return cure !== undefined ? t(cure) : t('Write the address itself; names are not looked up.');
}

/** One line, as it is kept, or what is wrong with it. */
function readEntry(text: string): { entry: string } | { message: string } {
  const slash = text.indexOf('/');
  const address = parsed(slash < 0 ? text : text.slice(0, slash));
  if (!address)
    return {
      message: t('{text} is not an IP address. {notAnAddress}', {
        text: quoted(text),
        notAnAddress: notAnAddress(text),
      }),
    };
  const inside = wrapped(address);
  if (slash < 0) return { entry: (inside ?? address).toString() };

  const [width, example, family] = address.kind() === 'ipv4' ? [32, 24, ipaddr.IPv4] : [128, 64, ipaddr.IPv6];
  const prefix = text.slice(slash + 1);
  const bits = Number(prefix);
  if (!/^(0|[1-9]\d{0,2})$/.test(prefix) || bits > width) {
    const cure = /[#,;%\s]|.[-–—]/.test(prefix)
      ? notAnAddress(text)
      : t('After “/” write a whole number from 0 to {width}, for example /{example}.', { width, example });
    return { message: t('{text} is not a CIDR. {cure}', { text: quoted(text), cure }) };
  }
  if (inside) {
    if (bits >= MAPPED_BITS) return readEntry(`${inside.toString()}/${bits - MAPPED_BITS}`);
    const cure = t('Write the IPv4 addresses as IPv4, for example {inside}/24.', {
      inside: inside.toString(),
    });
    return { message: t('{text} holds more than IPv4 addresses. {cure}', { text: quoted(text), cure }) };
  }
  const network = family.networkAddressFromCIDR(`${address.toString()}/${bits}`).toString();
  return { entry: bits === width ? network : `${network}/${bits}` };
}

/**
 * Reads an allowlist as it is typed: an IPv4 or IPv6 address or CIDR per line. The entries are canonical (`10.1.2.3/16`
 * becomes `10.1.0.0/16`, `::FFFF:10.0.0.1` becomes `10.0.0.1`), in the order of their first mention, without
 * duplicates. Entries of good lines are there even when other lines have problems: save only when there are none.
 * @param each what problems call a line
 */
export function readAllowlist(
  text: string,
  each: 'line' | 'entry' = 'line',
): {
  entries: readonly string[];
  problems: readonly LineProblem[];
} {
  const entries = new Set<string>();
  const problems: LineProblem[] = [];
  const report = (line: number, message: string): void => {
    const values = { line, message };
    const said = each === 'line' ? t('Line {line}: {message}', values) : t('Entry {line}: {message}', values);
    problems.push({ line, message: said });
  };
  let count = 0;
  for (const [index, untrimmed] of text.split(/\r\n|\r|\n/).entries()) {
    const line = index + 1;
    const written = untrimmed.trim();
    if (written === '') continue;
    if (++count > ALLOWLIST_LINES_MAX) {
      report(line, t('an allowlist has at most 1,000 addresses. Delete the rest, or join some to a CIDR.'));
      break;
    }
    const read = readEntry(written);
    if ('entry' in read) entries.add(read.entry);
    else report(line, read.message);
  }
  return { entries: [...entries], problems };
}

/** The first problem of an allowlist as it is typed, for a form, or `null`. */
export const allowlistProblem = (text: string): string | null =>
  readAllowlist(text).problems[0]?.message ?? null;

/**
 * The one form of a single address, or `null` when it is none: lower case, RFC 5952, a mapped IPv4 address as IPv4, a
 * zone (`fe80::1%eth0`) left out. Nothing is trimmed: an address with a space, port or bracket is no address.
 */
export const canonicalAddress = (text: string): string | null => client(text)?.toString() ?? null;

function client(text: string): Address | null {
  const zone = /:[^%]*(%[\w.:@~-]+)$/.exec(text.slice(0, ADDRESS_MAX + 1))?.[1] ?? '';
  const address = parsed(zone === '' ? text : text.slice(0, -zone.length));
  return address && (wrapped(address) ?? address);
}

/**
 * Prepares an allowlist for many questions. No entries admit everybody, unknown addresses too; otherwise an address
 * that is `null` or cannot be read is not admitted, and neither does an entry that cannot be read admit anybody.
 * IPv4 entries admit IPv4 clients, mapped or not; IPv6 entries never do (`::/0` is every IPv6 address).
 */
export function compileAllowlist(entries: readonly string[]): (address: string | null) => boolean {
  if (entries.length === 0) return () => true;
  const single = new Set<string>();
  const networks: { kind: 'ipv4' | 'ipv6'; address: Address; bits: number }[] = [];
  for (const written of entries) {
    const read = readEntry(written);
    if (!('entry' in read)) continue;
    const [start = '', bits] = read.entry.split('/');
    const address = parsed(start);
    if (bits === undefined) single.add(read.entry);
    else if (address) networks.push({ kind: address.kind(), address, bits: Number(bits) });
  }
  return (text) => {
    const address = text === null ? null : client(text);
    if (!address) return false;
    const kind = address.kind();
    return (
      single.has(address.toString()) ||
      networks.some((network) => network.kind === kind && address.match(network.address, network.bits))
    );
  };
}

/** Whether an allowlist admits a client's address; see `compileAllowlist`, which is quicker for many. */
export const addressAllowed = (entries: readonly string[], address: string | null): boolean =>
  compileAllowlist(entries)(address);
