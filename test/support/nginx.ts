import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';

/** Debian's nginx, with the configuration that ships. */

const NGINX = '/usr/sbin/nginx';
export const SHIPPED_NGINX = join(import.meta.dirname, '../../resources/gateways/nginx.conf');

/**
 * Starts nginx and waits until it answers. Returns what ends it.
 * @param folder empty, for all that nginx writes
 * @param port that the configuration listens on
 * @param http what stands in the `http` block
 */
export async function startNginx(folder: string, port: number, http: string): Promise<() => Promise<void>> {
  for (const name of ['body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']) mkdirSync(join(folder, name));
  writeFileSync(
    join(folder, 'nginx.conf'),
    `daemon off; pid ${folder}/pid; error_log ${folder}/error.log;
     events { worker_connections 256; }
     http {
       access_log off;
       client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy; fastcgi_temp_path ${folder}/fastcgi;
       uwsgi_temp_path ${folder}/uwsgi; scgi_temp_path ${folder}/scgi;
       ${http}
     }`,
  );
  const log = join(folder, 'start.log');
  const nginx = spawn(NGINX, ['-p', folder, '-c', 'nginx.conf', '-e', log]);
  const end = async () => {
    const gone = once(nginx, 'exit');
    if (nginx.exitCode !== null) return;
    nginx.kill('SIGTERM');
    await gone;
  };
  for (;;) {
    if (nginx.exitCode !== null) throw new Error(readFileSync(log, 'utf8'));
    if (await answers(port)) return end;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    request({ host: '127.0.0.1', port, agent: false }, (response) => {
      response.resume();
      resolve(true);
    })
      .on('error', () => resolve(false))
      .end();
  });
