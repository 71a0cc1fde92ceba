/**
 * The files of a Linux package: the program's folder and what stands around it, the way the system expects it. The rpm takes
 * the same (electron-builder.config.cjs).
 */
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import { cache, inRepo, node } from '../setup/paths.mjs';
import { must } from '../setup/run.mjs';
import { lastCommit } from './deb.mjs';

/** Where the program lies once it is installed. */
export const installed = '/usr/lib/latchkey';

export const maintainer = 'The Latchkey developers <latchkey@example.org>';

const packaging = (...parts) => inRepo('packaging', 'linux', ...parts);

/** The manual page and the completion, written by our own Node from what the built command line says of itself. */
async function describeCommands(version) {
  const folder = join(cache, 'package', 'commands');
  const date = new Date(lastCommit() * 1000).toISOString().slice(0, 10);
  await must(node, [inRepo('scripts', 'package', 'commands', 'write.ts'), folder, version, date]);
  return {
    manual: readFileSync(join(folder, 'latchkey.1')),
    completion: readFileSync(join(folder, 'latchkey.bash')),
  };
}

/** Level 9 and without a time, so that the same text gives the same bytes. */
const compressed = (text) => gzipSync(text, { level: 9 });

/** dpkg's tools want a change log of their own form; people are sent to ours. */
function debianChangelog(version) {
  const date = new Date(lastCommit() * 1000).toUTCString().replace('GMT', '+0000');
  return `latchkey (${version}) stable; urgency=medium\n\n  * See CHANGELOG.md.gz.\n\n -- ${maintainer}  ${date}\n`;
}

/**
 * What stands around the program's folder.
 * @param {string} tree where to
 * @param {string} version
 */
export async function writeSurroundings(tree, version) {
  const put = (path, content) => {
    mkdirSync(dirname(join(tree, path)), { recursive: true });
    writeFileSync(join(tree, path), content);
  };
  const copy = (from, path) => put(path, readFileSync(from));
  const { manual, completion } = await describeCommands(version);
  put('usr/share/man/man1/latchkey.1.gz', compressed(manual));
  put('usr/share/man/man1/latchkey-desktop.1.gz', compressed(readFileSync(packaging('latchkey-desktop.1'))));
  put('usr/share/bash-completion/completions/latchkey', completion);
  copy(packaging('latchkey.desktop'), 'usr/share/applications/latchkey.desktop');
  copy(packaging('latchkey-verify.service'), 'usr/lib/systemd/system/latchkey-verify.service');
  copy(packaging('sysusers.conf'), 'usr/lib/sysusers.d/latchkey.conf');
  copy(packaging('tmpfiles.conf'), 'usr/lib/tmpfiles.d/latchkey.conf');
  const personal = 'latchkey-verify.service';
  copy(inRepo('resources', 'systemd', personal), `usr/lib/systemd/user/${personal}`);
  const icons = inRepo('resources', 'icons');
  const themed = readdirSync(icons).filter((name) => name.endsWith('.png') && name !== '1024x1024.png');
  for (const name of themed) {
    copy(join(icons, name), `usr/share/icons/hicolor/${name.slice(0, -4)}/apps/latchkey.png`);
  }
  copy(join(icons, 'latchkey.svg'), 'usr/share/icons/hicolor/scalable/apps/latchkey.svg');
  copy(packaging('copyright'), 'usr/share/doc/latchkey/copyright');
  put('usr/share/doc/latchkey/changelog.gz', compressed(debianChangelog(version)));
  put('usr/share/doc/latchkey/CHANGELOG.md.gz', compressed(readFileSync(inRepo('CHANGELOG.md'))));
  cpSync(inRepo('resources', 'gateways'), join(tree, 'usr/share/doc/latchkey/examples'), { recursive: true });
}

/** The whole tree of a package: {@link writeSurroundings}, the program's folder and the two commands. */
export async function writeTree(tree, { version, program }) {
  rmSync(tree, { recursive: true, force: true });
  await writeSurroundings(tree, version);
  cpSync(program, join(tree, installed), { recursive: true, verbatimSymlinks: true });
  mkdirSync(join(tree, 'usr', 'bin'), { recursive: true });
  const link = (name, to) =>
    symlinkSync(relative('/usr/bin', join(installed, to)), join(tree, 'usr', 'bin', name));
  link('latchkey', 'resources/bin/latchkey');
  link('latchkey-desktop', 'latchkey-desktop');
}
