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
import { type Message, msg } from '../../shared/language/t.ts';

interface Section extends Pick<Route, 'path' | 'authority'> {
  readonly label: Message;
  readonly icon: typeof IconKey;
  /** What people look for who do not know where it is. */
  readonly words: Message;
}

/** The parts of the settings, each a screen of its own in `ROUTES`; in the order of the list beside them. */
const SECTIONS: readonly Section[] = [
  {
    path: '/settings/tenant',
    label: msg('Tenant'),
    authority: 'view',
    icon: IconTenant,
    words: msg('organisation prefix limit validity days expiring soon window'),
  },
  {
    path: '/settings/security',
    label: msg('Security'),
    authority: 'view',
    icon: IconSecurity,
    words: msg('idle lock clipboard clear lockout failed attempts pause'),
  },
  {
    path: '/settings/notices',
    label: msg('Notices'),
    authority: 'signed-in',
    icon: IconNotices,
    words: msg('notifications desktop expiry bell'),
  },
  {
    path: '/settings/appearance',
    label: msg('Appearance'),
    authority: 'signed-in',
    icon: IconAppearance,
    words: msg('colours colors theme density compact comfortable'),
  },
  {
    path: '/settings/account',
    label: msg('Your account'),
    authority: 'signed-in',
    icon: IconOwnAccount,
    words: msg('password change recovery codes devices remembered sign-in'),
  },
  {
    path: '/settings/tenants',
    label: msg('Tenants'),
    authority: 'manage-tenants',
    icon: IconTenants,
    words: msg('organisations archive restore'),
  },
  {
    path: '/settings/store',
    label: msg('Store'),
    authority: 'manage-tenants',
    icon: IconStore,
    words: msg('back up backup restore scheduled integrity check file size database passphrase encrypted'),
  },
  {
    path: '/settings/endpoint',
    label: msg('Verification endpoint'),
    authority: 'manage-tenants',
    icon: IconEndpoint,
    words: msg(
      'gateway nginx traefik caddy envoy serve start stop address port trusted proxies terse systemd',
    ),
  },
  {
    path: '/settings/about',
    label: msg('About'),
    authority: 'signed-in',
    icon: IconInfo,
    words: msg('version licence license store path components'),
  },
];

/** The sections that a person with these authorities may open. */
export const sectionsFor = (held: readonly Authority[]): readonly Section[] =>
  SECTIONS.filter((section) => mayOpen(section, held));
