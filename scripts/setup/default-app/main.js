/**
 * The part of Electron that starts an application from a folder (`electron FOLDER`), for the fallback
 * Electron, which comes without it. It does what Electron's own does for a folder: loads `-r` modules
 * first (Playwright hands its driver over that way), takes over the application's name, version and
 * path, then imports its main module.
 *
 * The import is awaited at the top level, so that `ready` is not emitted before the application has
 * loaded: `protocol.registerSchemesAsPrivileged` is refused after it.
 */
import { app } from 'electron';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Splits the command line into modules to load first and the application's folder. */
function parse(args) {
  const modules = [];
  for (let i = 0; i < args.length; i += 1) {
    if (args[i] === '-r' || args[i] === '--require') modules.push(args[(i += 1)]);
    else if (!args[i].startsWith('-')) return { modules, folder: resolve(args[i]) };
  }
  return { modules, folder: undefined };
}

const { modules, folder } = parse(process.argv.slice(1));
const require = createRequire(import.meta.url);
for (const module of modules) require(resolve(module));

if (folder === undefined) {
  console.error('Electron: name the folder of an application');
  app.exit(1);
} else {
  try {
    const described = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    Object.defineProperty(process, 'defaultApp', { enumerable: true, value: true });
    if (described.version) app.setVersion(described.version);
    app.setName(described.productName ?? described.name);
    app.setDesktopName(described.desktopName ?? `${app.getName()}.desktop`);
    app.setAppPath(folder);
    await import(pathToFileURL(require.resolve(folder)).href);
  } catch (error) {
    console.error('The application threw an error while it was loading');
    console.error(error);
    app.exit(1);
  }
}
