import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';

/** Stands in the built page where each response puts a nonce of its own; electron.vite.config.ts has the same word. */
export const NONCE_PLACEHOLDER = '__LATCHKEY_NONCE__';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

export interface ServedFile {
  readonly status: 200 | 404;
  readonly headers: Record<string, string>;
  readonly body: Buffer;
}

/** The policy for one response. Nothing is fetched, framed or sent anywhere; styles need the nonce, scripts need to be ours. */
export function contentSecurityPolicy(nonce: string): string {
  return [
    `default-src 'none'`,
    `script-src 'self'`,
    `style-src 'self' 'nonce-${nonce}'`,
    // data: is the empty icon of the page, which keeps Chromium from asking for one.
    `img-src 'self' data:`,
    `font-src 'self'`,
    `connect-src 'none'`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `form-action 'none'`,
    `frame-ancestors 'none'`,
    `require-trusted-types-for 'script'`,
    `trusted-types default`,
  ].join('; ');
}

/** For everything but the page: whoever manages to show it as a page has one that can do nothing and is of no origin. */
const NO_PAGE = `default-src 'none'; frame-ancestors 'none'; sandbox`;

/**
 * Serves the built renderer from a map made once: a request names an entry or nothing, so no path is ever joined.
 * @param folder the built renderer
 */
export function rendererFiles(folder: string): (pathname: string) => Promise<ServedFile> {
  const files = new Map<string, string>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    files.set(path.slice(folder.length).replaceAll('\\', '/'), path);
  }
  return async (pathname) => {
    const name = pathname === '/' ? '/index.html' : pathname;
    const file = files.get(name);
    if (file === undefined)
      return { status: 404, headers: headers('text/plain'), body: Buffer.from('Not found') };
    const body = await readFile(file);
    const type = TYPES[extname(name)] ?? 'application/octet-stream';
    if (name !== '/index.html') return { status: 200, headers: headers(type), body };
    const nonce = randomBytes(16).toString('base64');
    return {
      status: 200,
      headers: { ...headers(type), 'content-security-policy': contentSecurityPolicy(nonce) },
      body: Buffer.from(body.toString('utf8').replaceAll(NONCE_PLACEHOLDER, nonce)),
    };
  };
}

function headers(type: string): Record<string, string> {
  // No cross-origin-opener-policy: no page can open another here, and Chromium would start the page's process twice.
  return {
    'content-type': type,
    'content-security-policy': NO_PAGE,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  };
}
