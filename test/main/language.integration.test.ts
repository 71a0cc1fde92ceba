import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { keepLanguage, keptLanguage, speakAs } from '../../src/main/language.ts';
import type { ReportWish } from '../../src/shared/reports.ts';
import { languageNow, localeNow, speak, spoken, t } from '../../src/shared/language/t.ts';
import { Program } from '../support/program.ts';
import { refusal } from '../support/store.ts';
import { tempFolder } from '../support/temp-folder.ts';

const before = spoken();
afterEach(() => speak(before));

describe('the choice of a language', () => {
  it('is kept for the next start, and replaced whole', () => {
    const folder = tempFolder();
    const path = join(folder, 'language.json');
    expect(keptLanguage(path)).toBe('system');
    keepLanguage(path, 'de');
    expect(keptLanguage(path)).toBe('de');
    keepLanguage(path, 'en');
    expect(keptLanguage(path)).toBe('en');
    expect(readdirSync(folder)).toEqual(['language.json']);
  });

  it.each(['', 'de', '{', 'null', '[]', '{"language":"fr"}', '{"language":7}'])(
    'is that of the system where the file holds %o',
    (text) => {
      const path = join(tempFolder(), 'language.json');
      writeFileSync(path, text);
      expect(keptLanguage(path)).toBe('system');
    },
  );

  it('that cannot be kept is no failure, and leaves what was kept before', () => {
    const path = join(tempFolder(), 'language.json');
    keepLanguage(path, 'de');
    mkdirSync(`${path}.new`);
    keepLanguage(path, 'en');
    expect(keptLanguage(path)).toBe('de');
    expect(() => keepLanguage(join(path, 'inside'), 'en')).not.toThrow();
    expect(readFileSync(path, 'utf8')).toBe('{"language":"de"}\n');
  });
});

it.each([
  ['system', 'de-AT', 'de', undefined, 'Abbrechen'],
  ['de', 'en-US', 'de', 'de-US', 'Abbrechen'],
  ['en', 'de-DE', 'en', 'en-DE', 'Cancel'],
  ['system', 'fr-FR', 'en', 'en-FR', 'Cancel'],
] as const)('speaks as chosen (%s) on a system in %s', async (choice, system, language, locale, cancel) => {
  await speakAs(choice, system);
  expect([languageNow(), localeNow(), t('Cancel')]).toEqual([language, locale, cancel]);
});

describe('in German', () => {
  it('the threads of backups say their refusals in German', async () => {
    const program = await Program.setUp();
    const path = join(tempFolder(), 'no backup');
    writeFileSync(path, 'Nothing of the kind.');
    program.chosen = [path];
    await program.api.store.choose(undefined);
    await speakAs('de', 'de-DE');
    expect(await refusal(() => program.api.store.preview({ passphrase: null }))).toMatchObject({
      code: 'BACKUP_FOREIGN',
      message:
        'Dies ist keine Sicherung von Latchkey. Es wurde nichts geändert. Wählen Sie eine andere Datei.',
    });
  });

  it.each([
    { kind: 'inventory', asOf: null },
    { kind: 'findings', asOf: null },
    { kind: 'access-review', asOf: null, question: null },
  ] satisfies ReportWish[])('the report $kind is the same file, byte for byte', async (report) => {
    const program = await Program.setUp();
    await program.generate({ name: 'ERP', requestsPerMinute: 1_200 });
    program.clock.pass(60_000);
    const sha256 = async () =>
      (await program.api.reports.export({ report, format: 'csv' })).saved?.sha256 ?? '';
    const english = await sha256();
    await speakAs('de', 'de-DE');
    expect(english).toMatch(/^[0-9a-f]{64}$/);
    expect(await sha256()).toBe(english);
  });
});
