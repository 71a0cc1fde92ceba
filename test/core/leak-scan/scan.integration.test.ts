import { randomBytes } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { generateKey } from '../../../src/core/keys/key-format.ts';
import type { Hit } from '../../../src/core/leak-scan/place.ts';
import type { ScanOptions } from '../../../src/core/leak-scan/scan.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { git, gitsIn, gzip, pipe, plant, plantTraps, tar, zip } from './tree.ts';
import { until } from '../../support/program.ts';
import { wholeScan } from '../../support/whole-scan.ts';

const KEY = generateKey('lk');
const IN_JSON = JSON.stringify({ auth: Buffer.from(`user:${KEY}`).toString('base64') });

async function scan(paths: readonly string[], more: Partial<ScanOptions> = {}) {
  const hits: Hit[] = [];
  const scanning = wholeScan(paths, {
    threads: Math.min(2, availableParallelism()),
    onHits: async (found) => void hits.push(...found),
    ...more,
  });
  const ended = await scanning.done;
  return { ended, hits, counts: scanning.counts(), troubles: scanning.troubles() };
}

/** Where hits are, below a folder. */
const places = (hits: readonly Hit[], folder: string): string[] =>
  hits
    .map(({ path, inside, line, object }) =>
      [path.slice(folder.length + 1), object?.name, ...inside, line]
        .filter((part) => part !== undefined)
        .join(' '),
    )
    .toSorted();

describe('a tree', () => {
  it('gives every key in every form, and nothing else', async () => {
    const folder = tempFolder();
    const border = Buffer.alloc(3 * 1024 * 1024, 'x y\n');
    border.write(`\n${KEY}\n`, 1024 * 1024 - 20, 'latin1');
    const member = { name: 'src/config.json', bytes: Buffer.from(`{\n"key":"${KEY}"}`) };
    plant(folder, {
      'plain.env': `A=1\nLATCHKEY=${KEY}\n`,
      'deep/er/base64.json': IN_JSON,
      'utf16.txt': Buffer.from(`\ufeffkey\r\n${KEY}\r\n`, 'utf16le'),
      'border.log': border,
      'long-line.txt': Buffer.concat([
        Buffer.alloc(50_000_000, 'a,b;'),
        Buffer.from(KEY),
        Buffer.alloc(999, 'x '),
      ]),
      'a.zip': zip([member, { ...member, name: 'stored.txt', stored: true }]),
      'streamed.zip': zip([member], true),
      'b.tar': tar([member]),
      'b.tar.gz': gzip(tar([member, { name: `${'long/'.repeat(30)}name.txt`, bytes: Buffer.from(KEY) }])),
      'c.gz': gzip(Buffer.from(`\n\n${KEY}`)),
      'nested.zip': zip([{ name: 'inner.tar.gz', bytes: gzip(tar([member])) }]),
      'nothing/like.txt': `lk_${'a'.repeat(38)} ${KEY.slice(0, -1)} ${KEY.replace('_', '-')}`,
      'nothing/noise.bin': Buffer.from(Array.from({ length: 9_999 }, (_, index) => (index * 7919) % 251)),
      'nothing/empty': '',
    });
    const traps = plantTraps(folder);
    const { ended, hits, counts, troubles } = await scan([folder]);
    expect(ended).toBe('finished');
    expect(places(hits, folder)).toEqual([
      'a.zip src/config.json 2',
      'a.zip stored.txt 2',
      `b.tar src/config.json 2`,
      `b.tar.gz ${'long/'.repeat(30)}name.txt 1`,
      'b.tar.gz src/config.json 2',
      `border.log ${1 + (1024 * 1024 - 20) / 4 + 1}`,
      'c.gz 3',
      'deep/er/base64.json 1',
      'long-line.txt 1',
      'nested.zip inner.tar.gz src/config.json 2',
      'plain.env 2',
      'streamed.zip src/config.json 2',
      'utf16.txt 2',
    ]);
    expect(hits.find(({ path }) => path.endsWith('long-line.txt'))?.column).toBe(50_000_001);
    expect(counts).toMatchObject({ files: 14, troubles: 0, ...traps });
    expect(counts.bytes).toBeGreaterThan(53_000_000);
    expect(troubles).toEqual([]);
    expect(JSON.stringify(hits)).not.toContain(KEY.slice(3, 20));
  });

  it('counts what it cannot read, and goes on', async () => {
    const folder = tempFolder();
    plant(folder, { 'a/shut.txt': KEY, 'b/open.txt': KEY });
    mkdirSync(join(folder, 'c'), { mode: 0o000 });
    chmodSync(join(folder, 'a/shut.txt'), 0o000);
    const { hits, counts, troubles } = await scan([folder, join(folder, 'gone')]);
    // Root may read everything.
    const shut = process.getuid?.() === 0 ? [] : [join(folder, 'a/shut.txt'), join(folder, 'c')];
    expect(troubles.map(({ path }) => path).toSorted()).toEqual([...shut, join(folder, 'gone')].toSorted());
    expect(counts.troubles).toBe(shut.length + 1);
    expect(hits.map(({ path }) => path)).toContain(join(folder, 'b/open.txt'));
  });

  it('follows a link that was chosen, and no other', async () => {
    const [folder, elsewhere] = [tempFolder(), tempFolder()];
    plant(elsewhere, { 'x.txt': KEY });
    symlinkSync(elsewhere, join(folder, 'chosen'));
    expect((await scan([folder])).hits).toEqual([]);
    expect((await scan([join(folder, 'chosen')])).hits).toHaveLength(1);
    expect((await scan([join(folder, 'chosen/x.txt')])).hits).toHaveLength(1);
  });

  it('stops at once', async () => {
    const folder = tempFolder();
    const sparse = join(folder, 'sparse.bin');
    writeFileSync(sparse, '');
    truncateSync(sparse, 200_000_000_000);
    const controller = new AbortController();
    const scanning = wholeScan([folder], { signal: controller.signal });
    while (scanning.counts().bytes === 0) await new Promise(setImmediate);
    controller.abort();
    const { bytes } = scanning.counts();
    expect(await scanning.done).toBe('stopped');
    // Of 200 GB no more than what was in hand.
    expect(scanning.counts().bytes - bytes).toBeLessThan(200_000_000);
  });
});

it('files and folders whose names are no UTF-8 are read, and a repository there is told of', async () => {
  const folder = tempFolder();
  const latin = Buffer.from('caf\u00e9', 'latin1');
  const inside = Buffer.concat([Buffer.from(`${folder}/`), latin]);
  mkdirSync(inside);
  for (const name of [latin, Buffer.from('plain.txt')]) {
    writeFileSync(Buffer.concat([inside, Buffer.from('/'), name]), KEY);
  }
  const { hits, troubles } = await scan([folder]);
  expect(troubles).toEqual([]);
  expect(places(hits, folder)).toEqual(['caf\ufffd/caf\ufffd 1', 'caf\ufffd/plain.txt 1']);
  for (const name of ['HEAD', 'objects', 'refs']) {
    const path = Buffer.concat([inside, Buffer.from(`/${name}`)]);
    if (name === 'HEAD') writeFileSync(path, '');
    else mkdirSync(path);
  }
  expect((await scan([folder])).troubles).toMatchObject([
    { kind: 'git', path: join(folder, 'caf\ufffd'), detail: 'git cannot be told a path that is no UTF-8' },
  ]);
});

describe('archives', () => {
  it('are unpacked no further than 100 MB of real bytes, whatever their headers say', async () => {
    const folder = tempFolder();
    const bomb = gzip(Buffer.alloc(110 * 1024 * 1024));
    const lie = { name: 'small.txt', bytes: Buffer.alloc(110 * 1024 * 1024), claims: 10 };
    plant(folder, { 'bomb.gz': bomb, 'lie.zip': zip([lie, { name: 'after.txt', bytes: Buffer.from(KEY) }]) });
    const { troubles, counts } = await scan([folder]);
    expect(troubles.map(({ kind, path }) => `${kind} ${path.slice(folder.length + 1)}`).toSorted()).toEqual([
      'cut-off bomb.gz',
      'cut-off lie.zip',
    ]);
    expect(counts.files).toBe(2);
  });

  it('are opened two deep, and the third is told of', async () => {
    const folder = tempFolder();
    const third = zip([{ name: 'deep.txt', bytes: Buffer.from(KEY) }]);
    const second = zip([
      { name: 'third.zip', bytes: third },
      { name: 'here.txt', bytes: Buffer.from(KEY) },
    ]);
    plant(folder, { 'first.zip': zip([{ name: 'second.zip', bytes: second }]) });
    const { hits, troubles } = await scan([folder]);
    expect(hits.map(({ inside }) => inside)).toEqual([['second.zip', 'here.txt']]);
    expect(troubles).toMatchObject([{ kind: 'closed', inside: ['second.zip', 'third.zip'] }]);
  });

  it('that are damaged, encrypted or of another kind are told of, with what was read of them', async () => {
    const folder = tempFolder();
    const whole = zip([{ name: 'a.txt', bytes: Buffer.from(KEY) }]);
    const encrypted = Buffer.from(whole);
    encrypted.writeUInt16LE(1, encrypted.indexOf(Buffer.from('PK\x01\x02', 'latin1')) + 8);
    const packed = gzip(Buffer.concat([Buffer.from(`${KEY}\n`), randomBytes(90_000)]));
    plant(folder, {
      'no-end.zip': whole.subarray(0, -30),
      'encrypted.zip': encrypted,
      'cut.gz': packed.subarray(0, -2_000),
      'x.7z': Buffer.from([0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c, 0, 0]),
    });
    const { hits, troubles } = await scan([folder]);
    expect(troubles.map(({ kind, path }) => `${kind} ${path.slice(folder.length + 1)}`).toSorted()).toEqual([
      'closed encrypted.zip',
      'closed x.7z',
      'damaged cut.gz',
      'damaged no-end.zip',
    ]);
    expect(places(hits, folder)).toEqual(['cut.gz 1']);
  });

  it('are bytes like others when nobody wants them opened', async () => {
    const folder = tempFolder();
    plant(folder, {
      'a.zip': zip([{ name: 'a.txt', bytes: Buffer.from(KEY), stored: true }]),
      'b.gz': gzip(Buffer.from(KEY)),
    });
    const { hits } = await scan([folder], { archives: false });
    expect(hits).toMatchObject([{ path: join(folder, 'a.zip'), inside: [] }]);
  });
});

describe('a repository', () => {
  it('gives keys of files and messages that no commit has any more', async () => {
    const folder = tempFolder();
    git(folder, 'init', '-q');
    plant(folder, { 'src/config.ts': `// first\nconst key = '${KEY}';\n` });
    git(folder, 'add', '.');
    git(folder, 'commit', '-qm', 'Begin');
    plant(folder, { 'src/config.ts': 'const key = read();\n' });
    git(folder, 'commit', '-qam', `Take ${KEY} out`);
    git(folder, 'gc', '-q');
    const { hits, troubles } = await scan([folder]);
    expect(troubles).toEqual([]);
    const objects = hits.filter(({ object }) => object !== null);
    expect(objects.map(({ object, line }) => `${object?.type} ${object?.name} ${line}`).toSorted()).toEqual([
      'blob src/config.ts 2',
      'commit null 6',
    ]);
    // What git itself keeps of the message as a file.
    const files = await scan([folder], { git: false });
    expect(places(files.hits, folder)).toEqual([
      '.git/COMMIT_EDITMSG 1',
      '.git/logs/HEAD 2',
      '.git/logs/refs/heads/main 2',
    ]);
  });

  it('is read once, from its work trees too, and bare', async () => {
    const [folder, other] = [tempFolder(), tempFolder()];
    git(folder, 'init', '-q');
    plant(folder, { 'a.txt': KEY });
    git(folder, 'add', '.');
    git(folder, 'commit', '-qm', 'Begin');
    git(folder, 'rm', '-q', 'a.txt');
    git(folder, 'commit', '-qm', 'Go on');
    git(folder, 'worktree', 'add', '-q', join(other, 'tree'));
    expect((await scan([other])).hits).toHaveLength(1);
    expect((await scan([other, folder])).hits).toHaveLength(1);
    git(other, 'clone', '-q', '--bare', folder, 'bare.git');
    expect((await scan([join(other, 'bare.git')])).hits).toMatchObject([{ object: { name: 'a.txt' } }]);
  });

  it('is told when git waits for what does not come, and git does not outlive the scan', async () => {
    const folder = tempFolder();
    git(folder, 'init', '-q');
    execFileSync('mkfifo', [join(folder, 'never')]);
    git(folder, 'config', 'include.path', join(folder, 'never'));
    const { ended, troubles } = await scan([folder], { gitPatience: 300 });
    expect(ended).toBe('finished');
    expect(troubles).toMatchObject([{ kind: 'git', detail: 'git does not answer' }]);

    const stopping = new AbortController();
    const stopped = scan([folder], { signal: stopping.signal });
    await until(() => gitsIn(folder).length > 0);
    stopping.abort();
    expect((await stopped).ended).toBe('stopped');
    await until(() => gitsIn(folder).length === 0);
  });

  it('is not one for a FIFO in the place of its head, nor for the repository that it stands in', async () => {
    const folder = tempFolder();
    git(folder, 'init', '-q');
    plant(folder, { 'a.txt': KEY });
    git(folder, 'add', '.');
    git(folder, 'commit', '-qm', 'Begin');
    plant(folder, {
      'fifo/objects/x': '',
      'fifo/refs/x': '',
      'like/objects/x': '',
      'like/refs/x': '',
      'like/HEAD': '',
    });
    execFileSync('mkfifo', [join(folder, 'fifo/HEAD')]);
    const fifo = await scan([join(folder, 'fifo')]);
    expect(fifo).toMatchObject({ hits: [], troubles: [], counts: { special: 1 } });
    const like = await scan([join(folder, 'like')]);
    expect(like).toMatchObject({ hits: [], troubles: [{ kind: 'git' }] });
  });

  it('gives its keys though a tree names them as nothing can be named', async () => {
    const folder = tempFolder();
    git(folder, 'init', '-q');
    const blob = pipe(folder, KEY, 'hash-object', '-w', '--stdin');
    const entry = Buffer.concat([Buffer.from(`100644 ${'a'.repeat(200_000)}\0`), Buffer.from(blob, 'hex')]);
    const tree = pipe(folder, entry, 'hash-object', '-t', 'tree', '-w', '--literally', '--stdin');
    git(folder, 'update-ref', 'refs/heads/main', git(folder, 'commit-tree', tree, '-m', 'x').trim());
    expect((await scan([folder])).hits).toMatchObject([{ object: { id: blob, name: null } }]);
  });

  it('runs nothing that a repository asks for', async () => {
    const folder = tempFolder();
    const ran = join(folder, 'ran');
    git(folder, 'init', '-q');
    const blob = pipe(folder, KEY, 'hash-object', '-w', '--stdin');
    const missing = `100644 blob ${blob}\ta\n040000 tree ${'1'.repeat(40)}\tb\n`;
    const tree = pipe(folder, missing, 'mktree', '--missing');
    git(folder, 'update-ref', 'refs/heads/main', git(folder, 'commit-tree', tree, '-m', 'x').trim());
    plant(folder, { '.git/hooks/reference-transaction': `#!/bin/sh\ntouch ${ran}\n` });
    chmodSync(join(folder, '.git/hooks/reference-transaction'), 0o755);
    for (const [name, value] of [
      ['core.repositoryformatversion', '1'],
      ['extensions.partialClone', 'origin'],
      ['remote.origin.promisor', 'true'],
      ['remote.origin.url', `ext::touch ${ran}`],
      ['remote.origin.uploadpack', `touch ${ran}`],
      ['protocol.ext.allow', 'always'],
      ['core.sshCommand', `touch ${ran}`],
      ['core.fsmonitor', `touch ${ran}`],
      ['core.alternateRefsCommand', `touch ${ran}`],
      ['core.pager', `touch ${ran}`],
    ] as const) {
      git(folder, 'config', name, value);
    }
    expect((await scan([folder])).hits).toHaveLength(1);
    expect(existsSync(ran)).toBe(false);
  });
});
