import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { contentSecurityPolicy, NONCE_PLACEHOLDER, rendererFiles } from '../../src/main/renderer-files.ts';
import { tempFolder } from '../support/temp-folder.ts';

/** A built renderer with a secret lying beside it. */
function built() {
  const outside = tempFolder();
  const folder = join(outside, 'renderer');
  mkdirSync(join(folder, 'assets'), { recursive: true });
  writeFileSync(
    join(folder, 'index.html'),
    `<style nonce="${NONCE_PLACEHOLDER}"></style><i>${NONCE_PLACEHOLDER}</i>`,
  );
  writeFileSync(join(folder, 'assets', 'index-1a2b.js'), 'export {};');
  writeFileSync(join(folder, 'assets', 'index-1a2b.css'), 'body {}');
  writeFileSync(join(folder, 'assets', 'data.bin'), 'bytes');
  writeFileSync(join(outside, 'latchkey.db'), 'secret');
  symlinkSync(join(outside, 'latchkey.db'), join(folder, 'assets', 'link.js'));
  return { serve: rendererFiles(folder), folder };
}

describe('what is served', () => {
  it.each([
    ['/', 'text/html; charset=utf-8'],
    ['/index.html', 'text/html; charset=utf-8'],
    ['/assets/index-1a2b.js', 'text/javascript; charset=utf-8'],
    ['/assets/index-1a2b.css', 'text/css; charset=utf-8'],
    ['/assets/data.bin', 'application/octet-stream'],
  ])('%s as %s', async (path, type) => {
    const { status, headers, body } = await built().serve(path);
    expect(status).toBe(200);
    expect(headers['content-type']).toBe(type);
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(body.length).toBeGreaterThan(0);
  });

  it.each([
    '/../latchkey.db',
    '/..%2flatchkey.db',
    '/%2e%2e/latchkey.db',
    '/..\\latchkey.db',
    '/assets/../../latchkey.db',
    '/assets/../index.html',
    '/assets/%2e%2e%2f%2e%2e%2flatchkey.db',
    '//latchkey.db',
    '/assets',
    '/assets/',
    '/assets/link.js',
    '/INDEX.HTML',
    '/index.html\0.js',
    '/index.html?x',
    '/missing.js',
    '/__proto__',
    '/constructor',
    'index.html',
    '',
  ])('nothing for %o', async (path) => {
    const { status, body } = await built().serve(path);
    expect(status).toBe(404);
    expect(body.toString()).toBe('Not found');
  });

  it('only what was there at the start', async () => {
    const { serve, folder } = built();
    writeFileSync(join(folder, 'late.js'), 'alert(1)');
    expect((await serve('/late.js')).status).toBe(404);
  });
});

describe('the policy of the page', () => {
  const nonceOf = (policy: string | undefined) => /'nonce-([^']+)'/.exec(policy ?? '')?.[1];

  it('names the nonce that the page carries, everywhere in it', async () => {
    const { headers, body } = await built().serve('/');
    const nonce = nonceOf(headers['content-security-policy']);
    expect(nonce).toMatch(/^[A-Za-z0-9+/]{22}==$/);
    expect(body.toString()).toBe(`<style nonce="${nonce}"></style><i>${nonce}</i>`);
  });

  it('is another for every response', async () => {
    const { serve } = built();
    const nonces = new Set<string | undefined>();
    for (let count = 0; count < 20; count += 1) {
      nonces.add(nonceOf((await serve('/')).headers['content-security-policy']));
    }
    expect(nonces.size).toBe(20);
  });

  it.each(['/assets/index-1a2b.js', '/assets/data.bin', '/missing.js'])(
    'makes %s, shown as a page, one of no origin that can do nothing',
    async (path) => {
      const { headers } = await built().serve(path);
      expect(headers['content-security-policy']).toBe(`default-src 'none'; frame-ancestors 'none'; sandbox`);
    },
  );

  it('allows nothing by default, no inline script, no eval and no way out', () => {
    const policy = contentSecurityPolicy('abc').split('; ');
    expect(policy).toEqual(
      expect.arrayContaining([
        `default-src 'none'`,
        `script-src 'self'`,
        `connect-src 'none'`,
        `object-src 'none'`,
        `base-uri 'none'`,
        `form-action 'none'`,
        `frame-ancestors 'none'`,
      ]),
    );
    expect(policy.join(' ')).not.toMatch(/unsafe|\*|https?:/);
  });
});
