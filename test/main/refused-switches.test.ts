import { describe, expect, it } from 'vitest';
import { refusedSwitches } from '../../src/main/refused-switches.ts';

const given =
  (...names: readonly string[]) =>
  (name: string): boolean =>
    names.includes(name);

describe('the switches that a packaged program refuses', () => {
  it.each([
    'no-sandbox',
    'remote-debugging-port',
    'remote-debugging-pipe',
    'js-flags',
    'renderer-cmd-prefix',
    'zygote-cmd-prefix',
    'bypasscsp-schemes',
  ])('--%s', (name) => {
    expect(refusedSwitches(given(name), { debuggable: false })).toEqual([name]);
  });

  it('are all named at once', () => {
    const names = ['no-sandbox', 'remote-debugging-port', 'user-data-dir'];
    expect(refusedSwitches(given(...names), { debuggable: false })).toEqual([
      'remote-debugging-port',
      'no-sandbox',
    ]);
  });

  it('do not include those that people need', () => {
    const names = ['user-data-dir', 'disable-gpu', 'lang', 'force-device-scale-factor', 'ozone-platform'];
    expect(refusedSwitches(given(...names), { debuggable: false })).toEqual([]);
  });

  it('lack the debugging ones alone in the build for tests', () => {
    const everything = (): boolean => true;
    const shipped = refusedSwitches(everything, { debuggable: false });
    const driven = refusedSwitches(everything, { debuggable: true });
    expect(shipped.filter((name) => !driven.includes(name))).toEqual([
      'remote-debugging-port',
      'remote-debugging-pipe',
    ]);
  });
});
