import { z } from 'zod';
import type { Access } from './authorities.ts';
import type { Call } from './rpc.ts';

/**
 * Something that is shown once: a generated key, or the recovery codes of set-up.
 * The main process holds it until its owner says that it is safe, so that neither a lock of the screen,
 * a crash of the renderer nor closing the window can lose it.
 */
export const pendingSecret = z.object({
  id: z.string(),
  kind: z.enum(['key', 'recovery-codes']),
  /** The key's name, or the username that the recovery codes belong to. */
  name: z.string(),
  /** The secret itself; recovery codes are one a line. */
  text: z.string(),
  /** True once it was copied or downloaded. */
  saved: z.boolean(),
});
export type PendingSecret = z.infer<typeof pendingSecret>;

const which = z.strictObject({ id: z.string() });

export const secrets = {
  /** Those still waiting to be saved, oldest first; empty nearly always. */
  pending: { input: z.undefined(), output: z.array(pendingSecret), authority: 'signed-in' },
  /** Puts it on the clipboard, from where it is cleared again after `clearedAfterSeconds`. */
  copy: {
    input: which,
    output: z.object({ clearedAfterSeconds: z.number().int() }),
    authority: 'signed-in',
  },
  /** Asks for a place and writes the file, readable to its owner alone. `null`: the person cancelled. */
  download: { input: which, output: z.object({ path: z.string().nullable() }), authority: 'signed-in' },
  /** Forgets it. Refused as `SECRET_NOT_SAVED` unless it was saved or `loseIt` says that the person confirmed the loss. */
  release: {
    input: z.strictObject({ id: z.string(), loseIt: z.boolean() }),
    output: z.object({}),
    authority: 'signed-in',
  },
} as const satisfies Record<string, Call<Access>>;
