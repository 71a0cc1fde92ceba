import type { Page } from '@playwright/test';
import type { UiProgram } from '../support/ui-program.ts';

/** What an entry arranges: the real backend over a store of its own, behind the real renderer in a window of its own. */
export interface Stage {
  readonly program: UiProgram;
  readonly page: Page;
  /** Opens the window; `route` as in `/tenant-api-keys`. */
  readonly open: (route?: string) => Promise<void>;
}

/** One screen in one state. */
export interface Entry {
  /** As people call it: `API Keys`, `Rotate API Key`. */
  readonly screen: string;
  /** `empty`, `loading`, `full` and `failing` where a screen has them, and what else is worth a look. */
  readonly state: string;
  /** Brings the window there and waits until it is. */
  readonly arrange: (stage: Stage) => Promise<void>;
}

/** The store in which the administrator was just set up. */
export const setUp =
  (arrange: Entry['arrange']): Entry['arrange'] =>
  async (stage) => {
    await stage.program.setUp();
    await arrange(stage);
  };

/** Why a call fails in the catalog, as tests say it. */
export { BUSY } from '../support/access.ts';
