import { type Message, msg, t } from '../shared/language/t.ts';
import { AppError } from '../shared/rpc.ts';

const CAUSES: Readonly<Record<string, Message>> = {
  EACCES: msg('you may not write there'),
  EPERM: msg('you may not write there'),
  EROFS: msg('that place cannot be written'),
  ENOSPC: msg('the disk is full'),
  EDQUOT: msg('your share of the disk is used up'),
  ENOENT: msg('the folder is not there any more'),
  ENAMETOOLONG: msg('the name is too long'),
  EISDIR: msg('there is a folder of that name'),
  EIO: msg('the disk does not take it'),
};

/** Says why a file could not be saved and what to do; a cause that is not known is left as it is. */
export function explainSaveError(error: unknown, path: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const cause = CAUSES[code];
  if (cause === undefined) return error;
  return new AppError(
    'SAVE_FAILED',
    t('{path} was not saved: {cause}. Choose another place, or copy it instead.', { path, cause: t(cause) }),
  );
}
