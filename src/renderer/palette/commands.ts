import type { Authority } from '../../shared/authorities.ts';
import { t } from '../../shared/language/t.ts';
import { REPORT_KINDS, REPORT_NAMES } from '../../shared/report-words.ts';
import { leaveThen, navigate } from '../app/router.ts';
import { mayOpen, ROUTES } from '../app/routes.ts';
import { sectionsFor } from '../settings/sections.ts';
import { openReport } from '../reports/report-dialog.ts';
import {
  IconDark,
  IconExport,
  IconHelp,
  IconLight,
  IconLock,
  IconPlus,
  IconSignOut,
  IconSystem,
} from '../ui/icons.ts';
import type { Entry } from './entry.ts';

/** The screens that the person may see, the sections of the settings among them. */
export const screens = (held: readonly Authority[]): readonly Entry[] => [
  ...ROUTES.flatMap(({ path, authority, entry }) =>
    entry && mayOpen({ authority }, held)
      ? [screen(path, t(entry.label), entry.under.map((heading) => t(heading)).join(' › '), entry.icon)]
      : [],
  ),
  ...sectionsFor(held).map(({ path, label, icon, words }) =>
    screen(path, t(label), t('Settings'), icon, `settings ${t('settings')} ${t(words)}`),
  ),
];

const screen = (path: string, label: string, about: string, icon: Entry['icon'], words = ''): Entry => ({
  id: `screen ${path}`,
  label,
  about,
  icon,
  words,
  run: () => navigate(path),
});

export interface CommandDeps {
  readonly lock: () => void;
  readonly signOut: () => void;
  readonly showShortcuts: () => void;
  readonly setScheme: (scheme: 'light' | 'dark' | 'auto') => void;
}

/** What can be done from everywhere. */
export function commands(held: readonly Authority[], deps: CommandDeps): readonly Entry[] {
  const news = ROUTES.flatMap((route) =>
    route.command !== undefined && mayOpen(route, held)
      ? [command(t(route.command), IconPlus, () => navigate(route.path))]
      : [],
  );
  return [
    ...news,
    command(t('Lock'), IconLock, deps.lock),
    command(t('Keyboard shortcuts'), IconHelp, deps.showShortcuts),
    command(t('Light appearance'), IconLight, () => deps.setScheme('light')),
    command(t('Dark appearance'), IconDark, () => deps.setScheme('dark')),
    command(t('Appearance as the system'), IconSystem, () => deps.setScheme('auto')),
    ...(held.includes('export') ? reportCommands(held) : []),
    command(t('Sign out'), IconSignOut, () => leaveThen(deps.signOut)),
  ];
}

/** Each report by its own name, for who types that. */
const reportCommands = (held: readonly Authority[]): readonly Entry[] =>
  REPORT_KINDS.filter((kind) => held.includes(kind === 'activity' ? 'view-activity' : 'view')).map((kind) =>
    command(
      t('Export report: {name}', { name: t(REPORT_NAMES[kind]) }),
      IconExport,
      () => openReport({ kind }),
      'pdf html csv json',
    ),
  );

const command = (label: string, icon: Entry['icon'], run: () => void, words?: string): Entry => ({
  id: `command ${label}`,
  label,
  about: '',
  icon,
  run,
  ...(words !== undefined && { words }),
});
