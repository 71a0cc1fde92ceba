import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import type { Actor } from '../core/actor.ts';
import type { AnyDb } from '../core/db/schema.ts';
import { batchCancelled } from '../core/keys/key-errors.ts';
import { importKeys } from '../core/keys/import/import-keys.ts';
import { openImportFile } from '../core/keys/import/open-file.ts';
import { previewImport } from '../core/keys/import/preview-import.ts';
import { problemsAsCsv } from '../core/keys/import/problems-csv.ts';
import { shownName } from '../core/leak-scan/shown.ts';
import { t } from '../shared/language/t.ts';
import type { ImportPreview, ImportProblem, ImportResult } from '../shared/key-import.ts';
import { AppError } from '../shared/rpc.ts';
import type { Batches, Watch } from './batches.ts';
import type { Ports } from './ports.ts';

export interface ImportDeps {
  readonly db: AnyDb;
  readonly storePath: string;
  readonly ports: Pick<Ports, 'now' | 'emit' | 'choosePaths' | 'saveFile'>;
  readonly batches: Batches;
}

/** The file that one session has chosen, and what was seen in it. Nothing of its rows is kept but what is wrong with them. */
interface Desk {
  readonly owner: string;
  readonly path: string;
  looked: {
    readonly id: string;
    /** The file as it was looked at. */
    readonly digest: string;
    readonly problems: readonly ImportProblem[];
  } | null;
}

const ownerOf = ({ sessionId, tenantId }: Actor): string => `${sessionId} ${tenantId}`;

/** Imports of keys: the window knows neither where the file is nor what is in it. */
export class Imports {
  readonly #deps: ImportDeps;
  #desk: Desk | null = null;

  constructor(deps: ImportDeps) {
    this.#deps = deps;
  }

  /** What an import of the file would do; `null` without a file. */
  async preview(
    actor: Actor,
    file: 'choose' | 'again',
    allowed: () => Promise<void>,
  ): Promise<ImportPreview | null> {
    const { db, ports, batches } = this.#deps;
    if (file === 'choose') {
      const [path] = (await ports.choosePaths('import')) ?? [];
      await allowed();
      if (path === undefined) return null;
      this.#desk = { owner: ownerOf(actor), path, looked: null };
    }
    const desk = this.#deskOf(actor);
    if (desk === null) return null;
    desk.looked = null;
    return batches.run(async (watch) => {
      const read = await this.#read(desk, watch);
      const { preview, problems } = await previewImport({ db }, actor, read, watch);
      const id = randomUUID();
      desk.looked = { id, digest: read.digest, problems };
      return { ...preview, id, file: fileOf(desk) };
    });
  }

  /** Takes a file that somebody has dropped on the window. */
  dropped(actor: Actor, [path]: readonly string[]): void {
    if (path === undefined) return;
    this.#desk = { owner: ownerOf(actor), path, looked: null };
    this.#deps.ports.emit('import-dropped', {});
  }

  async run(
    actor: Actor,
    { id, partial, expected }: { readonly id: string; readonly partial: boolean; readonly expected: number },
  ): Promise<ImportResult> {
    const { db, ports, batches } = this.#deps;
    const { desk, looked } = this.#looked(actor, id);
    return batches.run(async (watch) => {
      const { rows, digest } = await this.#read(desk, watch);
      if (digest !== looked.digest) throw fileChanged();
      const input = { file: fileOf(desk), rows, partial, expected };
      const result = await importKeys({ db, now: ports.now }, actor, input, watch);
      desk.looked = null;
      return result;
    });
  }

  async saveProblems(actor: Actor, id: string, allowed: () => Promise<void>) {
    const { problems } = this.#looked(actor, id).looked;
    const path = await this.#deps.ports.saveFile('Import problems.csv', problemsAsCsv(problems), allowed);
    return { path, problems: problems.length };
  }

  /** Forgets the file that was chosen, and what was seen in it. */
  forget(): void {
    this.#desk = null;
  }

  #read({ path }: Desk, { signal }: Watch) {
    const { ports, storePath } = this.#deps;
    return openImportFile(path, storePath, ports.now(), () => {
      if (signal.aborted) throw batchCancelled();
    });
  }

  #deskOf(actor: Actor): Desk | null {
    return this.#desk?.owner === ownerOf(actor) ? this.#desk : null;
  }

  #looked(actor: Actor, id: string) {
    const desk = this.#deskOf(actor);
    if (desk?.looked?.id === id) return { desk, looked: desk.looked };
    throw new AppError('IMPORT_GONE', t('This look at a file is over. Choose the file again.'));
  }
}

const fileOf = ({ path }: Desk): string => shownName(basename(path));

const fileChanged = (): AppError =>
  new AppError(
    'FILE_CHANGED',
    t('The file has changed since it was looked at. Nothing was imported; look again.'),
  );
