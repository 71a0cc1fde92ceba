import { describe, expect, it } from 'vitest';
import { partsOf } from '../../../src/shared/language/message.ts';

/** The reader of sentences: what it makes of each form, and what it refuses. */

it.each([
  ['', []],
  ['Sign in', ['Sign in']],
  ['{name}', [{ kind: 'value', name: 'name', asNumber: false }]],
  ['{ name }!', [{ kind: 'value', name: 'name', asNumber: false }, '!']],
  ['{n, number}', [{ kind: 'value', name: 'n', asNumber: true }]],
  ['# of {name}', ['# of ', { kind: 'value', name: 'name', asNumber: false }]],
  ['5 < 6 > 4', ['5 < 6 > 4']],
])('reads %o', (sentence, parts) => expect(partsOf(sentence)).toEqual(parts));

it('reads a sentence once', () => {
  expect(partsOf('Only {once}')).toBe(partsOf('Only {once}'));
});

describe('plural and select', () => {
  it('have a sentence for each case, in which # is the number', () => {
    const [plural, ...rest] = partsOf('{count, plural, =0 {none} one {# key} other {# keys of {name}}}.');
    expect(rest).toEqual(['.']);
    expect(plural).toEqual({
      kind: 'plural',
      name: 'count',
      cases: new Map<string, unknown>([
        ['=0', ['none']],
        ['one', [{ kind: 'number' }, ' key']],
        ['other', [{ kind: 'number' }, ' keys of ', { kind: 'value', name: 'name', asNumber: false }]],
      ]),
    });
  });

  it('have # as it is outside a plural', () => {
    expect(partsOf('{kind, select, a {#1} other {}}')).toEqual([
      {
        kind: 'select',
        name: 'kind',
        cases: new Map<string, unknown>([
          ['a', ['#1']],
          ['other', []],
        ]),
      },
    ]);
  });

  it('stand in one another, and may be written over lines', () => {
    const [outer] = partsOf('{who, select,\n  me {my {n, plural, one {key} other {keys}}}\n  other {all}\n}');
    expect(outer).toMatchObject({ kind: 'select', name: 'who' });
    expect(outer).toHaveProperty(
      'cases',
      new Map<string, unknown>([
        [
          'me',
          [
            'my ',
            {
              kind: 'plural',
              name: 'n',
              cases: new Map([
                ['one', ['key']],
                ['other', ['keys']],
              ]),
            },
          ],
        ],
        ['other', ['all']],
      ]),
    );
  });
});

it('reads elements, in one another and in a plural', () => {
  const value = { kind: 'value', name: 'name', asNumber: false };
  expect(partsOf('Delete <b>{name}</b>?')).toEqual([
    'Delete ',
    { kind: 'tag', name: 'b', parts: [value] },
    '?',
  ]);
  expect(partsOf('<a>x <b>y</b></a>')).toEqual([
    { kind: 'tag', name: 'a', parts: ['x ', { kind: 'tag', name: 'b', parts: ['y'] }] },
  ]);
  expect(partsOf('{n, plural, other {<b>#</b>}}')).toEqual([
    {
      kind: 'plural',
      name: 'n',
      cases: new Map([['other', [{ kind: 'tag', name: 'b', parts: [{ kind: 'number' }] }]]]),
    },
  ]);
});

describe('an apostrophe', () => {
  it.each([
    ["Don't", "Don't"],
    ["It''s", "It's"],
    ["the end'", "the end'"],
    ["'{'name'}'", '{name}'],
    ["'{name}' stays", '{name} stays'],
    ["'<b>'", '<b>'],
    ["'#'", "'#'"],
    ["'{ to the end", '{ to the end'],
  ])('in %o stands for %o', (sentence, words) => expect(partsOf(sentence)).toEqual([words]));

  it('quotes # in a plural', () => {
    expect(partsOf("{n, plural, other {'#'#}}")).toEqual([
      { kind: 'plural', name: 'n', cases: new Map([['other', ['#', { kind: 'number' }]]]) },
    ]);
  });
});

it.each([
  ['Hello {', /a name is missing/],
  ['Hello {}', /a name is missing/],
  ['Hello {name', /“,” is missing/],
  ['Hello {name date}', /“,” is missing/],
  ['{n, date}', /“date” is not known/],
  ['{n, number, percent}', /“}” is missing/],
  ['{n, plural}', /“,” is missing/],
  ['{n, plural, one {# key}}', /“other” is missing/],
  ['{n, select, a {b}}', /“other” is missing/],
  ['{n, plural, other {# keys}', /a name is missing/],
  ['{n, plural, other {# keys', /“}” is missing/],
  ['{n, plural, other keys}', /“{” is missing/],
  ['too many}', /“}” closes nothing/],
  ['<b>bold', /“<\/b>” is missing/],
  ['<b>bold</i>', /“<\/” closes nothing/],
  ['bold</b>', /“<\/” closes nothing/],
  ['<b>}</b>', /“}” closes nothing/],
  ['{n, plural, other {<b>#}}', /“}” closes nothing/],
  ['<b bold', /“>” is missing/],
])('refuses %o, and says where', (sentence, why) => {
  expect(() => partsOf(sentence)).toThrow(why);
  expect(() => partsOf(sentence)).toThrow(/ at \d+ of: /);
});
