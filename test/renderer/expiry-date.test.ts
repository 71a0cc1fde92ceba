import { afterEach, describe, expect, test, vi } from 'vitest';

type Module = typeof import('../../src/renderer/keys/generate/expiry-date.ts');

/** The module as it is on a computer that is set to this language. */
async function speaking(locale: string): Promise<Module> {
  vi.restoreAllMocks();
  const { DateTimeFormat } = Intl;
  vi.spyOn(Intl, 'DateTimeFormat').mockImplementation(function (_, options) {
    return new DateTimeFormat(locale, options);
  });
  vi.resetModules();
  return import('../../src/renderer/keys/generate/expiry-date.ts');
}

afterEach(() => vi.restoreAllMocks());

describe('every language', () => {
  const LANGUAGES =
    'ar-EG bg cs da de el en-CA en-GB en-US es fa-IR fi fr he hi hr hu it ja ko lt lv nl no pl pt-BR ro ru sk sl sr sv th tr uk vi zh-CN zh-TW';

  test.each(LANGUAGES.split(' '))('%s reads what it writes', async (locale) => {
    const { readDay, writeDay, DAY_PATTERN } = await speaking(locale);
    for (const day of ['2026-01-02', '2028-02-29', '2099-12-31']) expect(readDay(writeDay(day))).toBe(day);
    expect(DAY_PATTERN).toMatch(/DD.*MM.*YYYY|MM.*DD.*YYYY|YYYY.*MM.*DD/);
  });
});

describe('a typed day', () => {
  test.each([
    ['en-GB', '31/12/2099', '2099-12-31'],
    ['en-GB', ' 1.3.2099 ', '2099-03-01'],
    ['en-GB', '2099-12-31', '2099-12-31'],
    ['en-US', '12/31/2099', '2099-12-31'],
    ['de', '29.2.2028', '2028-02-29'],
    ['de', '29.2.2027', null],
    ['en-US', '31/12/2099', null],
    ['en-GB', '31/12/99', null],
    ['en-GB', '31/12/2099 or so', null],
    ['en-GB', '0/1/2099', null],
    ['en-GB', 'tomorrow', null],
    ['en-GB', '', null],
  ])('in %s, %j is %j', async (locale, text, day) => {
    expect((await speaking(locale)).readDay(text)).toBe(day);
  });
});

describe('expiry', () => {
  const now = new Date(2026, 10, 16, 23, 0).getTime();

  test('a key works to the last millisecond of its day', async () => {
    const { endOfDay } = await speaking('en-GB');
    expect(endOfDay('2026-11-16')).toBe(new Date(2026, 10, 16, 23, 59, 59, 999).getTime());
  });

  test('presets count days of the calendar, over months and leap days', async () => {
    const { dayAfter } = await speaking('en-GB');
    expect(dayAfter(0, now)).toBe('2026-11-16');
    expect(dayAfter(30, now)).toBe('2026-12-16');
    expect(dayAfter(365, new Date(2027, 10, 16).getTime())).toBe('2028-11-15');
  });

  test('today is a day to expire on, yesterday is not, and nothing typed means never', async () => {
    const { expiryProblem } = await speaking('en-GB');
    expect(expiryProblem('16/11/2026', now)).toBeNull();
    expect(expiryProblem('15/11/2026', now)).toBe('The date has passed. Choose today or a later day.');
    expect(expiryProblem('  ', now)).toBeNull();
    expect(expiryProblem('30/02/2027', now)).toBe(
      'This is not a date. Type it as DD/MM/YYYY, or leave it empty.',
    );
  });

  test('a week begins as it does there', async () => {
    expect((await speaking('en-GB')).FIRST_DAY_OF_WEEK).toBe(1);
    expect((await speaking('en-US')).FIRST_DAY_OF_WEEK).toBe(0);
  });
});
