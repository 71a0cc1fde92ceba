import type { ImportPreview, ImportProblem } from '../../../shared/key-import.ts';
import { PREVIEW_ROWS, PROBLEMS_TOLD } from '../../../shared/key-import-limits.ts';
import type { Actor } from '../../actor.ts';
import type { BatchWatch } from '../batch.ts';
import type { KeyDeps } from '../key-deps.ts';
import { checkRows, counts } from './check-rows.ts';
import type { ReadFile } from './read-file.ts';

export interface ImportLook {
  readonly preview: Omit<ImportPreview, 'id' | 'file'>;
  /** All of them, in the order of the rows. */
  readonly problems: readonly ImportProblem[];
}

/** What an import would do now. Changes nothing. */
export async function previewImport(
  { db }: Pick<KeyDeps, 'db'>,
  actor: Actor,
  { rows, ignored }: ReadFile,
  watch: BatchWatch,
): Promise<ImportLook> {
  const { ready, wrong, usage } = await checkRows(db, actor, rows, watch);
  const problems = wrong.flatMap((row) => row.problems);
  return {
    problems,
    preview: {
      rows: rows.length,
      ready: ready.length,
      wrong: wrong.length,
      problems: problems.slice(0, PROBLEMS_TOLD),
      problemCount: problems.length,
      ignored: [...ignored],
      hashes: ready.filter(({ secret }) => secret.from === 'sha256').length,
      counted: ready.filter(counts).length,
      usage,
      first: ready.slice(0, PREVIEW_ROWS).map((row) => ({
        row: row.row,
        name: row.name,
        hint: row.secret.hint,
        owner: row.by?.username ?? null,
        authorizationGroup: row.authorizationGroup?.name ?? null,
        revoked: row.revocation !== null,
        expiresAt: row.expiresAt,
      })),
    },
  };
}
