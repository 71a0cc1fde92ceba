import { describe, expect, it } from 'vitest';
import { catalogPage } from './page.ts';
import { slug } from './take.ts';
import type { Entry } from './entry.ts';

const entry = (screen: string, state: string): Entry => ({ screen, state, arrange: async () => {} });
const pictures = { light: 'a--light.png', dark: 'a--dark.png' };

describe('the page of the catalog', () => {
  const page = catalogPage([
    { entry: entry('API Keys', 'empty'), pictures, problem: null },
    { entry: entry('Roles', 'full'), pictures, problem: null },
    { entry: entry('API Keys', 'full'), pictures, problem: 'expected <b> & got nothing' },
  ]);

  it('has one section for each screen, with its states in both schemes', () => {
    expect(page.match(/<section id="[^"]+"/g)).toEqual(['<section id="api-keys"', '<section id="roles"']);
    expect(page.match(/<figure/g)).toHaveLength(3);
    expect(page.match(/<img/g)).toHaveLength(6);
    expect(page.match(/<option value="full">/g)).toHaveLength(1);
  });

  it('says what went wrong, as text', () => {
    expect(page).toContain('expected &#60;b&#62; &#38; got nothing');
    expect(page).not.toContain('<b>');
  });
});

describe('the entries', () => {
  it('have names of their own, so that no picture overwrites another', async () => {
    const { ENTRIES } = await import('./index.ts');
    const names = ENTRIES.map(({ screen, state }) => `${slug(screen)}--${slug(state)}`);
    expect(new Set(names).size).toBe(names.length);
  });
});
