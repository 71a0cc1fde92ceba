import { mkdirSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { generateKey } from '../../../src/core/keys/key-format.ts';
import { gzip, plantTraps, tar, zip } from '../../core/leak-scan/tree.ts';

/** A tree such as people have, with keys planted in it, for what the scanner must find and how fast it is. */

export interface PlantedTree {
  readonly folder: string;
  readonly bytes: number;
  readonly files: number;
  /** Where a key stands, as the scan names it: path below the folder, and what is inside. */
  readonly planted: readonly string[];
  readonly links: number;
  readonly special: number;
}

const WORDS =
  'const return import export function await user_name order_id invoice_total config database connection string number value index request response error message http_client first_line retry_count tests describe expect path name true false null undefined'.split(
    ' ',
  );

/** Text like source code, from numbers that are the same each time. */
function text(size: number, seed: number): Buffer {
  let state = seed * 2_654_435_761;
  const next = (below: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % below;
  };
  const parts: string[] = [];
  for (let length = 0; length < size;) {
    const indent = '  '.repeat(next(5));
    const line = `${indent}${Array.from({ length: 3 + next(9) }, () => WORDS[next(WORDS.length)]).join([' ', '.', ' = ', ', '][next(4)])};\n`;
    parts.push(line);
    length += line.length;
  }
  return Buffer.from(parts.join('')).subarray(0, size);
}

const MB = 1_000_000;

/** @param size about so many bytes in all */
export function plantTree(folder: string, size: number): PlantedTree {
  const planted: string[] = [];
  let [bytes, files] = [0, 0];
  const write = (path: string, content: Buffer | string) => {
    const whole = Buffer.from(content as string);
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), whole);
    bytes += whole.length;
    files += 1;
  };
  const plant = (path: string, content: Buffer | string, ...inside: readonly string[]) => {
    write(path, content);
    planted.push([path, ...inside].join(' › '));
  };
  const key = () => generateKey('lk');
  const within = (path: string, content: (secret: string) => Buffer | string) => plant(path, content(key()));

  within('keys/plain.env', (secret) => `A=1\nKEY=${secret}\n`);
  within('keys/base64.json', (secret) =>
    JSON.stringify({ auth: Buffer.from(`svc:${secret}`).toString('base64') }),
  );
  within('keys/little.txt', (secret) => Buffer.from(`\ufeffkey\r\n${secret}\r\n`, 'utf16le'));
  within('keys/big.txt', (secret) => Buffer.from(`\ufeffkey\r\n${secret}\r\n`, 'utf16le').swap16());
  const member = (name: string) => ({ name, bytes: Buffer.from(`{"key":"${key()}"}`) });
  plant('keys/a.zip', zip([member('config/a.json')]), 'config/a.json');
  plant('keys/b.tar.gz', gzip(tar([member('config/b.json')])), 'config/b.json');
  within('keys/line.txt', (secret) => {
    const line = Buffer.alloc(50 * MB, 'value,other;');
    line.write(`"${secret}"`, 30 * MB, 'latin1');
    return line;
  });
  // Across the borders of chunks of any usual size, at every offset.
  for (let shift = 0; shift < 43; shift += 1) {
    within(`keys/border-${shift}.log`, (secret) => {
      const log = Buffer.alloc(1_100_000, 'lorem ipsum dolor\n');
      log.write(` ${secret} `, 1024 * 1024 - 1 - shift, 'latin1');
      return log;
    });
  }
  // Nothing that is one.
  write('keys/none.txt', `${key().slice(0, -1)} lk_${'a'.repeat(38)} ${key().replace('_', '-')}`);
  const traps = plantTraps(folder);

  const noise = randomBytes(5 * MB);
  for (let number = 0; number < Math.max(1, Math.round(size / (20 * MB))); number += 1)
    write(`bin/${number}.bin`, noise.subarray(number % 97, MB));
  const samples = Array.from({ length: 16 }, (_, seed) => text(64_000 + seed * 1_001, seed + 1));
  const large = Buffer.concat(samples);
  for (let number = 0; bytes < size; number += 1) {
    const sample = samples[number % 16];
    if (number % 40 === 0) {
      write(`logs/${number}.log`, Buffer.concat([large, large]));
    } else if (sample)
      write(
        `src/${number % 61}/${number % 7}/${number}.ts`,
        sample.subarray(0, 2_000 + ((number * 7_919) % 60_000)),
      );
  }
  return { folder, bytes, files, planted: planted.toSorted(), ...traps };
}
