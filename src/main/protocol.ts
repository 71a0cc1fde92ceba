import { protocol } from 'electron';
import { rendererFiles } from './renderer-files.ts';

/** Our own scheme, not `file://`: it has an origin, which the sender check relies on, and sees only the built files. */
const SCHEME = 'latchkey';
export const APP_ORIGIN = `${SCHEME}://app`;

/** Must run before the program is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/** Serves the built renderer under `latchkey://app/`. */
export function serveRenderer(folder: string): void {
  const serve = rendererFiles(folder);
  protocol.handle(SCHEME, async (request) => {
    const url = new URL(request.url);
    if (url.host !== 'app' || request.method !== 'GET') return new Response('Not found', { status: 404 });
    const { status, headers, body } = await serve(url.pathname);
    return new Response(new Uint8Array(body), { status, headers });
  });
}
