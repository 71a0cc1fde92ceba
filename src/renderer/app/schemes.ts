import { msg } from '../../shared/language/t.ts';

/** How the window can look. */
export const SCHEMES = [
  { value: 'light', label: msg('Light') },
  { value: 'dark', label: msg('Dark') },
  { value: 'auto', label: msg('System') },
] as const;
