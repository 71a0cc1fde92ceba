import { expect, it } from 'vitest';
import { beginsAtRight, inDrawingOrder } from '../../../src/core/reports/formats/pdf/direction.ts';

const drawn = (line: string) => inDrawingOrder(line, beginsAtRight(line)).join('');

it.each([
  ['plain words', 'Payroll of 2026', 'Payroll of 2026'],
  ['two Hebrew words', 'שלום עולם', 'עולם שלום'],
  ['Hebrew within English', 'for שלום עולם now', 'for עולם שלום now'],
  ['a number goes with the words before it', 'for שלום 123 עולם', 'for עולם 123 שלום'],
  ['English within Arabic', 'خدمة API جديدة', 'جديدة API خدمة'],
  ['brackets open to the other side', 'خدمة (نسخة)', '(نسخة) خدمة'],
])('%s', (_, line, order) => {
  expect(drawn(line)).toBe(order);
});

it('nothing is lost or doubled', () => {
  const line = 'Invoices (v2) לקוח 12.5% – خدمة «x» end';
  expect(inDrawingOrder(line, false).join('').length).toBe(line.length);
});
