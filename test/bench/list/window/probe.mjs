/** What runs in the page of the program: it notes when rows are drawn and how long frames take. */

/**
 * Waits for the view that is chosen next. Afterwards `window.bench` is a promise of milliseconds from the choice
 * (the time stamp of the click or of the last letter): until its rows were drawn, and until they were counted.
 */
export function watchNextView() {
  const table = document.querySelector('[role=grid]');
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const when = (holds) =>
    new Promise((resolve) => {
      const observer = new MutationObserver(() => {
        if (!holds()) return;
        observer.disconnect();
        resolve();
      });
      observer.observe(table, { attributes: true, attributeFilter: ['data-waiting', 'aria-rowcount'] });
    });
  const rowCount = () => table.getAttribute('aria-rowcount');
  const before = rowCount();
  let chosen;
  const note = ({ timeStamp }) => (chosen = timeStamp);
  for (const type of ['click', 'input']) addEventListener(type, note, true);
  let waited = false;
  const measure = async () => {
    await when(() => {
      const waiting = table.hasAttribute('data-waiting');
      waited ||= waiting;
      // An answer may come before the list has said that it waits; the count is unknown then, or another one.
      return chosen !== undefined && !waiting && (waited || rowCount() !== before);
    });
    for (const type of ['click', 'input']) removeEventListener(type, note, true);
    const counted = (rowCount() === '-1' ? when(() => rowCount() !== '-1') : Promise.resolve()).then(
      () => performance.now() - chosen,
    );
    // The rows are in the document: the first callback comes before they are drawn, the second after.
    await frame();
    await frame();
    return { rows: performance.now() - chosen, count: await counted };
  };
  window.bench = measure();
}

/** Notes every frame until `endFrames`. */
export function beginFrames() {
  const noted = { frames: [], long: [], last: undefined, on: true };
  const observer = new PerformanceObserver((list) => {
    for (const { duration, scripts, renderStart, startTime } of list.getEntries()) {
      const slow = scripts.map((script) => `${script.invoker} ${Math.round(script.duration)} ms`);
      noted.long.push({ duration, untilRendering: renderStart - startTime, scripts: slow });
    }
  });
  observer.observe({ type: 'long-animation-frame' });
  const tick = (time) => {
    if (noted.last !== undefined) noted.frames.push(time - noted.last);
    noted.last = time;
    if (noted.on) requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);
  window.bench = { noted, observer };
}

/** @returns {{ frames: number[], long: { duration: number, scripts: string[] }[] }} milliseconds between frames, and what took long */
export function endFrames() {
  const { noted, observer } = window.bench;
  noted.on = false;
  observer.disconnect();
  return { frames: noted.frames, long: noted.long };
}
