/** They hand the window to whoever asks; the build that tests drive permits them. */
const DEBUGGING = ['remote-debugging-port', 'remote-debugging-pipe'];
/** They take the sandbox away, in whole or in part, or put another program in its place. */
const SANDBOX = [
  'no-sandbox',
  'disable-setuid-sandbox',
  'disable-namespace-sandbox',
  'disable-seccomp-filter-sandbox',
  'disable-gpu-sandbox',
  'no-zygote',
  'no-zygote-sandbox',
  'single-process',
  'in-process-gpu',
  'allow-sandbox-debugging',
  'zygote-cmd-prefix',
  'renderer-cmd-prefix',
  'utility-cmd-prefix',
  'gpu-launcher',
];
/** They change what the page may do; Electron hands the list of schemes without a policy on to the page's process as it stands. */
const PAGE = [
  'bypasscsp-schemes',
  'disable-web-security',
  'disable-site-isolation-trials',
  'enable-blink-features',
  'use-fake-ui-for-media-stream',
  'load-extension',
  'js-flags',
];

/**
 * The switches of Chromium among those given with which a packaged program does not start; no fuse covers them.
 * @param debuggable whether this is the build for tests, which may be driven from outside
 */
export const refusedSwitches = (
  given: (name: string) => boolean,
  { debuggable }: { readonly debuggable: boolean },
): readonly string[] => [...(debuggable ? [] : DEBUGGING), ...SANDBOX, ...PAGE].filter(given);
