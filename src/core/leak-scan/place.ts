import type { FoundKey } from './chunk-scanner.ts';

/** An object of a repository in which a key stands. */
export interface GitObject {
  readonly id: string;
  readonly type: string;
  /** A name under which some commit has it; `null`: none that can be reached has. */
  readonly name: string | null;
}

/** A key and where it stands. */
export interface Hit extends FoundKey {
  /** The file, or for what is in a repository's history its folder. */
  readonly path: string;
  /** From outside in: the names of archive members. */
  readonly inside: readonly string[];
  readonly object: GitObject | null;
}

/** Why something was not read, or not all of it. */
export type TroubleKind = 'unreadable' | 'cut-off' | 'damaged' | 'closed' | 'git';

export interface Trouble {
  readonly kind: TroubleKind;
  readonly path: string;
  readonly inside: readonly string[];
  /** The system's code or words, where there are some. */
  readonly detail: string;
}

/** What one task of a scan gives back. */
export interface Harvest {
  readonly hits: Hit[];
  /** All keys, those beyond the most that are kept included. */
  found: number;
  readonly troubles: Trouble[];
  /** Not followed, so that nothing is scanned twice or without end. */
  links: number;
  /** FIFOs, sockets and devices, which are not opened. */
  special: number;
  /** Files of the store, which are not opened: no key stands in it in the clear. */
  own: number;
}

export const newHarvest = (): Harvest => ({ hits: [], found: 0, troubles: [], links: 0, special: 0, own: 0 });

/** The person, or the end of the program, has stopped the scan. */
export class Stopped extends Error {
  constructor() {
    super('The scan was stopped.');
    this.name = 'Stopped';
  }
}

/** The system's code for what went wrong, e.g. `EACCES`. */
export const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error
    ? String(error.code)
    : error instanceof Error
      ? error.message
      : '';
