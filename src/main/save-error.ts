import { AppError } from '../shared/rpc.ts';

const CAUSES: Readonly<Record<string, string>> = {
  EACCES: 'you may not write there',
  EPERM: 'you may not write there',
  EROFS: 'that place cannot be written',
  ENOSPC: 'the disk is full',
  EDQUOT: 'your share of the disk is used up',
  ENOENT: 'the folder is not there any more',
  ENAMETOOLONG: 'the name is too long',
  EISDIR: 'there is a folder of that name',
  EIO: 'the disk does not take it',
};

/** Says why a file could not be saved and what to do; a cause that is not known is left as it is. */
export function explainSaveError(error: unknown, path: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const cause = CAUSES[code];
  if (cause === undefined) return error;
  return new AppError(
    'SAVE_FAILED',
    `${path} was not saved: ${cause}. Choose another place, or copy it instead.`,
  );
}
