import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import german from '../../../src/locales/de.json' with { type: 'json' };
import { inUse } from '../../../src/core/access/in-use.ts';
import { withheldFrom } from '../../../src/core/access/access-errors.ts';
import { activityInWords } from '../../../src/renderer/activity/activity-words.ts';
import { changesOf, restOf } from '../../../src/renderer/activity-log/values.ts';
import { doneText, willText } from '../../../src/renderer/keys/batch/words.ts';
import { countsText } from '../../../src/renderer/keys/import/words.ts';
import { countText } from '../../../src/renderer/keys/list/ListCount.tsx';
import { troubleInWords } from '../../../src/renderer/leak-scan/words.ts';
import { readMoment } from '../../../src/renderer/simulator/moment-text.ts';
import { speak, spoken, t } from '../../../src/shared/language/t.ts';
import { readListenAddress } from '../../../src/shared/listen-address.ts';
import { rateProblem, rateText } from '../../../src/shared/rate-limit.ts';
import { rangeProblem, SECURITY_RANGES, TENANT_RANGES } from '../../../src/shared/setting-limits.ts';

/** German where it is put together: cases, numbers and quotation marks that a translated word alone does not give. */

const before = spoken();
beforeEach(() => speak({ language: 'de', locale: 'de', catalogue: german }));
afterEach(() => speak(before));

describe('who stands in the way', () => {
  it.each([
    [['Payroll'], 1, '„Kunden“ wird verwendet vom Schlüssel „Payroll“. Nehmen Sie es dort zuerst weg.'],
    [
      ['A', 'B'],
      5,
      '„Kunden“ wird verwendet von den Schlüsseln „A“, „B“ und 3 weiteren. Nehmen Sie es ihnen zuerst weg.',
    ],
  ])('%j of %i', (names, count, message) => {
    expect(inUse(t('“{name}” is used', { name: 'Kunden' }), [{ of: 'key', names, count }])).toMatchObject({
      message,
    });
  });

  it.each(['account', 'role', 'authorization group'] as const)('an %s has no English word', (of) => {
    const { message } = inUse('X', [{ of, names: ['Y'], count: 2 }]);
    expect(message).not.toMatch(/\b(?:the|by|accounts?|roles?)\b/);
  });

  it('keys from which a permission is withheld', () => {
    expect(withheldFrom('orders:read', { of: 'key', names: ['A'], count: 1 }).message).toMatch(
      /^„orders:read“ ist dem Schlüssel „A“ vorenthalten\./,
    );
  });
});

describe('what is counted', () => {
  it.each([
    [1, 1, '1 Schlüssel wird bis zur Reaktivierung widerrufen.'],
    [2, 3, '2 von 3 Schlüsseln werden bis zur Reaktivierung widerrufen.'],
    [1, 1_200, '1 von 1.200 Schlüsseln wird bis zur Reaktivierung widerrufen.'],
  ])('%i of %i keys', (changes, selected, text) => {
    expect(willText('revoke', changes, selected)).toBe(text);
  });

  it('one key that was changed', () => expect(doneText('remove', 1)).toBe('1 Schlüssel wurde entfernt.'));

  it('keys of a list that is filtered', () => {
    const pages = new Map([[0, []]]);
    expect(countText({ total: 37, all: 1_412, pages, reading: false })).toBe('37 von 1.412 Schlüsseln');
  });
});

describe('numbers', () => {
  it('of a range', () => {
    expect(rangeProblem(TENANT_RANGES.keyLimit, 2_000_000)).toBe('Die Grenze darf höchstens 1.000.000 sein.');
    expect(rangeProblem(SECURITY_RANGES.lockoutMinutes, 2_000)).toContain('1.440');
  });

  it.each([
    [1, 4, '1 von 5 Zeilen kann importiert werden; 4 enthalten etwas Falsches.'],
    [1_200, 1, '1.200 von 1.201 Zeilen können importiert werden; 1 enthält etwas Falsches.'],
  ])('of %i rows that are right', (ready, wrong, text) => {
    const nothing = {
      id: '',
      file: '',
      problemCount: wrong,
      counted: 0,
      hashes: 0,
      usage: { counted: 0, limit: 10 },
      first: [],
      problems: [],
      ignored: [],
    };
    expect(countsText({ ...nothing, rows: ready + wrong, ready, wrong })).toBe(text);
  });

  it('of a rate', () => {
    expect(rateText({ unit: 'day', requests: 50_000 })).toBe('50.000 pro Tag');
    expect(rateProblem('day', -1)).toBe(
      'Anfragen pro Tag: eine ganze Zahl von 1 bis 1.000.000.000. Leer: keine Grenze.',
    );
  });
});

it.each(['', 'now', 'jetzt', ' Jetzt '])('“%s” is now', (typed) => {
  expect(readMoment(typed)).toEqual({ time: null });
});

describe('no English within a German sentence', () => {
  it.each(['', 'gateway.local:80', '127.0.0.1'])('about the address “%s”', (typed) => {
    expect(readListenAddress(typed)).toEqual({ problem: expect.not.stringMatching(/for example/) });
  });

  it('about a repository without git', () => {
    const trouble = { kind: 'git' as const, path: '/x', inside: [], detail: 'git is not installed' };
    expect(troubleInWords(trouble)).toBe(
      'ist ein Repository, das git nicht lesen konnte (git ist nicht installiert)',
    );
  });

  it('of the log', () => {
    const details = {
      before: { revocation: null, dataAccessGroups: ['EU'] },
      after: { revocation: 'until-reinstated', dataAccessGroups: [] },
      oldSecretEndsAt: Date.UTC(2026, 0, 1),
    };
    expect(changesOf({ details })).toEqual([
      { field: 'Widerruf', before: '–', after: 'Bis zur Reaktivierung' },
      { field: 'Datenzugriffsgruppen', before: 'EU', after: '–' },
    ]);
    expect(restOf({ details })[0]?.name).toBe('Altes Geheimnis endet am');
  });

  it('of what was done', () => {
    const told = activityInWords(
      {
        time: 0,
        actor: 'ada',
        action: 'accounts.data-access',
        target: 'jan',
        outcome: 'done',
        details: { before: { dataAccessGroups: ['EU'] }, after: { dataAccessGroups: ['US'] } },
      },
      0,
    );
    expect(told).toBe(
      'hat Konto „jan“ in Datenzugriffsgruppe „US“ aufgenommen und hat Konto „jan“ aus Datenzugriffsgruppe „EU“ herausgenommen',
    );
  });
});
