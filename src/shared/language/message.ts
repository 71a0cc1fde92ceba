/**
 * Sentences with places for values, in the part of ICU MessageFormat that Latchkey needs: `{name}`, `{n, number}`,
 * `{count, plural, =0 {…} one {…} other {…}}`, `{kind, select, a {…} other {…}}` and `<b>…</b>`.
 * No eval and no build step. `npm run check` reads every sentence of the catalogues with it.
 */
export type Part =
  | string
  | { readonly kind: 'value'; readonly name: string; readonly asNumber: boolean }
  | { readonly kind: 'number' }
  | { readonly kind: 'plural'; readonly name: string; readonly cases: Cases }
  | { readonly kind: 'select'; readonly name: string; readonly cases: Cases }
  | { readonly kind: 'tag'; readonly name: string; readonly parts: readonly Part[] };

type Cases = ReadonlyMap<string, readonly Part[]>;

const parsed = new Map<string, readonly Part[]>();

/** The parts of a sentence; throws where it is not well formed. Each sentence is read once. */
export function partsOf(sentence: string): readonly Part[] {
  const known = parsed.get(sentence);
  if (known) return known;
  const reader = new Reader(sentence);
  const parts = reader.parts(null, false);
  parsed.set(sentence, parts);
  return parts;
}

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** Up to the end, `}` or `</tag>`, whichever closes what was opened. */
  parts(tag: string | null, inPlural: boolean, nested = tag !== null): readonly Part[] {
    const parts: Part[] = [];
    let words = '';
    const flush = () => {
      if (words !== '') parts.push(words);
      words = '';
    };
    while (this.#at < this.#text.length) {
      const char = this.#text[this.#at] ?? '';
      if (char === "'") words += this.#quoted(inPlural);
      else if (char === '{') {
        flush();
        parts.push(this.#place(inPlural));
      } else if (char === '}') {
        if (!nested || tag !== null) throw this.#wrong('“}” closes nothing');
        break;
      } else if (char === '<' && this.#text.startsWith(`</${tag ?? ''}>`, this.#at) && tag !== null) {
        break;
      } else if (char === '<' && /[a-z]/iu.test(this.#text[this.#at + 1] ?? '')) {
        flush();
        parts.push(this.#tag(inPlural));
      } else if (char === '<' && this.#text[this.#at + 1] === '/') {
        throw this.#wrong('“</” closes nothing');
      } else if (char === '#' && inPlural) {
        flush();
        parts.push({ kind: 'number' });
        this.#at += 1;
      } else {
        words += char;
        this.#at += 1;
      }
    }
    flush();
    return parts;
  }

  /** An apostrophe is one, unless it quotes what would mean something. */
  #quoted(inPlural: boolean): string {
    const next = this.#text[this.#at + 1] ?? '';
    if (next === "'") {
      this.#at += 2;
      return "'";
    }
    if (!(inPlural ? '{}<>#' : '{}<>').includes(next) || next === '') {
      this.#at += 1;
      return "'";
    }
    const end = this.#text.indexOf("'", this.#at + 1);
    const words = this.#text.slice(this.#at + 1, end < 0 ? undefined : end);
    this.#at = end < 0 ? this.#text.length : end + 1;
    return words;
  }

  #tag(inPlural: boolean): Part {
    this.#at += 1;
    const name = this.#name();
    this.#expect('>');
    const parts = this.parts(name, inPlural);
    this.#expect(`</${name}>`);
    return { kind: 'tag', name, parts };
  }

  #place(inPlural: boolean): Part {
    this.#at += 1;
    const name = this.#name();
    if (this.#takes('}')) return { kind: 'value', name, asNumber: false };
    this.#expect(',');
    const kind = this.#name();
    if (kind === 'number') {
      this.#expect('}');
      return { kind: 'value', name, asNumber: true };
    }
    if (kind !== 'plural' && kind !== 'select') throw this.#wrong(`“${kind}” is not known`);
    this.#expect(',');
    const cases = new Map<string, readonly Part[]>();
    while (!this.#takes('}')) {
      const key = this.#name();
      this.#expect('{');
      cases.set(key, this.parts(null, kind === 'plural' || inPlural, true));
      this.#expect('}');
    }
    if (!cases.has('other')) throw this.#wrong('“other” is missing');
    return { kind, name, cases };
  }

  #name(): string {
    this.#space();
    const [name] = /^[=\w-]+/u.exec(this.#text.slice(this.#at)) ?? [];
    if (name === undefined) throw this.#wrong('a name is missing');
    this.#at += name.length;
    return name;
  }

  #takes(expected: string): boolean {
    this.#space();
    if (!this.#text.startsWith(expected, this.#at)) return false;
    this.#at += expected.length;
    return true;
  }

  #expect(expected: string): void {
    if (!this.#takes(expected)) throw this.#wrong(`“${expected}” is missing`);
  }

  #space(): void {
    while (this.#text[this.#at] === ' ' || this.#text[this.#at] === '\n') this.#at += 1;
  }

  readonly #wrong = (what: string): Error => new Error(`${what} at ${this.#at} of: ${this.#text}`);
}
