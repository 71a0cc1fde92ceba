import { mayOpen, type Route } from '../app/routes.ts';
import {
  IconAppearance,
  IconEndpoint,
  IconInfo,
  type IconKey,
  IconNotices,
  IconOwnAccount,
  IconSecurity,
  IconStore,
  IconTenant,
  IconTenants,
} from '../ui/icons.ts';
import type { Authority } from '../../shared/authorities.ts';

interface Section extends Pick<Route, 'path' | 'authority'> {
  readonly label: string;
  readonly icon: typeof IconKey;
  /** What people look for who do not know where it is. */
  readonly words: string;
}

/** The parts of the settings, each a screen of its own in `ROUTES`; in the order of the list beside them. */
const SECTIONS: readonly Section[] = [
  {
    path: '/settings/tenant',
    label: 'Tenant',
    authority: 'view',
    icon: IconTenant,
    words: 'organisation prefix limit validity days expiring soon window',
  },
  {
    path: '/settings/security',
    label: 'Security',
    authority: 'view',
    icon: IconSecurity,
    words: 'idle lock clipboard clear lockout failed attempts pause',
  },
  {
    path: '/settings/notices',
    label: 'Notices',
    authority: 'signed-in',
    icon: IconNotices,
    words: 'notifications desktop expiry bell',
  },
  {
    path: '/settings/appearance',
    label: 'Appearance',
    authority: 'signed-in',
    icon: IconAppearance,
    words: 'colours colors theme density compact comfortable',
  },
  {
    path: '/settings/account',
    label: 'Your account',
    authority: 'signed-in',
    icon: IconOwnAccount,
    words: 'password change recovery codes devices remembered sign-in',
  },
  {
    path: '/settings/tenants',
    label: 'Tenants',
    authority: 'manage-tenants',
    icon: IconTenants,
    words: 'organisations archive restore',
  },
  {
    path: '/settings/store',
    label: 'Store',
    authority: 'manage-tenants',
    icon: IconStore,
    words: 'back up backup restore scheduled integrity check file size database passphrase encrypted',
  },
  {
    path: '/settings/endpoint',
    label: 'Verification endpoint',
    authority: 'manage-tenants',
    icon: IconEndpoint,
    words: 'gateway nginx traefik caddy envoy serve start stop address port trusted proxies terse systemd',
  },
  {
    path: '/settings/about',
    label: 'About',
    authority: 'signed-in',
    icon: IconInfo,
    words: 'version licence license store path components',
  },
];

/** The sections that a person with these authorities may open. */
export const sectionsFor = (held: readonly Authority[]): readonly Section[] =>
  SECTIONS.filter((section) => mayOpen(section, held));
