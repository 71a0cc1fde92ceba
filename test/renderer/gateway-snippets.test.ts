import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { gatewaySnippets, serveCommand, serveUnit } from '../../src/renderer/gateways/snippets.ts';
import { DEFAULT_ENDPOINT } from '../../src/shared/endpoint.ts';

const shipped = (path: string): string =>
  readFileSync(join(import.meta.dirname, '../../resources', path), 'utf8');
const FILES = {
  nginx: 'gateways/nginx.conf',
  Traefik: 'gateways/traefik.yml',
  Caddy: 'gateways/Caddyfile',
  Envoy: 'gateways/envoy.yaml',
} as const;

const snippet = (address: string, name: string): string =>
  gatewaySnippets(address).find((one) => one.name === name)?.code ?? '';

describe('gateways', () => {
  it('by default are shown the files that ship', () => {
    const shown = gatewaySnippets('127.0.0.1:8717').map(({ name, code }) => [name, code]);
    expect(shown).toEqual(Object.entries(FILES).map(([name, path]) => [name, shipped(path)]));
  });

  it.each(Object.keys(FILES))('%s asks at the configured address, and nowhere else', (name) => {
    const code = snippet('10.1.2.3:9000', name);
    expect(code).toMatch(/10\.1\.2\.3(:9000|, port_value: 9000)/);
    expect(code).not.toContain('8717');
    expect(code).toContain('latchkey serve --listen 10.1.2.3:9000');
  });

  it('Envoy is told the address in both of its places', () => {
    const code = snippet('10.1.2.3:9000', 'Envoy');
    expect(code).toContain('uri: http://10.1.2.3:9000\n');
    expect(code).toContain('socket_address: { address: 10.1.2.3, port_value: 9000 }');
    expect(snippet('[::1]:9000', 'Envoy')).toContain("{ address: '::1', port_value: 9000 }");
  });

  it.each([
    ['0.0.0.0:8717', 'server 127.0.0.1:8717;'],
    ['[::]:8717', 'server [::1]:8717;'],
    ['[2001:db8::7]:8717', 'server [2001:db8::7]:8717;'],
  ])('of one that listens on %s ask at an address that exists', (address, line) => {
    expect(snippet(address, 'nginx')).toContain(line);
  });

  // nginx and its file are tried in test/core/endpoint; of the others only the order can be held here.
  it.each([
    [
      'Caddy',
      [
        'route {',
        '-X-Latchkey-*',
        'forward_auth 127',
        '-X-API-Key',
        '@latchkey -Authorization',
        'reverse_proxy',
      ],
    ],
    [
      'Traefik',
      [
        'authResponseHeadersRegex: ^X-Latchkey-',
        "X-API-Key: ''",
        "Authorization: ''",
        '[latchkey, latchkey-forget]',
      ],
    ],
    [
      'Envoy',
      ['remove: x-latchkey-roles', 'filters.http.ext_authz', 'remove: x-api-key', 'remove: authorization'],
    ],
  ])('%s removes what clients claim before it asks, and the key afterwards', (name, lines) => {
    const code = snippet('127.0.0.1:8717', name);
    const places = lines.map((line) => code.indexOf(line));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((one, other) => one - other));
  });

  it('the API behind the gateway stays where it is', () => {
    for (const { code } of gatewaySnippets('10.1.2.3:9000')) expect(code).not.toContain('10.1.2.3:3000');
    expect(snippet('10.1.2.3:9000', 'nginx')).toContain('proxy_pass http://127.0.0.1:3000;');
  });
});

describe('without a desktop', () => {
  it('the defaults need no options', () => {
    expect(serveCommand(DEFAULT_ENDPOINT)).toBe('latchkey serve');
    expect(serveUnit(DEFAULT_ENDPOINT)).toBe(shipped('systemd/latchkey-verify.service'));
  });

  it.each([
    [{ address: '0.0.0.0:9000' }, 'latchkey serve --listen 0.0.0.0:9000'],
    [{ address: '[::1]:8717' }, "latchkey serve --listen '[::1]:8717'"],
    [{ trustedProxies: [] }, 'latchkey serve --trusted-proxy none'],
    [
      { trustedProxies: ['10.0.0.7', '10.1.0.0/16'], terse: true },
      'latchkey serve --trusted-proxy 10.0.0.7 --trusted-proxy 10.1.0.0/16 --terse',
    ],
  ])('%o', (more, command) => {
    const served = { ...DEFAULT_ENDPOINT, ...more };
    expect(serveCommand(served)).toBe(command);
    expect(serveUnit(served)).toContain(`\nExecStart=/usr/bin/${command}\n`);
  });
});
