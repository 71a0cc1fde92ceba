import { describe, expect, it } from 'vitest';
import { readMoment } from '../../src/renderer/simulator/moment-text.ts';
import {
  inputOf,
  question,
  type Question,
  questionText,
  requestIn,
  RULES,
} from '../../src/renderer/simulator/question.ts';
import { reasonParts } from '../../src/renderer/simulator/reason-parts.ts';
import { labelOf, presentedIn } from '../../src/renderer/simulator/pasted-text.ts';

const KEY = 'lk_000000000000000000000000000000000dawgh';

describe('a time', () => {
  it.each([
    ['', null],
    ['  Now ', null],
    ['2027-03-01T12:00Z', Date.UTC(2027, 2, 1, 12)],
    ['2027-03-01 12:00:05.25z', Date.UTC(2027, 2, 1, 12, 0, 5, 250)],
    ['2027-03-01T12:00+02:00', Date.UTC(2027, 2, 1, 10)],
    ['2027-03-01 12:00 -0530', Date.UTC(2027, 2, 1, 17, 30)],
    ['2027-03-01T12:00+02', Date.UTC(2027, 2, 1, 10)],
    ['2027-03-01 12:00', new Date(2027, 2, 1, 12).getTime()],
    ['2027-03-01', new Date(2027, 2, 1).getTime()],
    ['2028-02-29T23:59:59.999Z', Date.UTC(2028, 1, 29, 23, 59, 59, 999)],
    ['1803902400000', 1_803_902_400_000],
  ])('“%s” is understood', (text, time) => {
    expect(readMoment(text)).toEqual({ time });
  });

  it.each([
    '2027',
    'tomorrow',
    '2027-02-29',
    '2027-13-01',
    '2027-03-01T24:00Z',
    '2027-03-01T12:60Z',
    '1/3/2027',
    '2027-03-01T12',
    '2027-03-01Z',
    '1803902400',
    '-1803902400000',
    '9999999999999999',
    '1969-12-31T23:59Z',
    '2027-03-01T12:00+2',
    'now now',
  ])('“%s” is none, and says what to write', (text) => {
    expect(readMoment(text)).toEqual({ problem: expect.stringMatching(/\.$/) });
  });
});

describe('a question', () => {
  const asked = (more: Partial<Question> = {}): Question => ({ ...question(7), ...more });

  it('crosses with what is not known left out', () => {
    expect(inputOf(asked(), null)).toEqual({
      presented: { by: 'key', id: 7, secret: 'current' },
      address: '',
      time: null,
      operation: null,
      permissions: [],
    });
    const more = { address: ' 10.1.2.3 ', time: '2027-03-01T12:00Z', method: 'POST', path: ' /v1/x ' };
    expect(inputOf(asked({ ...more, secret: 'previous', permissions: ['a:b'] }), null)).toEqual({
      presented: { by: 'key', id: 7, secret: 'previous' },
      address: '10.1.2.3',
      time: Date.UTC(2027, 2, 1, 12),
      operation: { method: 'POST', path: '/v1/x' },
      permissions: ['a:b'],
    });
  });

  it('presents the key that is held, else what was typed, else none', () => {
    const text = (more: Partial<Question>, held: string | null) => inputOf(asked(more), held).presented;
    expect(text({ by: 'text', pasted: 'lk_0000…awgh' }, KEY)).toEqual({ by: 'text', text: KEY });
    expect(text({ by: 'text', pasted: ' lk_short ' }, null)).toEqual({ by: 'text', text: 'lk_short' });
    expect(text({ by: 'none', pasted: 'lk_short' }, KEY)).toEqual({ by: 'text', text: '' });
  });

  it('needs what its kind presents, and nothing else', () => {
    expect(RULES.keyId(null, asked({ keyId: null }))).not.toBeNull();
    expect(RULES.keyId(null, asked({ by: 'none', keyId: null }))).toBeNull();
    expect(RULES.pasted(' ', asked({ by: 'text' }))).not.toBeNull();
    expect(RULES.pasted('', asked())).toBeNull();
    expect(RULES.path('')).toBeNull();
    expect(RULES.path('v1')).not.toBeNull();
  });

  it('is said in one line', () => {
    expect(questionText(asked())).toBe('An unknown operation from an unknown address');
    expect(questionText(asked({ path: '/v1/x', address: '::1', permissions: ['a:b', 'c:d'] }))).toBe(
      'GET /v1/x from ::1, needing a:b, c:d',
    );
  });

  it.each([
    ['POST /v1/orders/7', { method: 'POST', path: '/v1/orders/7' }],
    [' get /v1?x=1 HTTP/1.1', { method: 'GET', path: '/v1?x=1' }],
    ['/v1/orders', null],
    ['GET v1', null],
  ])('a pasted request “%s” is read', (text, read) => {
    expect(requestIn(text)).toEqual(read);
  });
});

describe('a pasted text', () => {
  it('is the whole key in it, or all of it', () => {
    expect(presentedIn(`X-API-Key: ${KEY}\n`)).toBe(KEY);
    expect(presentedIn(' lk_cut off \n')).toBe('lk_cut off');
  });

  it('is shown as a hint, and not at all when it is no whole key', () => {
    expect(labelOf(KEY)).toBe('lk_0000…awgh');
    expect(labelOf(KEY.slice(0, -1))).toBe('40 characters, not the shape of a key');
    expect(labelOf(`${KEY} `)).not.toContain('awgh');
  });
});

it('the times in a reason are found, and nothing is lost', () => {
  expect(reasonParts('The key expires at 2027-03-01T00:00:00.000Z.')).toEqual([
    'The key expires at ',
    Date.UTC(2027, 2, 1),
    '.',
  ]);
  expect(reasonParts('The key never expires.')).toEqual(['The key never expires.']);
});
