import { expect, it } from 'vitest';
import { explainSaveError } from '../../src/main/save-error.ts';
import { AppError } from '../../src/shared/rpc.ts';

const failing = (code: string) => Object.assign(new Error(`${code}: no`), { code });

it.each([
  ['EACCES', 'may not write'],
  ['EROFS', 'cannot be written'],
  ['ENOSPC', 'disk is full'],
  ['ENAMETOOLONG', 'name is too long'],
])('says why a file was not saved and what to do: %s', (code, cause) => {
  const error = explainSaveError(failing(code), '/media/stick/a.APIKEY');
  expect(error).toBeInstanceOf(AppError);
  expect(error).toMatchObject({
    code: 'SAVE_FAILED',
    message: expect.stringMatching(new RegExp(`^/media/stick/a.APIKEY .*${cause}.*Choose another place`)),
  });
});

it('leaves what it does not know as it is', () => {
  const error = failing('EWEIRD');
  expect(explainSaveError(error, '/a')).toBe(error);
});
