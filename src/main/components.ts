/** What the program runs on, for the About page and for support; SQLite says its own version. */
export const components = (): { readonly name: string; readonly version: string }[] => [
  { name: 'Electron', version: process.versions['electron'] ?? '' },
  { name: 'Chromium', version: process.versions['chrome'] ?? '' },
  { name: 'Node.js', version: process.versions.node },
];
