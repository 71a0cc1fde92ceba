/** Real bytes that are unpacked of one file, whatever its headers say. */
export const UNPACKED_MOST = 100 * 1024 * 1024;
/** An archive in an archive is opened, one in that is not. */
export const ARCHIVE_DEPTH = 2;
/** Members of one archive. */
export const MEMBERS_MOST = 100_000;

/** What of one file may still be unpacked. */
export class Budget {
  #left = UNPACKED_MOST;

  get left(): number {
    return this.#left;
  }

  /** @throws OverLimit when it is used up */
  spend(bytes: number): void {
    this.#left -= bytes;
    if (this.#left < 0) throw new OverLimit();
  }
}

/** There is more in an archive than is read. */
export class OverLimit extends Error {
  constructor() {
    super('There is more in this archive than is unpacked.');
    this.name = 'OverLimit';
  }
}

/** An archive that is damaged, or made in a way that is not read. */
export class NotAnArchive extends Error {
  constructor(why: string) {
    super(why);
    this.name = 'NotAnArchive';
  }
}
