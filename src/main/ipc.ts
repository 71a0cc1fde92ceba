import { ipcMain, type BrowserWindow, type WebFrameMain } from 'electron';
import type { EventName, Events } from '../shared/contract.ts';
import type { Failure, Reply } from '../shared/rpc.ts';
import { isOwnFrame } from './sender.ts';

/** The only place that receives calls from, or sends anything to, a renderer. */

const CALLS = 'latchkey:call';
const EVENTS = 'latchkey:event';

const FOREIGN: Failure = {
  code: 'FOREIGN_SENDER',
  message: 'This call did not come from the window of Latchkey.',
};

export interface CallServer {
  /** The window whose main frame may call; nobody may before it is there. */
  readonly window: () => BrowserWindow | null;
  readonly origin: string;
  readonly dispatch: (call: unknown, input: unknown) => Promise<Reply>;
}

/** Answers calls. The sender is checked here, once, before a single byte of the call is looked at. */
export function serveCalls({ window, origin, dispatch }: CallServer): void {
  ipcMain.handle(CALLS, (event, call: unknown, input: unknown): Promise<Reply> | Reply => {
    const own = window();
    const frame: WebFrameMain | null = event.senderFrame;
    if (!own || own.isDestroyed() || !isOwnFrame(frame, own.webContents.mainFrame, origin)) {
      return { ok: false, ...FOREIGN };
    }
    return dispatch(call, input);
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
