import { describe, expect, it } from 'vitest';
import { asksKeychain, commandLineOf } from '../../src/main/command-line.ts';

describe('which program is meant', () => {
  it('the command line, where its launcher says so', () => {
    const argv = ['/usr/lib/latchkey/latchkey-desktop', '--no-sandbox', '--cli', '--', 'verify', '--json'];
    expect(commandLineOf(argv)).toEqual(['verify', '--json']);
    expect(commandLineOf(['latchkey-desktop', '--cli', '--'])).toEqual([]);
  });

  it('what the person typed is passed on as it is, another -- too', () => {
    expect(commandLineOf(['x', '--cli', '--', 'audit', 'scan', '--', '--cli'])).toEqual([
      'audit',
      'scan',
      '--',
      '--cli',
    ]);
  });

  it.each([
    [['x']],
    [['x', '--cli']],
    [['x', '--user-data-dir=/tmp/--cli']],
    [['x', '--', '--cli']],
    [['x', 'some-file', '--', '--cli', '--']],
    // The executable's own name is no switch.
    [['--cli', '--']],
  ])('the desktop program, for %j', (argv) => {
    expect(commandLineOf(argv)).toBeNull();
  });

  it.each([
    [['x', '--no-sandbox', '--ask-keychain', '--'], true],
    [['x', '--ask-keychain'], false],
    [['x', '--cli', '--', 'doctor', '--ask-keychain', '--'], false],
  ])('the process for the keychain, for %j: %s', (argv, meant) => {
    expect(asksKeychain(argv)).toBe(meant);
  });
});
