import type { ComponentType } from 'react';
import type { Authority } from '../../shared/authorities.ts';
import { KeysPage } from '../keys/KeysPage.tsx';
import { IconKey } from '../ui/icons.ts';
import { fetched } from './fetched.tsx';

/** A screen of the program. A new one is a new entry here and nothing else in this folder. */
export interface Route {
  readonly path: string;
  readonly authority: Authority;
  /** Fetched when needed, but for the screen that is shown first. */
  readonly page: ComponentType;
  /** Its place in the navigation, when it has one. */
  readonly entry?: {
    readonly label: string;
    /** From the outermost heading inwards. */
    readonly under: readonly string[];
    readonly icon: typeof IconKey;
  };
}

export const ROUTES: readonly Route[] = [
  {
    path: '/tenant-api-keys',
    authority: 'view',
    page: KeysPage,
    entry: { label: 'API Keys', under: ['Settings', 'Data & Monitoring'], icon: IconKey },
  },
  {
    path: '/tenant-api-keys/new',
    authority: 'manage-tenant-api-keys',
    page: fetched(() => import('../keys/GenerateKeyPage.tsx')),
  },
];

export const HOME = '/tenant-api-keys';
