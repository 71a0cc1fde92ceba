import { describe, expect, it } from 'vitest';
import {
  isLoopback,
  listenText,
  parseListenAddress,
  reachedAt,
  readListenAddress,
} from '../../src/shared/listen-address.ts';

describe('where the endpoint listens', () => {
  it.each([
    ['127.0.0.1:8717', '127.0.0.1:8717'],
    [' LocalHost:9000 ', '127.0.0.1:9000'],
    ['0.0.0.0:1', '0.0.0.0:1'],
    ['[::1]:8717', '[::1]:8717'],
    ['[2001:DB8:0::7]:65535', '[2001:db8::7]:65535'],
    ['[::ffff:10.0.0.1]:80', '10.0.0.1:80'],
  ])('%j is kept as %s', (typed, kept) => {
    const read = readListenAddress(typed);
    expect('address' in read && listenText(read.address)).toBe(kept);
  });

  it.each([
    ['', 'is required'],
    ['8717', 'a colon and a port'],
    ['127.0.0.1', 'a colon and a port'],
    ['127.0.0.1:', 'a colon and a port'],
    ['127.0.0.1:65536', 'a colon and a port'],
    ['127.0.0.1:-1', 'a colon and a port'],
    ['http://127.0.0.1:80', 'a colon and a port'],
    ['127.0.0.1:0', 'from 1 to 65535'],
    ['::1:8717', 'in brackets'],
    ['fe80::1', 'in brackets'],
    ['[fe80::1%eth0]:80', 'a colon and a port'],
    ['keys.example.com:80', 'not a name'],
    ['010.0.0.1:80', 'not a name'],
  ])('%j is refused', (typed, says) => {
    const read = readListenAddress(typed);
    expect('problem' in read && read.problem).toContain(says);
  });

  it('the command line may also say a name, or any port that is free', () => {
    expect(parseListenAddress('keys.example.com:0')).toEqual({ host: 'keys.example.com', port: 0 });
  });

  it.each([
    ['127.0.0.1', true],
    ['127.9.9.9', true],
    ['::1', true],
    ['::ffff:127.0.0.1', true],
    ['localhost', true],
    ['0.0.0.0', false],
    ['::', false],
    ['10.0.0.1', false],
    ['127.example.com', false],
  ])('that only this computer reaches %s: %s', (host, loopback) => {
    expect(isLoopback(host)).toBe(loopback);
  });

  it('a gateway asks all addresses at one of them', () => {
    expect(reachedAt({ host: '0.0.0.0', port: 1 })).toEqual({ host: '127.0.0.1', port: 1 });
    expect(reachedAt({ host: '::', port: 1 })).toEqual({ host: '::1', port: 1 });
    expect(reachedAt({ host: '10.0.0.1', port: 1 })).toEqual({ host: '10.0.0.1', port: 1 });
  });
});
