import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { operationMatches } from '../../src/shared/api-pattern-tester.ts';
import {
  compileOperations,
  matchesAny,
  OPERATIONS_MAX,
  operationsProblem,
  operationText,
  pathSegments,
  PATTERN_MAX,
  readOperation,
  readOperations,
  REQUEST_PATH_MAX,
  SEGMENTS_MAX,
} from '../../src/shared/api-pattern.ts';

/** The operation of a line that must be good. */
function operation(line: string) {
  const read = readOperation(line);
  if (!read.ok) throw new Error(read.message);
  return read;
}
const messageOf = (line: string): string => {
  const read = readOperation(line);
  return read.ok ? '' : read.message;
};
const matches = (line: string, method: string, path: string): boolean =>
  matchesAny(compileOperations([operation(line)]), method, path);
const tryOut = (line: string, method: string, path: string) =>
  operationMatches(operation(line), method, path);

describe('docs/api-patterns.md', () => {
  const text = readFileSync(new URL('../../docs/api-patterns.md', import.meta.url), 'utf8');
  const rowsAfter = (heading: string): string[][] => {
    const section = text.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
    const lines = section.split('\n').filter((line) => line.startsWith('|'));
    return lines.slice(2).map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  };
  const code = (cell = ''): string => /^`(.*)`$/.exec(cell)?.[1] ?? '';
  const examples = rowsAfter('Examples');
  const refusals = rowsAfter('What is refused');

  it('has its tables', () => {
    expect(examples.length).toBeGreaterThan(50);
    expect(refusals.length).toBeGreaterThan(20);
  });

  it.each(examples)('%s for %s: %s %s', (line, request, answer, values) => {
    const [method = '', path = ''] = code(request).split(/ (.*)/);
    const yes = answer === 'yes';
    if (!yes) expect(answer).toBe('no');
    expect(matches(code(line), method, path)).toBe(yes);
    const { parameters, why, matches: same } = tryOut(code(line), method, path);
    expect(same).toBe(yes);
    expect(why).toMatch(/^[A-Z“].*\.$/);
    const shown = Object.entries(parameters).map(([name, value]) => `${name}=${value}`);
    expect(shown.join(', ')).toBe(values);
  });

  it.each(refusals)('refuses %s: %s', (written, said) =>
    expect(messageOf(code(written))).toBe(
      `“${code(written)}” is not an operation. ${said?.replaceAll(/\\([*_])/g, '$1')}`,
    ),
  );
});

describe('an operation is kept in one form', () => {
  it.each([
    ['GET /v1/orders', 'GET /v1/orders', []],
    ['  get \t /v1/orders  ', 'GET /v1/orders', []],
    ['Delete /v1/{id}', 'DELETE /v1/{id}', ['id']],
    ['* /', '* /', []],
    ['* /**', '* /**', []],
    ['options /*', 'OPTIONS /*', []],
    ['PATCH /{tenant}/{Order_2}/', 'PATCH /{tenant}/{Order_2}/', ['tenant', 'Order_2']],
    ['GET /%7euser/%41%2D%5f', 'GET /~user/A-_', []],
    ['GET /a%2cb', 'GET /a%2Cb', []],
    ['GET /100%25', 'GET /100%25', []],
    ['GET /café/鍵', 'GET /caf%C3%A9/%E9%8D%B5', []],
    ['GET /a\u202eb', 'GET /a%E2%80%AEb', []],
    ['GET /%2A/%7Bid%7D', 'GET /%2A/%7Bid%7D', []],
    ['GET /...', 'GET /...', []],
    ['GET /.well-known/x', 'GET /.well-known/x', []],
    ["GET /a:b@c!$&'()+,;=~", "GET /a:b@c!$&'()+,;=~", []],
    ['GET /constructor/{toString}', 'GET /constructor/{toString}', ['toString']],
  ])('%s → %s', (written, kept, parameters) => {
    const read = operation(written);
    expect(operationText(read)).toBe(kept);
    expect(read.parameters).toEqual(parameters);
    expect(operation(kept)).toEqual(read);
  });
});

describe('an operation that is refused', () => {
  it.each([
    ['', /Write a method and a path/],
    ['   ', /Write a method and a path/],
    ['GET,POST /v1', /Begin with one method/],
    ['CONNECT /v1', /Begin with one method/],
    ['GET/v1', /Begin with one method/],
    ['** /v1', /Begin with one method/],
    ['GET *', /must begin with “\/”/],
    ['GET \\v1', /must begin with “\/”/],
    ['GET /v1#top', /Leave out everything/],
    ['GET /v1 POST /v2', /has a space/],
    ['GET /v1\u00a0', /^$/],
    ['GET /v1\u0000', /no URL can have/],
    ['GET /v1\u0085x', /no URL can have/],
    ['GET /v1\ud800', /no URL can have/],
    ['GET /a*b', /“a\*b” mixes text with a wildcard.*write “\*” or \{name\} alone/],
    ['GET /*a', /mixes text/],
    ['GET /a**', /mixes text/],
    ['GET /**/', /“\*\*” may only be the last segment/],
    ['GET /**/**', /“\*\*” may only be the last segment/],
    ['GET /{id', /mixes text/],
    ['GET /id}', /mixes text/],
    ['GET /{a}{b}', /mixes text/],
    ['GET /{{a}}', /mixes text/],
    ['GET /{*}', /is no parameter name/],
    ['GET /{id*}', /is no parameter name/],
    ['GET /{1a}', /is no parameter name/],
    ['GET /{_a}', /is no parameter name/],
    ['GET /{__proto__}', /is no parameter name/],
    ['GET /{é}', /is no parameter name/],
    ['GET /{id:[0-9]+}', /is no parameter name/],
    ['GET /{a}/{b}/{a}', /\{a\} stands twice/],
    ['GET /:orderId/x', /Write a parameter in braces: \{orderId\}/],
    ['GET /:id([0-9]+)', /Write a parameter in braces: \{id\}/],
    ['GET /..', /dot segment/],
    ['GET /./a', /dot segment/],
    ['GET /..;a/b', /dot segment/],
    ['GET /..%3Ba/b', /dot segment/],
    ['GET //', /empty segment/],
    ['GET /a//b', /empty segment/],
    ['GET /;a', /begins with “;”/],
    ['GET /a%2Fb', /encoded slash/],
    ['GET /a%5Cb', /encoded slash/],
    ['GET /a%2E', /encoded dot/],
    ['GET /a%00', /encoded control/],
    ['GET /a%7f', /encoded control/],
    ['GET /a%252f', /encoded twice/],
    ['GET /a%25%32%66', /encoded twice/],
    ['GET /a%25252e', /encoded twice/],
    ['GET /a%c0%af', /not UTF-8/],
    ['GET /a%ED%A0%80', /not UTF-8/],
    ['GET /a%4%31', /two hexadecimal digits/],
  ])('%o', (line, message) => expect(messageOf(line)).toMatch(message));

  it('has its limits, counted in the form that is kept', () => {
    const longest = `GET /${'a'.repeat(PATTERN_MAX - 1)}`;
    expect(operation(longest).path).toHaveLength(PATTERN_MAX);
    expect(messageOf(`${longest}a`)).toMatch(/more than 500 characters\. Shorten it/);
    expect(messageOf(`GET /${'é'.repeat(100)}`)).toMatch(/more than 500 characters, percent-encoded/);
    expect(messageOf(`GET /${'é'.repeat(80)}`)).toBe('');
    expect(messageOf(`GET ${'/a'.repeat(SEGMENTS_MAX)}`)).toBe('');
    expect(messageOf(`GET ${'/a'.repeat(SEGMENTS_MAX + 1)}`)).toMatch(/more than 32 segments/);
  });

  it('is shown short and without what cannot be seen', () =>
    expect(messageOf(`GE\u0007\u202e${'T'.repeat(100)}`)).toContain(`“GE\ufffd\ufffd${'T'.repeat(56)}…”`));
});

describe('the lines of a set', () => {
  it('may be blank, of any line end, and named twice', () => {
    expect(readOperations('')).toEqual({ operations: [], problems: [] });
    const { operations, problems } = readOperations(
      '\r\nGET /a\r\n\r\nget  /a\rPOST /a\nGET /%61\nGET /{x}\nGET /{y}\n',
    );
    expect(problems).toEqual([]);
    expect(operations.map(operationText)).toEqual(['GET /a', 'POST /a', 'GET /{x}', 'GET /{y}']);
    expect(operations[2]).toEqual({ method: 'GET', path: '/{x}', parameters: ['x'] });
  });

  it('are named when they are wrong', () => {
    const text = 'GET /a\n\n/b\nGET /c\nGET /d*';
    const { operations, problems } = readOperations(text);
    expect(operations.map(operationText)).toEqual(['GET /a', 'GET /c']);
    expect(problems.map(({ line }) => line)).toEqual([3, 5]);
    expect(operationsProblem(text)).toBe(
      'Line 3: “/b” is not an operation. Write a method before the path: GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS, or * for any.',
    );
    expect(operationsProblem('GET /a\n\n* /**')).toBeNull();
  });

  it('are at most 500; blank ones do not count', () => {
    const full = Array.from({ length: OPERATIONS_MAX }, (_, index) => `GET /a/${index}`);
    expect(readOperations(full.join('\n\n')).problems).toEqual([]);
    const { operations, problems } = readOperations([...full, 'GET /b', 'x'].join('\n'));
    expect(operations).toHaveLength(OPERATIONS_MAX);
    expect(problems).toEqual([
      {
        line: 501,
        message: 'Line 501: an API set has at most 500 operations. Delete the rest, or use wildcards.',
      },
    ]);
  });
});

describe('a set', () => {
  const set = compileOperations(
    readOperations('GET /v1/orders\nGET /v1/orders/{id}\n* /v1/reports/**\nPOST /v1/orders').operations,
  );

  it.each([
    ['GET', '/v1/orders', true],
    ['POST', '/v1/orders', true],
    ['PUT', '/v1/orders', false],
    ['HEAD', '/v1/orders', false],
    ['get', '/v1/orders', false],
    ['GET', '/v1/orders/7?expand=lines#x', true],
    ['POST', '/v1/orders/7', false],
    ['DELETE', '/v1/reports/2026/11', true],
    ['delete', '/v1/reports', true],
    ['*', '/v1/orders', false],
    ['', '/v1/reports', false],
    ['GET ', '/v1/reports', false],
    ['G\nT', '/v1/reports', false],
    ['__proto__', '/v1/orders', false],
    ['GET', '/v1/reports/../orders', false],
    ['GET', '/v1/reports?x=/../', true],
    ['GET', '?/v1/reports', false],
    ['GET', '', false],
  ])('%o %o: %o', (method, path, allowed) => expect(matchesAny(set, method, path)).toBe(allowed));

  it('that is empty, or that nobody can read, allows nothing', () => {
    expect(matchesAny(compileOperations([]), 'GET', '/')).toBe(false);
    expect(matchesAny(compileOperations([{ method: '*', path: '/../**' }]), 'GET', '/../a')).toBe(false);
    const broken = operationMatches({ method: '*', path: 'x' }, 'GET', 'x');
    expect(broken).toMatchObject({ matches: false, parameters: {} });
    expect(broken.why).toMatch(/is not an operation/);
  });

  it('matches no path that is too long', () => {
    expect(matches('* /**', 'GET', `/${'a'.repeat(REQUEST_PATH_MAX - 1)}`)).toBe(true);
    expect(matches('* /**', 'GET', `/${'a'.repeat(REQUEST_PATH_MAX)}`)).toBe(false);
    expect(matches('* /**', 'GET', `/a?${'a'.repeat(REQUEST_PATH_MAX)}`)).toBe(true);
  });
});

describe('the tester says why', () => {
  it.each([
    ['GET /v1/orders/{id}', 'GET', '/v1/orders/7', '“/v1/orders/7” matches: {id} = “7”.'],
    ['GET /{a}/{b}', 'GET', '/x/y?q', '“/x/y” matches: {a} = “x”, {b} = “y”.'],
    ['GET /v1/orders', 'GET', '/v1/orders', '“/v1/orders” matches.'],
    ['GET /v1/orders', 'POST', '/v1/orders', 'The method is “POST”; the operation is for GET.'],
    ['GET /v1/orders', 'get', '/v1/orders', 'Methods count upper and lower case: “get” is not GET.'],
    ['GET /v1/orders', 'HEAD', '/v1/orders', 'GET does not allow HEAD: add an operation for HEAD.'],
    ['* /v1/orders', '', '/v1/orders', 'The request has no valid method.'],
    ['GET /v1/orders', 'GET', '/v1/orders/7', 'The path has 3 segments; the pattern needs 2.'],
    ['GET /v1/orders', 'GET', '/v1', 'The path has 1 segment; the pattern needs 2.'],
    ['GET /v1/orders', 'GET', '/', 'The path has 0 segments; the pattern needs 2.'],
    ['GET /v1/{id}', 'GET', '/v1/', 'The path has 1 segment; the pattern needs 2.'],
    ['GET /v1/{id}/**', 'GET', '/v1/', 'The path has 1 segment; the pattern needs at least 2.'],
    ['GET /v1/orders', 'GET', '/v1/order', 'Segment 2 is “order”; the pattern needs “orders”.'],
    [
      'GET /v1/orders',
      'GET',
      '/V1/orders',
      'Segment 1 is “V1”; the pattern needs “v1”. Upper and lower case count.',
    ],
    ['GET /v1/**', 'GET', '/v2/orders', 'Segment 1 is “v2”; the pattern needs “v1”.'],
    ['GET /v1/orders', 'GET', '/v1/orders/', 'The path ends with “/” and the pattern does not.'],
    ['GET /v1/orders/', 'GET', '/v1/orders', 'The pattern ends with “/” and the path does not.'],
    ['* /**', 'GET', '/a/../b', 'This path matches nothing: it has a dot segment (“.” or “..”).'],
    ['* /**', 'GET', 'a', 'This path matches nothing: it does not begin with “/”.'],
    [
      '* /**',
      'GET',
      '/a b',
      'This path matches nothing: it has a space, a control character or a letter outside ASCII that is not percent-encoded.',
    ],
  ])('%s for %s %s', (line, method, path, why) => expect(tryOut(line, method, path).why).toBe(why));

  it('and shows parameters as the API will read them, as plain data', () => {
    expect(tryOut('GET /{constructor}/{toString}', 'GET', '/%E2%82%AC/a%2Cb').parameters).toEqual({
      constructor: '€',
      toString: 'a,b',
    });
    expect(tryOut('GET /{id}', 'GET', '/a%E2%80%AEb').why).toBe('“/a%E2%80%AEb” matches: {id} = “a\ufffdb”.');
  });
});

describe('for every pattern and path', () => {
  const runs = { numRuns: 3_000, seed: 41 };
  // Few words, so that patterns and paths often agree.
  const word = fc.constantFrom(
    'a',
    'b',
    'A',
    '~x',
    '%7Ex',
    '%7ex',
    'a%20b',
    'a:b',
    '%C3%A9',
    '%c3%a9',
    '...',
  );
  const wildcard = fc.constantFrom('*', '{p}', '{q}');
  const patternPath = fc
    .tuple(
      fc.array(fc.oneof({ weight: 2, arbitrary: word }, wildcard), { maxLength: 4 }),
      fc.constantFrom([], [''], ['**']),
    )
    .map(([middle, last]) => `/${[...middle, ...last].join('/')}`)
    .filter((path) => readOperation(`GET ${path}`).ok);
  const path = fc
    .tuple(fc.array(word, { maxLength: 5 }), fc.constantFrom('', '/'))
    .map(([segments, end]) => `/${segments.join('/')}${segments.length > 0 ? end : ''}`);

  /** The obvious way: each segment decoded, the pattern a regular expression over what cannot stand in a segment. */
  const reference = (pattern: string, request: string): boolean => {
    const decoded = (text: string) => text.split('/').map(decodeURIComponent).join('/');
    const source = decoded(pattern)
      .split('/')
      .map((segment) => {
        if (segment === '**') return '.*';
        return /^(\*|\{.*\})$/.test(segment) ? '[^/]+' : segment.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
      })
      .join('/')
      .replace(/\/\.\*$/, '(/.*)?');
    return new RegExp(`^${source}$`, 'su').test(decoded(request));
  };

  it('matching agrees with the obvious way', () => {
    let agreed = 0;
    fc.assert(
      fc.property(patternPath, path, (pattern, request) => {
        const expected = reference(pattern, request);
        if (expected) agreed++;
        expect(matches(`GET ${pattern}`, 'GET', request)).toBe(expected);
      }),
      { ...runs, numRuns: 10_000 },
    );
    expect(agreed).toBeGreaterThan(500);
  });

  it('the tester says what the set does, and a set is the sum of its operations', () => {
    fc.assert(
      fc.property(fc.array(patternPath, { maxLength: 5 }), path, (patterns, request) => {
        const { operations } = readOperations(patterns.map((pattern) => `GET ${pattern}`).join('\n'));
        const each = operations.map((one) => operationMatches(one, 'GET', request));
        expect(matchesAny(compileOperations(operations), 'GET', request)).toBe(
          each.some((one) => one.matches),
        );
        for (const [index, one] of each.entries()) {
          expect(one.why).toMatch(/^[A-Z“].*\.$/u);
          expect(Object.keys(one.parameters)).toEqual(one.matches ? operations[index]?.parameters : []);
          for (const value of Object.values(one.parameters)) expect(value).not.toBe('');
        }
      }),
      runs,
    );
  });

  it('reading what was read changes nothing', () => {
    const pieces = fc.constantFrom(
      '/',
      'a',
      '*',
      '**',
      '{x}',
      '{',
      '}',
      '%41',
      '%2',
      '%2e',
      '.',
      'é',
      ' ',
      ':',
      ';',
      '%25',
      '\\',
    );
    fc.assert(
      fc.property(
        fc.constantFrom('get', 'GET', '*'),
        fc.string({ unit: pieces, maxLength: 8 }),
        (method, rest) => {
          const read = readOperation(`${method} /${rest}`);
          if (read.ok) expect(readOperation(operationText(read))).toEqual(read);
          else expect(read.message).toMatch(/^“[^]*” is not an operation\. .*\.$/);
        },
      ),
      { ...runs, numRuns: 10_000 },
    );
  });

  it('no path with a dot segment, an empty segment or an encoded separator is matched', () => {
    const bad = fc.constantFrom(
      '.',
      '..',
      '%2e',
      '%2E%2e',
      '.%2e',
      '%2e.',
      '..;',
      '..;x=1',
      '.;',
      '..%3b',
      '',
      ';',
      ';x',
      'a%2f',
      '%2F..',
      'a%5cb',
      'a\\b',
      '\\..',
      '%00',
      'a%00',
      'a%0d',
      'a\0',
      'a\n',
      '%',
      '%2',
      '%zz',
      '%u002e',
      '%252e%252e',
      '%25252f',
      '%25%32%65',
      '%c0%ae',
      '%e0%80%ae',
      '%ff',
      'é',
      'a b',
    );
    fc.assert(
      fc.property(
        patternPath,
        fc.array(word, { maxLength: 3 }),
        bad,
        fc.array(word, { minLength: 1, maxLength: 3 }),
        (pattern, before, middle, after) => {
          const request = `/${[...before, middle, ...after].join('/')}`;
          const set = compileOperations([operation(`GET ${pattern}`), operation('* /**')]);
          expect(matchesAny(set, 'GET', request)).toBe(false);
          expect(tryOut('* /**', 'GET', request).why).toMatch(/^This path matches nothing/);
        },
      ),
      runs,
    );
  });

  it('what is matched is what the URL standard and a decoder of segments make of it', () => {
    const pieces = fc.constantFrom(
      '/',
      '.',
      '..',
      'a',
      '%2e',
      '%2F',
      '%5c',
      '\\',
      ';',
      '%3b',
      '%25',
      '2e',
      '%',
      '\t',
      'é',
    );
    fc.assert(
      fc.property(fc.string({ unit: pieces, maxLength: 8 }), (rest) => {
        const request = `/${rest}`;
        const segments = pathSegments(request);
        if ('unsafe' in segments) return;
        expect(new URL(request, 'http://api.example.com').pathname).toBe(request);
        const decoded = segments.map((segment) => decodeURIComponent(segment));
        for (const segment of decoded) expect(segment).not.toMatch(/[/\\\0]|^\.\.?(;|$)/);
        expect(decoded.slice(0, -1)).not.toContain('');
      }),
      { ...runs, numRuns: 20_000 },
    );
  });

  it('nothing that is typed or sent throws', () => {
    const hostile = fc.string({ unit: 'binary', maxLength: 40 });
    const everything = compileOperations([operation('* /**')]);
    fc.assert(
      fc.property(hostile, hostile, hostile, (text, method, request) => {
        expect(readOperations(text).operations.length).toBeLessThan(41);
        readOperations(`GET /${text}`);
        for (const target of [request, `/${request}`]) {
          expect(operationMatches(operation('* /**'), method, target).matches).toBe(
            matchesAny(everything, method, target),
          );
          operationMatches({ method: 'GET', path: text }, 'GET', target);
        }
      }),
      runs,
    );
  });

  it.each(['/', 'a/', '*', '{', '{a}/', '%', '%25', '..', '/..;', ';', '?', ' ', '\n', '\\', 'é', '%c3'])(
    'a million times %o is only a long text',
    (piece) => {
      const long = piece.repeat(1_000_000);
      expect(readOperation(`GET /a${long}a`).ok).toBe(false);
      expect(matches('GET /*/a/**', 'GET', `/${long}`)).toBe(false);
      expect(matches('* /**', `${long}(`, '/')).toBe(false);
      readOperations(long);
    },
  );
});
