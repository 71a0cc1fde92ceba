import { describe, expect, it } from 'vitest';
import { fitPlace } from '../../src/main/window-place.ts';

const LAPTOP = { x: 0, y: 25, width: 1440, height: 875 };
const SECOND = { x: 1440, y: 0, width: 2560, height: 1440 };
const PLACE = { x: 100, y: 100, width: 1200, height: 700, maximized: false };

describe('a remembered place', () => {
  it('is kept where a display still shows it', () => {
    expect(fitPlace(PLACE, [LAPTOP])).toEqual(PLACE);
    expect(fitPlace({ ...PLACE, x: 2000 }, [LAPTOP, SECOND])).toEqual({ ...PLACE, x: 2000 });
  });

  it('is cut to a display that has become smaller', () => {
    expect(fitPlace({ ...PLACE, width: 2400, height: 1300 }, [LAPTOP])).toEqual({
      ...PLACE,
      width: 1440,
      height: 875,
    });
  });

  it('is cut to the display that shows most of it', () => {
    const across = { ...PLACE, x: 1300, width: 2500, height: 1200 };
    expect(fitPlace(across, [LAPTOP, SECOND])).toEqual(across);
  });

  it('is forgotten when its display is gone', () => {
    expect(fitPlace({ ...PLACE, x: 2000 }, [LAPTOP])).toBeNull();
    expect(fitPlace(PLACE, [])).toBeNull();
  });

  it.each([
    ['above the display', { y: -30 }],
    ['below the display', { y: 880 }],
    ['but for a sliver at the left', { x: -1170 }],
    ['but for a sliver at the right', { x: 1410 }],
  ])('is forgotten when its title bar would be %s', (_where, moved) => {
    expect(fitPlace({ ...PLACE, ...moved }, [LAPTOP])).toBeNull();
  });

  it('stays when just enough of it is seen to take hold of', () => {
    expect(fitPlace({ ...PLACE, x: -1152 }, [LAPTOP])).toEqual({ ...PLACE, x: -1152 });
    expect(fitPlace({ ...PLACE, y: 852 }, [LAPTOP])).toEqual({ ...PLACE, y: 852 });
  });
});
