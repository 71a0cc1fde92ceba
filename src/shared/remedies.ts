import { msg } from './language/t.ts';

/** What mends findings, as its buttons and the reports call it. Without zod, so that the window can name it. */
export const REMEDY_NAMES = {
  rotate: msg('Rotate'),
  'finish-rotation': msg('Finish rotation'),
  revoke: msg('Revoke'),
  remove: msg('Remove'),
  'set-allowlist': msg('Set allowlist'),
  'limit-permissions': msg('Limit permissions'),
  'choose-api-sets': msg('Choose API sets'),
  rename: msg('Rename'),
  'view-details': msg('View details'),
  'add-to-group': msg('Add to group'),
  'open-settings': msg('Open settings'),
  'open-log': msg('Verify log'),
} as const;

export type Remedy = keyof typeof REMEDY_NAMES;
