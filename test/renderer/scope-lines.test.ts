import { describe, expect, it } from 'vitest';
import { canonicalScopes } from '../../src/core/access/scopes.ts';
import { readScopes, scopesProblem } from '../../src/renderer/data-access/scope-lines.ts';

describe('readScopes', () => {
  it('trims, sorts and keeps each once, and names what was there twice', () => {
    expect(readScopes('EU-02\r\n  EU-01 \n\nEU-02\nEU-02\neu-01')).toEqual({
      scopes: ['EU-01', 'EU-02', 'eu-01'],
      problems: [],
      repeated: ['EU-02'],
    });
  });

  it('keeps what the core would keep', () => {
    const typed = ['z', 'a', 'Ä', 'A\u0308', '\u{1f600}', '\uff5e', 'A', '10', '9'];
    expect(readScopes(typed.join('\n')).scopes).toEqual(canonicalScopes(typed));
  });

  it('names the lines with mistakes, counted as the eye counts them', () => {
    const { problems } = readScopes(`EU-01\n\n${'x'.repeat(201)}\nbad\u200bone`);
    expect(problems.map(({ line }) => line)).toEqual([3, 4]);
    expect(problems[0]?.message).toBe('Line 3: A scope must have at most 200 characters; this one has 201.');
  });
});

describe('scopesProblem', () => {
  it('lets nothing and a thousand pass', () => {
    const thousand = Array.from({ length: 1_000 }, (_, at) => `S${at}`).join('\n');
    expect(scopesProblem('')).toBeNull();
    expect(scopesProblem(`${thousand}\nS1`)).toBeNull();
    expect(scopesProblem(`${thousand}\nmore`)).toBe(
      'A group has at most 1,000 scopes; these are 1001. Delete some, or make a second group.',
    );
  });

  it('says the first mistake', () => {
    expect(scopesProblem('ok\n\u0007')).toMatch(/^Line 2: /);
  });
});
