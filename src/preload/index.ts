import { contextBridge, ipcRenderer, webUtils } from 'electron';
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

/**
 * Files and folders that the person drops where the page takes them. Where they are is told from here to the main process:
 * the page neither learns it nor can make it up, because only a real drop is trusted.
 */
window.addEventListener('drop', (event) => {
  const { target, dataTransfer } = event;
  const place = target instanceof Element ? target.closest('[data-takes-files]') : null;
  if (!event.isTrusted || place === null || dataTransfer === null) return;
  const paths = Array.from(dataTransfer.files, (file) => webUtils.getPathForFile(file));
  // What the place takes them for is the page's to say.
  ipcRenderer.send('latchkey:dropped', paths, place.getAttribute('data-takes-files'));
});
