/** The real program for the tour: started by Playwright on a data folder, as people start it. */
import { _electron } from 'playwright';

const size = { width: 1280, height: 800 };

/**
 * Starts Latchkey and waits for its first screen.
 * @param {{ app: string, env: NodeJS.ProcessEnv }} session what `enter` returned
 * @param {string} data the data folder
 * @returns {Promise<{ page: import('playwright').Page, quit: () => Promise<void>, memory: () => Promise<Record<string, number>>,
 *   collect: () => Promise<void>, kill: () => void }>} `quit` ends it as a person does, `kill` whatever it is doing; `collect` has
 *   the page and the main process collect their garbage
 */
export async function startProgram(session, data) {
  const program = await _electron.launch({
    // No executablePath: Playwright holds the program back until it is connected only when it finds Electron itself.
    args: [session.app, `--user-data-dir=${data}`, '--disable-gpu'],
    chromiumSandbox: true, // otherwise Playwright switches the sandbox off
    env: session.env,
  });
  const page = await program.firstWindow();
  await page.waitForFunction(() => !['', 'Latchkey'].includes(document.title));
  await program.evaluate(({ BrowserWindow }, { width, height }) => {
    for (const window of BrowserWindow.getAllWindows()) window.setContentSize(width, height);
  }, size);
  await page.waitForFunction(({ width, height }) => innerWidth === width && innerHeight === height, size);
  const quit = async () => {
    const gone = program.waitForEvent('close');
    await program.evaluate(({ app }) => app.quit());
    await gone;
  };
  // Resident, in MiB, by kind of process.
  const memory = async () => {
    const metrics = await program.evaluate(({ app }) => app.getAppMetrics());
    const sums = {};
    for (const { type, name, memory: held } of metrics) {
      const kind = name ? `${type}: ${name}` : type;
      sums[kind] = (sums[kind] ?? 0) + held.workingSetSize / 1024;
    }
    return sums;
  };
  // What lies about as garbage at some moment is chance, and no growth.
  const devtools = await page.context().newCDPSession(page);
  const collect = async () => {
    await devtools.send('HeapProfiler.collectGarbage');
    await program.evaluate(() => {
      process.getBuiltinModule('v8').setFlagsFromString('--expose-gc');
      process.getBuiltinModule('vm').runInNewContext('gc')({ type: 'major', flavor: 'last-resort' });
    });
  };
  return { page, quit, memory, collect, kill: () => program.process().kill('SIGKILL') };
}
