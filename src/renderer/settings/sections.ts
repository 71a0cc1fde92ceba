import { mayOpen, type Route } from '../app/routes.ts';
import {
  IconAppearance,
  IconInfo,
  type IconKey,
  IconNotices,
  IconOwnAccount,
  IconSecurity,
  IconTenant,
  IconTenants,
} from '../ui/icons.ts';
import type { Authority } from '../../shared/authorities.ts';

interface Section extends Pick<Route, 'path' | 'authority'> {
  readonly label: string;
  readonly icon: typeof IconKey;
}

/** The parts of the settings, each a screen of its own in `ROUTES`; in the order of the list beside them. */
const SECTIONS: readonly Section[] = [
  { path: '/settings/tenant', label: 'Tenant', authority: 'view', icon: IconTenant },
  { path: '/settings/security', label: 'Security', authority: 'view', icon: IconSecurity },
  { path: '/settings/notices', label: 'Notices', authority: 'signed-in', icon: IconNotices },
  { path: '/settings/appearance', label: 'Appearance', authority: 'signed-in', icon: IconAppearance },
  { path: '/settings/account', label: 'Your account', authority: 'signed-in', icon: IconOwnAccount },
  { path: '/settings/tenants', label: 'Tenants', authority: 'manage-tenants', icon: IconTenants },
  { path: '/settings/about', label: 'About', authority: 'signed-in', icon: IconInfo },
];

/** The sections that a person with these authorities may open. */
export const sectionsFor = (held: readonly Authority[]): readonly Section[] =>
  SECTIONS.filter((section) => mayOpen(section, held));
