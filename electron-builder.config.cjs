'use strict';
/**
 * How electron-builder puts the program together: `npm run package` makes the folder, and the .deb from it; the release
 * workflow makes the other forms. What a run may vary comes from scripts/package.mjs through the environment.
 */
const path = require('node:path');
const { afterPack } = require('./packaging/after-pack.cjs');

const { env } = process;
/** Only for tests (docs/packaging.md): a debugger may drive this variant, and nothing else differs. */
const debuggable = env.LATCHKEY_DEBUGGABLE === '1';
/** The folder of the build; the variant has one of its own. */
const built = env.LATCHKEY_OUT ?? 'out';

/** What a Linux package has beside the program; `scripts/package.mjs --surroundings` makes it, and fpm takes it from there. */
const surroundings = path.join(__dirname, 'dist', 'linux');
const rpmFiles = [
  'usr/share/bash-completion/completions/latchkey',
  'usr/share/man/man1/latchkey.1.gz',
  'usr/share/man/man1/latchkey-desktop.1.gz',
  'usr/lib/systemd/system/latchkey-verify.service',
  'usr/lib/systemd/user/latchkey-verify.service',
  'usr/lib/sysusers.d/latchkey.conf',
  'usr/lib/tmpfiles.d/latchkey.conf',
].map((file) => `${path.join(surroundings, file)}=/${file}`);

module.exports = {
  appId: 'dev.latchkey.Latchkey',
  productName: 'Latchkey',
  copyright: 'Copyright the Latchkey developers. Apache-2.0.',
  directories: { output: env.LATCHKEY_PACKED ?? 'dist', buildResources: 'packaging' },
  ...(env.LATCHKEY_ELECTRON_DIST && {
    electronDist: env.LATCHKEY_ELECTRON_DIST,
    electronVersion: env.LATCHKEY_ELECTRON_VERSION,
  }),
  extraMetadata: { ...(env.LATCHKEY_VERSION && { version: env.LATCHKEY_VERSION }) },

  // Two packages stay packages, for their addons; everything else is in the build. Of each, what runs on this platform.
  files: [
    'package.json',
    { from: built, to: 'out', filter: ['{main,preload,renderer}/**', '!**/licenses.json'] },
    '!node_modules/node-addon-api',
    '!node_modules/better-sqlite3/{deps,src,binding.gyp,README.md}',
    '!node_modules/better-sqlite3/prebuilds/!(${platform}-${arch}.node)',
    '!node_modules/keytar/{build,src,script,binding.gyp,README.md,keytar.d.ts}',
    '!node_modules/keytar/prebuilds/!(${platform}-${arch})',
    '!node_modules/keytar/prebuilds/!(${platform}-${arch})/**',
  ],
  asar: { smartUnpack: false },
  asarUnpack: ['**/*.node'],
  npmRebuild: false,

  electronFuses: {
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: debuggable,
    // Electron checks it on macOS and Windows alone.
    enableEmbeddedAsarIntegrityValidation: process.platform !== 'linux',
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false,
    resetAdHocDarwinSignature: process.platform === 'darwin',
  },
  afterPack,
  // Where there is a certificate, a package that it did not sign is a failure, not a package.
  forceCodeSigning: Boolean(env.CSC_LINK),

  linux: {
    target: ['AppImage', 'rpm'],
    executableName: 'latchkey-desktop',
    icon: 'resources/icons',
    category: 'Development',
    synopsis: 'Administration client for API keys',
    maintainer: 'The Latchkey developers',
    desktop: { entry: { StartupWMClass: 'latchkey', SingleMainWindow: 'true' } },
    artifactName: '${name}-${version}-${arch}.${ext}',
  },
  // Otherwise its menu entry says --no-sandbox, with which the program does not start.
  appImage: { executableArgs: [] },
  rpm: {
    fpm: rpmFiles,
    // electron-builder's own list, which lacks libsecret: by that the keychain is asked.
    depends: [
      'gtk3',
      'libnotify',
      'nss',
      'libXScrnSaver',
      '(libXtst or libXtst6)',
      'xdg-utils',
      'at-spi2-core',
      '(libuuid or libuuid1)',
      '(libsecret or libsecret-1-0)',
    ],
    afterInstall: 'packaging/linux/after-install.sh',
    afterRemove: 'packaging/linux/after-remove.sh',
  },
  win: {
    target: ['nsis'],
    icon: 'resources/icons/1024x1024.png',
    artifactName: '${name}-${version}-${arch}-setup.${ext}',
  },
  nsis: {
    oneClick: false,
    perMachine: true,
    allowToChangeInstallationDirectory: true,
    deleteAppDataOnUninstall: false,
  },
  mac: {
    target: [{ target: 'dmg', arch: ['arm64', 'x64'] }],
    icon: 'resources/icons/1024x1024.png',
    category: 'public.app-category.developer-tools',
    hardenedRuntime: true,
    entitlements: 'packaging/entitlements.mac.plist',
    entitlementsInherit: 'packaging/entitlements.mac.plist',
    // Certificates come from the environment of the release workflow; without them the signature is an ad-hoc one.
    ...(!env.CSC_LINK && { identity: null }),
    notarize: Boolean(env.CSC_LINK && env.APPLE_API_KEY),
    artifactName: '${name}-${version}-${arch}.${ext}',
  },
};
