import { app, type Session, type WebContents } from 'electron';

/** Takes away from every page what no screen of Latchkey needs, so that a compromised renderer has less to work with. */

/** Denies every permission, device, capture and download. */
export function guardSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, callback) => callback(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, callback) => callback({}));
  session.on('will-download', (event) => event.preventDefault());
  session.setSpellCheckerEnabled(false);
}

/**
 * Forbids every page to go anywhere, open anything or embed anything.
 * @param allowed the one origin whose pages may be loaded
 */
export function guardContents(allowed: string): void {
  app.on('web-contents-created', (_event, contents: WebContents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    contents.on('will-attach-webview', (event) => event.preventDefault());
    // No permission handler is asked for these; where nobody listens, Electron takes the first device that it finds.
    contents.on('select-bluetooth-device', (event, _devices, choose) => {
      event.preventDefault();
      choose('');
    });
    const stay = (event: { preventDefault: () => void; url: string }): void => {
      if (!isOn(event.url, allowed)) event.preventDefault();
    };
    contents.on('will-navigate', stay);
    contents.on('will-redirect', stay);
    contents.on('will-frame-navigate', stay);
  });
}

function isOn(url: string, origin: string): boolean {
  // Not URL.origin: it is "null" for schemes that the URL standard does not know.
  return url === origin || url.startsWith(`${origin}/`);
}
