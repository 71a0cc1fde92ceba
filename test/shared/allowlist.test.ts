import { BlockList, isIP } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addressAllowed,
  ALLOWLIST_LINES_MAX,
  allowlistProblem,
  canonicalAddress,
  compileAllowlist,
  readAllowlist,
} from '../../src/shared/allowlist.ts';

describe('a line is kept in one form', () => {
  it.each([
    ['10.0.0.1', '10.0.0.1'],
    ['  10.0.0.1\t', '10.0.0.1'],
    ['10.0.0.1/32', '10.0.0.1'],
    ['10.1.2.3/16', '10.1.0.0/16'],
    ['10.1.2.3/8', '10.0.0.0/8'],
    ['192.168.1.255/25', '192.168.1.128/25'],
    ['192.168.1.255/31', '192.168.1.254/31'],
    ['255.255.255.255/1', '128.0.0.0/1'],
    ['0.0.0.0/0', '0.0.0.0/0'],
    ['9.9.9.9/0', '0.0.0.0/0'],
    ['::/0', '::/0'],
    ['2001:DB8::1/0', '::/0'],
    ['::1', '::1'],
    ['::', '::'],
    ['2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
    ['2001:0db8:0000:0001:0000:0000:0000:0001/128', '2001:db8:0:1::1'],
    ['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
    ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
    ['2001:db8:ffff:ffff::/33', '2001:db8:8000::/33'],
    ['2001:db8::ffff/112', '2001:db8::/112'],
    ['FE80::1/10', 'fe80::/10'],
    ['::ffff:10.0.0.1', '10.0.0.1'],
    ['::FFFF:a00:1', '10.0.0.1'],
    ['0:0:0:0:0:ffff:10.0.0.1/128', '10.0.0.1'],
    ['::ffff:10.9.8.7/104', '10.0.0.0/8'],
    ['::ffff:10.9.8.7/96', '0.0.0.0/0'],
    ['::10.0.0.1', '::a00:1'],
    ['64:ff9b::10.0.0.1', '64:ff9b::a00:1'],
    ['::ffff:0:10.0.0.1', '::ffff:0:a00:1'],
  ])('%s → %s', (written, kept) => {
    expect(readAllowlist(written)).toEqual({ entries: [kept], problems: [] });
    expect(readAllowlist(kept).entries).toEqual([kept]);
  });
});

describe('a line that is refused, and the cure', () => {
  const example = '10.1.2.3';
  it.each([
    ['010.1.2.3', 'Write its numbers without leading zeros, for example 10.1.2.3.'],
    ['10.1.2.03/24', 'Write its numbers without leading zeros, for example 10.1.2.3.'],
    ['10.1', 'Write all four numbers, for example 10.1.0.0/16.'],
    ['10.1/16', 'Write all four numbers, for example 10.1.0.0/16.'],
    ['10.1.', 'Write all four numbers, for example 10.1.0.0/16.'],
    ['192.168.7', 'Write all four numbers, for example 192.168.7.0/24.'],
    ['300.1', 'Write all four numbers, for example 10.1.0.0/16.'],
    ['010.1', 'Write all four numbers, for example 10.1.0.0/16.'],
    ['167772161', `Write four numbers with dots between them, for example ${example}.`],
    ['10', `Write four numbers with dots between them, for example ${example}.`],
    ['10/8', `Write four numbers with dots between them, for example ${example}.`],
    ['0', `Write four numbers with dots between them, for example ${example}.`],
    ['0x0a.1.2.3', `Write four decimal numbers, for example ${example}.`],
    ['10.0x1.2.3', `Write four decimal numbers, for example ${example}.`],
    ['0x0A010203', `Write four decimal numbers, for example ${example}.`],
    ['256.1.2.3', 'Each of the four numbers goes from 0 to 255.'],
    ['1.2.3.1000/8', 'Each of the four numbers goes from 0 to 255.'],
    ['1.2.3.4.5', `Write four numbers with one dot between each two, for example ${example}.`],
    ['1..2.3', `Write four numbers with one dot between each two, for example ${example}.`],
    ['fe80::1%eth0', 'Leave out the zone, from “%” on.'],
    ['fe80::1%eth0/64', 'Leave out the zone, from “%” on.'],
    ['fe80::/64%eth0', 'Leave out the zone, from “%” on.'],
    ['gateway.example.com', 'Write the address itself; names are not looked up.'],
    ['dead-beef', 'Write the address itself; names are not looked up.'],
    ['localhost', 'Write the address itself; names are not looked up.'],
    ['https://10.0.0.1/', 'Write the address itself; names are not looked up.'],
    ['/24', 'Write the address itself; names are not looked up.'],
    ['１０.０.０.１', 'Write the address itself; names are not looked up.'],
    ['10.0.0.1-10.0.0.9', /^A range is not read\. Write a CIDR/],
    ['10.0.0.1 - 10.0.0.9', /^A range is not read\. Write a CIDR/],
    ['10.0.0.1–9', /^A range is not read\. Write a CIDR/],
    ['10.0.0.0/24-10.0.1.0/24', /^A range is not read\. Write a CIDR/],
    ['2001:db8::1-2001:db8::9', /^A range is not read\. Write a CIDR/],
    ['10.0.0.1, 10.0.0.2', 'Write one address or CIDR per line, with nothing after it.'],
    ['10.0.0.0/8,10.0.0.2', 'Write one address or CIDR per line, with nothing after it.'],
    ['10.0.0.1;10.0.0.2', 'Write one address or CIDR per line, with nothing after it.'],
    ['10.0.0.1 10.0.0.2', 'Write one address or CIDR per line, with nothing after it.'],
    ['10.0.0.0/8 office', 'Write one address or CIDR per line, with nothing after it.'],
    ['10.0.0.0 / 8', 'Leave out the space.'],
    ['10.0.0.0/ 8', 'Leave out the space.'],
    ['10.0.0.1 # office', 'Leave out the comment, from “#” on.'],
    ['10.0.0.0/8 # office', 'Leave out the comment, from “#” on.'],
    ['10.0.0.1:443', 'Leave out the port and the brackets.'],
    ['[::1]:443', 'Leave out the port and the brackets.'],
    ['[::1]', 'Leave out the port and the brackets.'],
    ['10.1.*.*', 'Write a CIDR instead of “*”, for example 10.1.0.0/16.'],
    ['1:2:3:4:5:6:7', /^Write eight groups/],
    ['1:2:3:4:5:6:7:8:9', /^Write eight groups/],
    ['1::2::3', /^Write eight groups/],
    [':::', /^Write eight groups/],
    ['12345::', /^Write eight groups/],
    ['::ffff:010.0.0.1', /^Write eight groups/],
    ['::ffff:10.0.1', /^Write eight groups/],
    ['1:2:3:4:5:6:7:10.0.0.1', /^Write eight groups/],
    ['1'.repeat(1000), 'It is too long. Write one address or CIDR per line.'],
  ])('%s', (written, cure) => {
    const { entries, problems } = readAllowlist(`\n10.0.0.9\n${written}`);
    expect(entries).toEqual(['10.0.0.9']);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.line).toBe(3);
    const [, start, said] = /^(Line 3: “.*” is not an IP address\.|Line 3: “.*” is not a CIDR\.) (.*)$/.exec(
      problems[0]?.message ?? '',
    ) ?? [null, null, problems[0]?.message];
    expect(start).toBeTruthy();
    if (typeof cure === 'string') expect(said).toBe(cure);
    else expect(said).toMatch(cure);
  });

  it.each([
    ['10.0.0.0/33', 32, 24],
    ['10.0.0.0/', 32, 24],
    ['10.0.0.0/08', 32, 24],
    ['10.0.0.0/-1', 32, 24],
    ['10.0.0.0/+8', 32, 24],
    ['10.0.0.0/8/8', 32, 24],
    ['10.0.0.0/1e1', 32, 24],
    ['10.0.0.0/255.0.0.0', 32, 24],
    ['::/129', 128, 64],
    ['2001:db8::/1280', 128, 64],
    ['::ffff:10.0.0.0/129', 128, 64],
  ])('%s, for its prefix', (written, width, example) =>
    expect(allowlistProblem(written)).toBe(
      `Line 1: “${written}” is not a CIDR. After “/” write a whole number from 0 to ${width}, for example /${example}.`,
    ),
  );

  it('a mapped CIDR that holds more than the IPv4 addresses', () =>
    expect(allowlistProblem('::ffff:10.0.0.0/95')).toBe(
      'Line 1: “::ffff:10.0.0.0/95” holds more than IPv4 addresses. Write the IPv4 addresses as IPv4, for example 10.0.0.0/24.',
    ));

  it('the sentence of the form', () =>
    expect(allowlistProblem('10.0.0.1\r\n\r\n10.1')).toBe(
      'Line 3: “10.1” is not an IP address. Write all four numbers, for example 10.1.0.0/16.',
    ));

  it('is shown short, on one line and without what cannot be seen', () => {
    expect(allowlistProblem(`a\u202e\u0007${'b'.repeat(100)}`)).toContain(
      `“a\ufffd\ufffd${'b'.repeat(57)}…”`,
    );
    expect(allowlistProblem('😀'.repeat(500))).toContain(`“${'😀'.repeat(60)}…”`);
  });
});

describe('the whole text', () => {
  it('may be empty, blank, and have any line ends', () => {
    for (const blank of ['', ' ', '\n', '\r\n\r\n', ' \t\r\n ']) {
      expect(readAllowlist(blank)).toEqual({ entries: [], problems: [] });
      expect(allowlistProblem(blank)).toBeNull();
    }
    expect(readAllowlist('10.0.0.1\r\n10.0.0.2\r10.0.0.3\n').entries).toEqual([
      '10.0.0.1',
      '10.0.0.2',
      '10.0.0.3',
    ]);
  });

  it('keeps the order of first mention and no duplicates', () =>
    expect(
      readAllowlist('::1\n10.1.2.3/8\n10.0.0.1\n0:0::1/128\n10.9.9.9/8\n::ffff:10.0.0.1').entries,
    ).toEqual(['::1', '10.0.0.0/8', '10.0.0.1']));

  it('names every line that is wrong', () => {
    const { entries, problems } = readAllowlist('x\n10.0.0.1\n\ny');
    expect(entries).toEqual(['10.0.0.1']);
    expect(problems.map(({ line }) => line)).toEqual([1, 4]);
  });

  it('has at most 1,000 lines; blank ones do not count', () => {
    const full = Array.from(
      { length: ALLOWLIST_LINES_MAX },
      (_, index) => `10.0.${index >> 8}.${index & 255}`,
    );
    expect(readAllowlist(full.join('\n\n')).problems).toEqual([]);
    expect(readAllowlist(full.join('\n\n')).entries).toEqual(full);
    const { entries, problems } = readAllowlist([...full, '::1', 'x'].join('\n'));
    expect(entries).toEqual(full);
    expect(problems).toEqual([
      {
        line: 1001,
        message:
          'Line 1001: an allowlist has at most 1,000 addresses. Delete the rest, or join some to a CIDR.',
      },
    ]);
  });
});

describe('the address of a client', () => {
  it.each([
    ['10.0.0.1', '10.0.0.1'],
    ['::ffff:10.0.0.1', '10.0.0.1'],
    ['::ffff:10.0.0.1%eth0', '10.0.0.1'],
    ['FE80::1%eth0', 'fe80::1'],
    ['fe80::1%3', 'fe80::1'],
    ['fe80::1%br-12:3@if4', 'fe80::1'],
    ['2001:0DB8::0001', '2001:db8::1'],
  ])('%s is %s', (written, canonical) => expect(canonicalAddress(written)).toBe(canonical));

  it.each([
    '',
    ' 10.0.0.1',
    '10.0.0.1\n',
    '10.0.0.1:80',
    '10.0.0.1%eth0',
    '10.0.0.1/32',
    '010.0.0.1',
    '10.1',
    '[::1]',
    'fe80::1%',
    'fe80::1%a%b',
    'fe80::1%a b',
    'unknown',
    '::1, 10.0.0.1',
    `fe80::1%${'a'.repeat(500)}`,
    '\0',
  ])('%o is none', (written) => {
    expect(canonicalAddress(written)).toBeNull();
    expect(addressAllowed(['0.0.0.0/0', '::/0'], written)).toBe(false);
  });
});

describe('who is admitted', () => {
  const office = ['10.1.0.0/16', '192.0.2.7', '2001:db8::/32', 'fe80::/10', '::1'];
  it.each([
    ['10.1.0.0', true],
    ['10.1.255.255', true],
    ['10.2.0.0', false],
    ['10.0.255.255', false],
    ['192.0.2.7', true],
    ['192.0.2.6', false],
    ['::ffff:10.1.2.3', true],
    ['::ffff:a01:203', true],
    ['::ffff:10.2.2.3', false],
    ['::10.1.2.3', false],
    ['2001:db8:ffff::', true],
    ['2001:DB8::1', true],
    ['2001:db9::', false],
    ['fe80::1%eth0', true],
    ['fe80::1%eth1', true],
    ['::1', true],
    ['0:0:0:0:0:0:0:1', true],
    ['::2', false],
    [null, false],
    ['', false],
  ])('%o: %o', (address, admitted) => {
    expect(addressAllowed(office, address)).toBe(admitted);
    expect(compileAllowlist(office)(address)).toBe(admitted);
  });

  it('everybody, where there is no list', () => {
    for (const address of ['10.0.0.1', 'nonsense', '', null]) expect(addressAllowed([], address)).toBe(true);
  });

  it('every address of a family, and none of the other', () => {
    expect(addressAllowed(['0.0.0.0/0'], '203.0.113.9')).toBe(true);
    expect(addressAllowed(['0.0.0.0/0'], '::ffff:203.0.113.9')).toBe(true);
    expect(addressAllowed(['0.0.0.0/0'], '2001:db8::1')).toBe(false);
    expect(addressAllowed(['::/0'], '2001:db8::1')).toBe(true);
    expect(addressAllowed(['::/0'], '203.0.113.9')).toBe(false);
    expect(addressAllowed(['::/0'], '::ffff:203.0.113.9')).toBe(false);
  });

  it('nobody by an entry that cannot be read, and everybody that the others name', () => {
    expect(addressAllowed(['nonsense'], '10.0.0.1')).toBe(false);
    expect(addressAllowed([''], '10.0.0.1')).toBe(false);
    expect(addressAllowed(['nonsense', '10.0.0.1'], '10.0.0.1')).toBe(true);
  });

  it('by entries that are not canonical too', () => {
    expect(addressAllowed(['10.1.2.3/16', '2001:DB8::/128'], '10.1.9.9')).toBe(true);
    expect(addressAllowed(['2001:DB8:0::/128'], '2001:db8::')).toBe(true);
  });
});

describe('for every address', () => {
  const ipv4 = fc.ipV4();
  // Few distinct groups, so that runs of zeros and near misses are frequent.
  const group = fc.oneof(
    fc.constantFrom('0', '0000', '1', 'ffff', 'FFFF', 'db8'),
    fc.nat(0xffff).map((n) => n.toString(16)),
  );
  const ipv6 = fc.oneof(
    fc.ipV6(),
    fc.array(group, { minLength: 8, maxLength: 8 }).map((all) => all.join(':')),
  );
  const line = fc.oneof(
    fc.tuple(ipv4, fc.nat(32)).map(([address, bits]) => `${address}/${bits}`),
    fc.tuple(ipv6, fc.nat(128)).map(([address, bits]) => `${address}/${bits}`),
    ipv4,
    ipv6,
  );
  const runs = { numRuns: 2_000, seed: 29 };

  it('reading what was read changes nothing', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 8 }), (lines) => {
        const once = readAllowlist(lines.join('\n')).entries;
        expect(readAllowlist(once.join('\r\n'))).toEqual({ entries: once, problems: [] });
      }),
      runs,
    );
  });

  it('the canonical form is that of the URL standard, and the same address to Node', () => {
    fc.assert(
      fc.property(ipv6, (address) => {
        const canonical = canonicalAddress(address);
        const url = new URL(`http://[${address}]/`).hostname.slice(1, -1);
        if (!url.startsWith('::ffff:')) expect(canonical).toBe(url);
        const list = new BlockList();
        list.addAddress(address, 'ipv6');
        expect(list.check(canonical ?? '', canonical?.includes(':') ? 'ipv6' : 'ipv4')).toBe(true);
      }),
      runs,
    );
  });

  it('is an address here exactly when it is one to Node', () => {
    const nearly = fc.string({
      unit: fc.constantFrom('0', '1', '9', 'a', 'F', ':', '::', '.', '255', '10.0.0.1', 'g'),
      maxLength: 9,
    });
    fc.assert(
      fc.property(nearly, (text) => {
        expect(canonicalAddress(text) !== null).toBe(isIP(text) !== 0);
      }),
      { numRuns: 20_000, seed: 31 },
    );
  });

  /** An address, a prefix, and a second address that differs from the first in few bits or many. */
  const pair = (bytes: number) =>
    fc.tuple(
      fc.uint8Array({ minLength: bytes, maxLength: bytes }),
      fc.nat(bytes * 8),
      fc.oneof(
        fc
          .nat(bytes * 8 - 1)
          .map(
            (bit) => (all: Uint8Array) =>
              all.map((byte, i) => (i === bit >> 3 ? byte ^ (128 >> (bit & 7)) : byte)),
          ),
        fc.uint8Array({ minLength: bytes, maxLength: bytes }).map((other) => () => other),
        fc.constant((all: Uint8Array) => all),
      ),
    );
  const dotted = (bytes: Uint8Array) => bytes.join('.');
  const colons = (bytes: Uint8Array) =>
    Array.from({ length: 8 }, (_, i) =>
      (((bytes[i * 2] ?? 0) << 8) | (bytes[i * 2 + 1] ?? 0)).toString(16),
    ).join(':');

  it.each([
    ['ipv4', 4, dotted],
    ['ipv6', 16, colons],
  ] as const)('an %s CIDR admits what Node says it holds', (family, bytes, write) => {
    fc.assert(
      fc.property(pair(bytes), ([network, bits, change]) => {
        const client = write(change(network));
        // Mapped clients are IPv4 clients; Node knows them in both families.
        fc.pre(!client.startsWith('0:0:0:0:0:ffff:') && !write(network).startsWith('0:0:0:0:0:ffff:'));
        const list = new BlockList();
        list.addSubnet(write(network), bits, family);
        const { entries } = readAllowlist(`${write(network)}/${bits}`);
        expect(addressAllowed(entries, client)).toBe(list.check(client, family));
        expect(addressAllowed(entries, write(network))).toBe(true);
        if (family === 'ipv4') expect(addressAllowed(entries, `::ffff:${client}`)).toBe(list.check(client));
      }),
      runs,
    );
  });

  it('nothing that is typed or sent throws, and what is admitted is an address', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.string({
        unit: fc.constantFrom('0', ':', '.', '/', '%', '-', 'x', 'f', ' ', '[', ','),
        maxLength: 60,
      }),
    );
    fc.assert(
      fc.property(hostile, hostile, (text, address) => {
        const { entries, problems } = readAllowlist(text);
        for (const { line: number, message } of problems)
          expect(message).toMatch(new RegExp(`^Line ${number}: `));
        for (const entry of entries) expect(readAllowlist(entry).entries).toEqual([entry]);
        if (addressAllowed(['0.0.0.0/0', '::/0'], address)) expect(isIP(address)).not.toBe(0);
      }),
      { numRuns: 5_000, seed: 37 },
    );
  });

  it.each(['1', '1.', ':', '::1', '1:', '%a', '10.0.0.1-', ' ', '/', '1,', '255.', 'f:'])(
    'a million times %o is only a long text',
    (piece) => {
      const long = piece.repeat(1_000_000);
      expect(canonicalAddress(long)).toBeNull();
      expect(readAllowlist(long).entries).toEqual([]);
    },
  );
});
