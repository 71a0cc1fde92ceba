/** Says each trouble once, however often it comes again before it is over. */
export class Troubles {
  readonly #say: (message: string) => void;
  last: string | null = null;

  constructor(say: (message: string) => void) {
    this.#say = say;
  }

  note(message: string): void {
    if (message !== this.last) this.#say(message);
    this.last = message;
  }

  over(): null {
    this.last = null;
    return null;
  }
}
