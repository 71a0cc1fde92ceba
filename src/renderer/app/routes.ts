import type { ComponentType } from 'react';
import { type Authority, KEY_AUTHORITIES } from '../../shared/authorities.ts';
import { type Message, msg } from '../../shared/language/t.ts';
import { KeysPage } from '../keys/KeysPage.tsx';
import {
  IconAccounts,
  IconActivityLog,
  IconApiSet,
  IconAuthorizationGroup,
  IconDataAccess,
  IconFindings,
  IconIdentify,
  IconKey,
  IconLeakScan,
  IconOverview,
  IconRole,
  IconSettings,
  IconSimulator,
} from '../ui/icons.ts';
import { fetched } from './fetched.tsx';

/** A screen of the program. A new one is a new entry here and nothing else in this folder. */
export interface Route {
  /** `:id` stands for a number, which the page reads with `usePathId`. */
  readonly path: string;
  /** Several: any of them is enough. `signed-in`: none is needed. */
  readonly authority: Authority | readonly Authority[] | 'signed-in';
  /** Fetched when needed, but for the screen that is shown first. */
  readonly page: ComponentType;
  /** Its place in the navigation, when it has one. */
  readonly entry?: {
    readonly label: Message;
    /** From the outermost heading inwards. */
    readonly under: readonly Message[];
    readonly icon: typeof IconKey;
  };
  /** What the palette calls it, for a screen that makes something new. */
  readonly command?: Message;
}

const RolePage = fetched(() => import('../access/RolePage.tsx'));
const GroupPage = fetched(() => import('../access/GroupPage.tsx'));
const ApiSetPage = fetched(() => import('../access/ApiSetPage.tsx'));
const SimulatorPage = fetched(() => import('../simulator/SimulatorPage.tsx'));
const DataAccessPage = fetched(() => import('../data-access/DataAccessPage.tsx'));

export const ROUTES: readonly Route[] = [
  {
    path: '/overview',
    authority: 'view',
    page: fetched(() => import('../overview/OverviewPage.tsx')),
    entry: { label: msg('Overview'), under: [], icon: IconOverview },
  },
  {
    path: '/tenant-api-keys',
    authority: 'view',
    page: KeysPage,
    entry: { label: msg('API Keys'), under: [msg('Settings'), msg('Data & Monitoring')], icon: IconKey },
  },
  {
    path: '/tenant-api-keys/new',
    authority: KEY_AUTHORITIES,
    page: fetched(() => import('../keys/generate/GenerateKeyPage.tsx')),
    command: msg('Generate API Key'),
  },
  {
    path: '/tenant-api-keys/import',
    authority: KEY_AUTHORITIES,
    page: fetched(() => import('../keys/import/ImportPage.tsx')),
    command: msg('Import API keys'),
  },
  {
    path: '/tenant-api-keys/:id',
    authority: 'view',
    page: fetched(() => import('../keys/details/KeyDetailsPage.tsx')),
  },
  {
    path: '/tenant-api-keys/:id/clone',
    authority: KEY_AUTHORITIES,
    page: fetched(() => import('../keys/generate/CloneKeyPage.tsx')),
  },
  {
    path: '/accounts',
    authority: 'view',
    page: fetched(() => import('../accounts/AccountsPage.tsx')),
    entry: { label: msg('User accounts'), under: [msg('Admin')], icon: IconAccounts },
  },
  {
    path: '/accounts/new',
    authority: 'manage-accounts',
    page: fetched(() => import('../accounts/NewAccountPage.tsx')),
    command: msg('New user account'),
  },
  {
    path: '/accounts/:id',
    authority: 'view',
    page: fetched(() => import('../accounts/AccountPage.tsx')),
  },
  {
    path: '/roles',
    authority: 'view',
    page: fetched(() => import('../access/RolesPage.tsx')),
    entry: { label: msg('Roles'), under: [msg('Admin')], icon: IconRole },
  },
  { path: '/roles/new', authority: 'manage-access-control', page: RolePage, command: msg('New role') },
  { path: '/roles/:id', authority: 'view', page: RolePage },
  {
    path: '/authorization-groups',
    authority: 'view',
    page: fetched(() => import('../access/GroupsPage.tsx')),
    entry: { label: msg('Authorization groups'), under: [msg('Admin')], icon: IconAuthorizationGroup },
  },
  {
    path: '/authorization-groups/new',
    authority: 'manage-access-control',
    page: GroupPage,
    command: msg('New authorization group'),
  },
  { path: '/authorization-groups/:id', authority: 'view', page: GroupPage },
  {
    path: '/api-sets',
    authority: 'view',
    page: fetched(() => import('../access/ApiSetsPage.tsx')),
    entry: { label: msg('API sets'), under: [msg('Admin')], icon: IconApiSet },
  },
  {
    path: '/api-sets/new',
    authority: 'manage-access-control',
    page: ApiSetPage,
    command: msg('New API set'),
  },
  { path: '/api-sets/:id', authority: 'view', page: ApiSetPage },
  {
    path: '/permissions',
    authority: 'view',
    page: fetched(() => import('../access/PermissionsPage.tsx')),
  },
  {
    path: '/data-access',
    authority: 'view',
    page: fetched(() => import('../data-access/DataAccessListPage.tsx')),
    entry: { label: msg('Data access control'), under: [msg('Admin')], icon: IconDataAccess },
  },
  {
    path: '/data-access/new',
    authority: 'manage-access-control',
    page: DataAccessPage,
    command: msg('New data access group'),
  },
  { path: '/data-access/:id', authority: 'view', page: DataAccessPage },
  {
    path: '/findings',
    authority: 'view',
    page: fetched(() => import('../findings/FindingsPage.tsx')),
    entry: { label: msg('Findings'), under: [msg('Audit')], icon: IconFindings },
  },
  {
    path: '/activity-log',
    authority: 'view-activity',
    page: fetched(() => import('../activity-log/ActivityLogPage.tsx')),
    entry: { label: msg('Activity log'), under: [msg('Audit')], icon: IconActivityLog },
  },
  {
    path: '/identify',
    authority: 'view',
    page: fetched(() => import('../leak-scan/IdentifyPage.tsx')),
    entry: { label: msg('Identify a key'), under: [msg('Audit')], icon: IconIdentify },
  },
  {
    path: '/leak-scan',
    authority: 'view',
    page: fetched(() => import('../leak-scan/LeakScanPage.tsx')),
    entry: { label: msg('Leak scan'), under: [msg('Audit')], icon: IconLeakScan },
  },
  {
    path: '/access-simulator',
    authority: 'view',
    page: SimulatorPage,
    entry: { label: msg('Access simulator'), under: [msg('Audit')], icon: IconSimulator },
  },
  { path: '/access-simulator/:id', authority: 'view', page: SimulatorPage },
  {
    path: '/settings',
    authority: 'signed-in',
    page: fetched(() => import('../settings/SettingsPage.tsx')),
    entry: { label: msg('Settings'), under: [], icon: IconSettings },
  },
  {
    path: '/settings/tenant',
    authority: 'view',
    page: fetched(() => import('../settings/tenant/TenantSection.tsx')),
  },
  {
    path: '/settings/security',
    authority: 'view',
    page: fetched(() => import('../settings/SecuritySection.tsx')),
  },
  {
    path: '/settings/notices',
    authority: 'signed-in',
    page: fetched(() => import('../settings/NoticesSection.tsx')),
  },
  {
    path: '/settings/appearance',
    authority: 'signed-in',
    page: fetched(() => import('../settings/AppearanceSection.tsx')),
  },
  {
    path: '/settings/account',
    authority: 'signed-in',
    page: fetched(() => import('../settings/account/AccountSection.tsx')),
  },
  {
    path: '/settings/tenants',
    authority: 'manage-tenants',
    page: fetched(() => import('../settings/tenant/TenantsSection.tsx')),
  },
  {
    path: '/settings/store',
    authority: 'manage-tenants',
    page: fetched(() => import('../settings/store/StoreSection.tsx')),
  },
  {
    path: '/settings/endpoint',
    authority: 'manage-tenants',
    page: fetched(() => import('../settings/endpoint/EndpointSection.tsx')),
  },
  {
    path: '/settings/about',
    authority: 'signed-in',
    page: fetched(() => import('../settings/AboutSection.tsx')),
  },
];

/** True when a person with these authorities may see a screen. */
export const mayOpen = ({ authority }: Pick<Route, 'authority'>, held: readonly Authority[]): boolean =>
  authority === 'signed-in' ||
  (typeof authority === 'string' ? held.includes(authority) : authority.some((one) => held.includes(one)));

/** The screen of an address, and the number in it where it has one. What stands behind a `?` is the screen’s own. */
export function routeOf(address: string): { readonly route: Route; readonly id: number | null } | undefined {
  const [path = ''] = address.split('?');
  for (const route of ROUTES) {
    if (route.path === path) return { route, id: null };
    if (!route.path.includes(':id')) continue;
    const [before = '', after = ''] = route.path.split(':id');
    const id =
      path.startsWith(before) && path.endsWith(after)
        ? path.slice(before.length, path.length - after.length)
        : '';
    if (/^[1-9]\d{0,14}$/.test(id)) return { route, id: Number(id) };
  }
  return undefined;
}

export { HOME } from './home.ts';
