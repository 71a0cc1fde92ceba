import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Program, test } from './support/program.ts';

interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const boundsOf = ({ app }: Program): Promise<Bounds | undefined> =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getNormalBounds());

const USUAL = { width: 1280, height: 800 };

test('the window comes back where it was and as large as it was', async ({ seed, start }) => {
  await seed();
  const first = await start();
  expect(await boundsOf(first)).toMatchObject(USUAL);
  const moved = { x: 60, y: 50, width: 1040, height: 710 };
  await first.app.evaluate(({ BrowserWindow }, to) => BrowserWindow.getAllWindows()[0]?.setBounds(to), moved);
  await expect.poll(() => boundsOf(first)).toEqual(moved);
  await first.quit();

  const second = await start();
  expect(await boundsOf(second)).toEqual(moved);
});

test('a damaged note of it, or one of a display that is gone, does not keep the window away', async ({
  seed,
  start,
  data,
}) => {
  await seed();
  writeFileSync(join(data, 'window.json'), '{"x": 60,');
  const first = await start();
  expect(await boundsOf(first)).toMatchObject(USUAL);
  await first.quit();

  const elsewhere = { x: 9000, y: 20, width: 900, height: 700, maximized: false };
  writeFileSync(join(data, 'window.json'), JSON.stringify(elsewhere));
  const second = await start();
  const bounds = await boundsOf(second);
  expect(bounds).toMatchObject(USUAL);
  expect(bounds?.x).toBeLessThan(1000);
});
