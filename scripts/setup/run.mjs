/**
 * Runs other programs for set-up: output collected and shown only when something fails, a deadline
 * for what may hang, and the packages' Node first on PATH.
 */
import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { modules, root } from './paths.mjs';
import { SetupError } from './progress.mjs';

const commands = ['/usr/local/bin', '/usr/bin', '/bin', '/usr/sbin', '/sbin'];

/** Where a command is, or `undefined`. */
export function findCommand(name) {
  const path = [...(process.env.PATH ?? '').split(':').filter(Boolean), ...commands];
  return path
    .map((folder) => join(folder, name))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

/**
 * The words to put before a command so that it gets a signal when we are killed (Linux): what set-up
 * starts must not go on behind the back of the next set-up.
 */
export function dyingWithUs(signal) {
  return process.platform === 'linux' && findCommand('setpriv') ? ['setpriv', '--pdeathsig', signal] : [];
}

/** PATH with the packages' commands and their Node before everything else. */
export function packagePath(path = process.env.PATH ?? '', base = modules) {
  return [join(base, 'node', 'bin'), join(base, '.bin'), path].join(delimiter);
}

/**
 * Runs a program to its end and collects what it prints.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, timeout?: number, input?: string,
 *   onLine?: (line: string) => void }} [options] `timeout` in milliseconds
 * @returns {Promise<{ code: number, output: string, stdout: string }>}
 */
export function run(command, args, options = {}) {
  const { cwd = root, env = { ...process.env, PATH: packagePath() }, timeout = 0, input, onLine } = options;
  return new Promise((resolve, reject) => {
    const stdio = [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'];
    const [first, ...rest] = [...dyingWithUs('KILL'), command, ...args];
    const child = spawn(first, rest, { cwd, env, stdio, timeout, killSignal: 'SIGKILL', windowsHide: true });
    let output = '';
    let stdout = '';
    const take = (chunk, own) => {
      output += chunk;
      if (own) stdout += chunk;
      onLine?.(String(chunk).trimEnd().split('\n').at(-1));
    };
    child.stdout.on('data', (chunk) => take(chunk, true));
    child.stderr.on('data', (chunk) => take(chunk, false));
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (signal) output += `\n(ended by ${signal})`;
      resolve({ code: code ?? 1, output, stdout });
    });
    if (input !== undefined) child.stdin.end(input);
  });
}

/** Like {@link run}, but anything other than success is an error that quotes the last lines printed. */
export async function must(command, args, options = {}) {
  const result = await run(command, args, options);
  if (result.code === 0) return result;
  const tail = result.output.trimEnd().split('\n').slice(-25).join('\n');
  throw new SetupError(`${command} ${args.join(' ')}\nended with ${result.code}:\n${tail}`);
}

/**
 * How npm is started: the one that runs us, when npm does, else the one on PATH.
 * @param {string[]} args
 * @returns {[string, string[]]}
 */
export function npm(args) {
  const cli = process.env.npm_execpath;
  if (cli?.endsWith('npm-cli.js')) return [process.execPath, [cli, ...args]];
  return process.platform === 'win32' ? ['cmd', ['/c', 'npm', ...args]] : ['npm', args];
}
