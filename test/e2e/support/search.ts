import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Every form in which a secret might have been written down. Base 64 has three, by where in a group of three bytes it starts. */
function formsOf(secret: string): ReadonlyMap<string, Buffer> {
  const bytes = Buffer.from(secret, 'latin1');
  const forms = new Map<string, Buffer>([
    ['raw', bytes],
    ['hex', Buffer.from(bytes.toString('hex'))],
    ['HEX', Buffer.from(bytes.toString('hex').toUpperCase())],
    ['UTF-16LE', Buffer.from(secret, 'utf16le')],
  ]);
  for (const shift of [0, 1, 2]) {
    const encoded = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64');
    // The groups at both ends also depend on the neighbours.
    forms.set(`base64+${shift}`, Buffer.from(encoded.slice(shift === 0 ? 0 : 4, -4)));
  }
  return forms;
}

/** Where below a folder a secret stands, in whatever form, as `file: form`. */
export function findSecret(folder: string, secret: string): string[] {
  const forms = formsOf(secret);
  const found: string[] = [];
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const path = join(folder, name);
    if (!lstatSync(path).isFile()) continue;
    const content = readFileSync(path);
    for (const [form, bytes] of forms) if (content.includes(bytes)) found.push(`${name}: ${form}`);
  }
  return found;
}
