import { ipcMain, type BrowserWindow, type WebFrameMain } from 'electron';
import type { EventName, Events } from '../shared/contract.ts';
import type { Failure, Reply } from '../shared/rpc.ts';
import type { DropTarget } from './backend.ts';
import { isOwnFrame } from './sender.ts';

/** The only place that receives calls from, or sends anything to, a renderer. */

const CALLS = 'latchkey:call';
const EVENTS = 'latchkey:event';
const DROPS = 'latchkey:dropped';

const FOREIGN: Failure = {
  code: 'FOREIGN_SENDER',
  message: 'This call did not come from the window of Latchkey.',
};

export interface CallServer {
  /** The window whose main frame may call; nobody may before it is there. */
  readonly window: () => BrowserWindow | null;
  readonly origin: string;
  readonly dispatch: (call: unknown, input: unknown) => Promise<Reply>;
  /** Told of files and folders that the person has dropped on the window; the preload script says so, not the page. */
  readonly dropped: (paths: readonly string[], what: DropTarget) => void;
}

/** Answers calls. The sender is checked here, once, before a single byte of the call is looked at. */
export function serveCalls({ window, origin, dispatch, dropped }: CallServer): void {
  const isOwn = (frame: WebFrameMain | null): boolean => {
    const own = window();
    return own !== null && !own.isDestroyed() && isOwnFrame(frame, own.webContents.mainFrame, origin);
  };
  ipcMain.handle(CALLS, (event, call: unknown, input: unknown): Promise<Reply> | Reply =>
    isOwn(event.senderFrame) ? dispatch(call, input) : { ok: false, ...FOREIGN },
  );
  ipcMain.on(DROPS, (event, paths: unknown, what: unknown) => {
    if (isOwn(event.senderFrame) && Array.isArray(paths)) {
      const named = paths.filter((path) => typeof path === 'string' && path !== '');
      dropped(named, what === 'import' ? 'import' : 'scan');
    }
  });
}

/** Tells the window something unasked. */
export function sendEvent<N extends EventName>(
  window: BrowserWindow | null,
  name: N,
  payload: Events[N],
): void {
  if (window && !window.isDestroyed()) window.webContents.send(EVENTS, name, payload);
}
