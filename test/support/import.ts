import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Actor } from '../../src/core/actor.ts';
import type { BatchWatch } from '../../src/core/keys/batch.ts';
import { importKeys } from '../../src/core/keys/import/import-keys.ts';
import { openImportFile } from '../../src/core/keys/import/open-file.ts';
import { previewImport } from '../../src/core/keys/import/preview-import.ts';
import { csvOfRows } from './csv-rows.ts';
import type { Row } from './import-rows.ts';
import { entriesAfter } from './keys.ts';
import type { Organisation } from './people.ts';
import { meddle } from './store.ts';
import { tempFolder } from './temp-folder.ts';

export const WATCH: BatchWatch = { onProgress: () => {}, signal: new AbortController().signal };

/** A file with these contents; its path. */
export function fileOf(contents: string | Uint8Array, name = 'keys.csv'): string {
  const path = join(tempFolder(), name);
  writeFileSync(path, contents);
  return path;
}

const read = ({ store, deps }: Organisation, contents: string | Uint8Array) =>
  openImportFile(fileOf(contents), store.path, deps.now(), () => {});

/** The dry run of a file. */
export async function look(here: Organisation, contents: string | Uint8Array, actor: Actor = here.ada) {
  return previewImport(here.deps, actor, await read(here, contents), WATCH);
}

/** What the dry run finds wrong with rows: `3 Owner: …`. */
export async function problemsOf(here: Organisation, rows: readonly Row[]): Promise<string[]> {
  const { preview } = await look(here, csvOfRows(rows));
  return preview.problems.map(({ row, column, message }) => `${row} ${column}: ${message}`);
}

/** All that an import writes. */
export const written = async ({ store, deps }: Organisation) => ({
  keys: await meddle(store).selectFrom('keys').selectAll().execute(),
  secrets: await meddle(store).selectFrom('secrets').selectAll().execute(),
  tenants: await meddle(store).selectFrom('tenants').selectAll().execute(),
  entries: await entriesAfter(deps.db),
});

/** The import of a file, as somebody confirms it who has seen the dry run. */
export async function bring(
  here: Organisation,
  contents: string | Uint8Array,
  more: {
    readonly actor?: Actor;
    readonly partial?: boolean;
    readonly expected?: number;
    readonly watch?: BatchWatch;
  } = {},
) {
  const { actor = here.ada, partial = false, watch = WATCH } = more;
  const { rows } = await read(here, contents);
  const { preview } = await previewImport(here.deps, actor, { rows, ignored: [] }, WATCH);
  const input = { file: 'keys.csv', rows, partial, expected: more.expected ?? preview.ready };
  return importKeys(here.deps, actor, input, watch);
}
