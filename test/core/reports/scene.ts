import { collectReport } from '../../../src/core/reports/collect.ts';
import type { Cell, ReportDocument, ReportSection } from '../../../src/core/reports/document.ts';
import type { ReportQuestion } from '../../../src/core/reports/request.ts';
import type { Organisation } from '../../support/people.ts';
import { openAt } from '../../support/store.ts';

/** What tests of reports have in common: a report over a connection of its own, as a thread has it. */
export async function report(
  { store, ada }: Pick<Organisation, 'store' | 'ada'>,
  question: ReportQuestion,
): Promise<ReportDocument> {
  const reading = await openAt(store.path, 'read');
  try {
    return await collectReport(reading, { ...question, tenantId: ada.tenantId });
  } finally {
    await reading.close();
  }
}

export function section({ sections }: ReportDocument, id: string): ReportSection {
  const found = sections.find((one) => one.id === id);
  if (!found) throw new Error(`There is no section ${id}, only ${sections.map((one) => one.id).join(', ')}.`);
  return found;
}

/** The rows of a section by the names of their columns. */
export const rows = (document: ReportDocument, id: string): Record<string, Cell>[] => {
  const { columns, rows: all } = section(document, id);
  return all.map((row) =>
    Object.fromEntries(columns.map((column, index) => [column.id, row[index] ?? null])),
  );
};

/** The one row whose `name` or `username` is this. */
export function row(document: ReportDocument, id: string, name: string): Record<string, Cell> {
  const found = rows(document, id).filter((one) => one['name'] === name || one['username'] === name);
  if (found.length !== 1 || !found[0]) throw new Error(`${found.length} rows of ${id} are named ${name}.`);
  return found[0];
}

export const fact = ({ facts }: ReportDocument, id: string): Cell | undefined =>
  facts.find((one) => one.id === id)?.value;
