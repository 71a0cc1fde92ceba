import { comparable } from '../../../shared/text.ts';

/**
 * What an entry refers to: an id, or a name where the entry has no id and the log has not said before what has the name.
 * Names are unique at any moment, so a name means one thing at the time of its entry.
 */
export type Ref = number | string;

/** What a tenant has of one kind, found by id and by the name that it has just then. */
export class Things<Thing extends { name: string }> {
  readonly byId = new Map<number, Thing>();
  readonly #named = new Map<string, number>();
  /** Of names that were referred to before the log said what has them. */
  readonly #aliases = new Map<string, number>();
  readonly #unknown: (name: string) => Thing;

  /** @param unknown a thing of which the log has told no more than the name */
  constructor(unknown: (name: string) => Thing) {
    this.#unknown = unknown;
  }

  put(id: number, thing: Thing): void {
    this.byId.set(id, thing);
    this.#named.set(comparable(thing.name), id);
  }

  /** Puts a new thing of which no more is known than its name. */
  begin(id: number, name: string): void {
    this.put(id, this.#unknown(name));
  }

  rename(id: number, name: string): void {
    const thing = this.byId.get(id);
    if (thing === undefined) return;
    this.#forgetName(id, thing);
    thing.name = name;
    this.#named.set(comparable(name), id);
  }

  /** Takes a thing away, or only its name when others still refer to it. */
  remove(id: number, still: 'referred to' | 'gone' = 'gone'): void {
    const thing = this.byId.get(id);
    if (thing === undefined) return;
    this.#forgetName(id, thing);
    if (still === 'gone') this.byId.delete(id);
  }

  /** The thing that an entry is about. When the log has not told of it, it is as `unknown` says. */
  about(id: number, nameBefore: string): Thing {
    const known = this.byId.get(id);
    if (known) return known;
    const thing = this.#unknown(nameBefore);
    this.put(id, thing);
    if (!this.#aliases.has(comparable(nameBefore))) this.#aliases.set(comparable(nameBefore), id);
    return thing;
  }

  /** What has this name now. */
  refTo(name: string): Ref {
    return this.#named.get(comparable(name)) ?? name;
  }

  get(ref: Ref): Thing | undefined {
    return this.byId.get(this.idOf(ref) ?? Number.NaN);
  }

  /** The id, when the log has said meanwhile what had the name. */
  idOf(ref: Ref): number | undefined {
    return typeof ref === 'number' ? ref : this.#aliases.get(comparable(ref));
  }

  #forgetName(id: number, { name }: Thing): void {
    if (this.#named.get(comparable(name)) === id) this.#named.delete(comparable(name));
  }
}
