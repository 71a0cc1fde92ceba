/** A morning in summer, the present of every test that does not say otherwise. */
export const MORNING = Date.UTC(2025, 5, 17, 8, 30, 0, 0);

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** A clock that stands still until a test moves it. */
export class Clock {
  time = MORNING;
  readonly now = (): number => this.time;

  pass(milliseconds: number): void {
    this.time += milliseconds;
  }
}
