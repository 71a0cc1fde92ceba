/** Put in by electron.vite.config.ts: true only in the build that tests drive as an installed program. */
declare const LATCHKEY_DEBUGGABLE: boolean;
