/**
 * Shows what set-up is doing: a title, the seconds so far and, where known, how far it is.
 * On a terminal one live line per running step; elsewhere (a log, CI) a line at the start of a step, one
 * every ten seconds and one at its end. Everything goes to standard error, so that a script's standard
 * output holds its result alone.
 */
const out = process.stderr;
const live = out.isTTY && process.env.CI === undefined && process.env.TERM !== 'dumb';
const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];

const running = new Set();
let drawn = 0; // lines of the live block on the screen
let finished = 0;
let timer;

const line = (mark, { title, from, detail }, end = '') =>
  `${mark} ${title.padEnd(33)} ${((performance.now() - from) / 1000).toFixed(1).padStart(5)} s${end}${detail && `  ${detail}`}`;

function erase() {
  if (drawn > 0) out.write(`\r${drawn > 1 ? `\x1b[${drawn - 1}A` : ''}\x1b[J`);
  drawn = 0;
}

function draw() {
  const frame = frames[Math.floor(performance.now() / 100) % frames.length];
  const lines = [...running].map((one) => line(frame, one).slice(0, (out.columns || 80) - 1));
  erase();
  out.write(lines.join('\n'));
  drawn = lines.length;
}

function report() {
  for (const one of running) if (performance.now() - one.from > 9_000) say(line(' ', one, ' …'));
}

/** Prints one line of information, clear of the live lines. */
export function say(text) {
  erase();
  out.write(`${text}\n`);
}

/** How many steps had something to do in this process: none means that all was in place. */
export const stepsDone = () => finished;

/**
 * Runs one step and shows it while it lasts. Steps may run side by side.
 * @template T
 * @param {string} title what the step gets, as a noun: "npm packages"
 * @param {(note: (detail: string) => void) => Promise<T>} work does it; may say how far it is
 * @returns {Promise<T>} what `work` returned; its error, after the step was marked as failed
 */
export async function step(title, work) {
  const one = { title, from: performance.now(), detail: '' };
  running.add(one);
  if (!live) say(`  ${title} …`);
  timer ??= live ? setInterval(draw, 100) : setInterval(report, 10_000);
  let mark = '✗';
  try {
    const result = await work((detail) => {
      one.detail = detail;
    });
    mark = '✓';
    one.detail = '';
    return result;
  } finally {
    running.delete(one);
    finished += 1;
    say(line(mark, one));
    if (running.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  }
}

/** An error that a person can act on: shown as its message alone, without a stack. */
export class SetupError extends Error {
  name = 'SetupError';
}

/** Ends the process with a readable message; a stack only for what nobody foresaw. */
export function fail(error) {
  say(error instanceof SetupError ? `\n${error.message}\n` : `\n${error?.stack ?? error}\n`);
  process.exit(1);
}
