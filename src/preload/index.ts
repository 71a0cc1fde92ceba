import { contextBridge, ipcRenderer } from 'electron';
import type { Bridge } from '../shared/contract.ts';

/** The whole of what the page can reach: one way to ask, one way to listen. Features never edit this file. */
const bridge: Bridge = Object.freeze({
  invoke: (call: string, input: unknown) =>
    ipcRenderer.invoke('latchkey:call', call, input) as Promise<unknown>,
  on: (listener: (name: string, payload: unknown) => void) => {
    const forward = (_event: unknown, name: string, payload: unknown): void => listener(name, payload);
    ipcRenderer.on('latchkey:event', forward);
    return () => void ipcRenderer.off('latchkey:event', forward);
  },
});

contextBridge.exposeInMainWorld('latchkey', bridge);
