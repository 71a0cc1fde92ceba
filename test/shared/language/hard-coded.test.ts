import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

/** `scripts/locales` finds words that go past the catalogues: part of `npm run check`, and tried here on what it must find. */

const LOCALES = join(import.meta.dirname, '../../../scripts/locales');

/** What one of its parts says of a source. */
function said(part: string, name: string, code: string): readonly string[] {
  const script = `
    const { ${name} } = await import(${JSON.stringify(join(LOCALES, part))});
    const found = ${name}('src/somewhere.tsx', ${JSON.stringify(code)});
    console.log(JSON.stringify(found.problems ?? found));`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  return JSON.parse(stdout) as string[];
}

describe('on the screens', () => {
  it('finds words between elements, in attributes and on buttons, small ones too', () => {
    const code = `
      export const Page = () => (
        <Frame title={t('Said')} unit="days" action="Delete" placeholder="now" className="wide row">
          Press it
          <Button aria-label={\`Remove \${name}\`} variant="default" />
          {ready ? 'All is well' : t('Not yet')}
        </Frame>
      );`;
    expect(said('unsaid.mjs', 'unsaidIn', code).map((one) => one.replace(/^.*catalogue: /, ''))).toEqual([
      'days',
      'Delete',
      'now',
      'Press it',
      'Remove …',
      'All is well',
    ]);
  });

  it('leaves the keys of the keyboard and examples alone', () => {
    const code = `
      const pressed = (event) => event.key === 'Delete' || keys.has('Escape');
      export const Field = () => <TextInput placeholder="GET /v1/orders" onKeyDown={pressed} />;`;
    expect(said('unsaid.mjs', 'unsaidIn', code)).toEqual([]);
  });
});

it('finds whole sentences outside of the screens, but not what is for programmers', () => {
  const code = `
    const refused = () => new AppError('IN_USE', 'The key is in use. Revoke it first.');
    const fault = () => new Error('This can never happen, or so we think.');
    const said = () => new AppError('IN_USE', t('The key is in use. Revoke it first.'));`;
  expect(said('unsaid.mjs', 'sentencesIn', code)).toEqual([
    'src/somewhere.tsx:2 is not in the catalogue: The key is in use. Revoke it first.',
  ]);
});

it('finds words of English that are given as values, but not what a selection chooses by', () => {
  const code = `
    const wrong = () => t('Every {unit}', { unit: 'second day' });
    const right = () => t('{unit, select, day {Every day} other {Every week}}', { unit: 'day' });`;
  expect(said('keys.mjs', 'keysOf', code)).toEqual([
    'src/somewhere.tsx:2 gives {unit} words of English: second day',
  ]);
});
