import type { ReportDocument } from '../../src/core/reports/document.ts';

/** What people may have named things, to harm whoever reads a report or to spoil it. */
export const HOSTILE_NAMES: readonly string[] = [
  "=cmd|' /C calc'!A0",
  '+1+1',
  '-2+3',
  '@SUM(A1)',
  '\tTabbed',
  '＝1+1',
  '<script>document.title = "taken"</script>',
  '<img src=x onerror=alert(1)>',
  '</style></title></bdi><svg onload=alert(1)>',
  '"Quoted", and a comma',
  'Two\nlines',
  'Back\u202Egnp.exe',
  'שירות תשלומים',
  'خدمة المدفوعات (نسخة 2) API',
  'Invoices for فاطمة in Dubai',
  'Zażółć gęślą jaźń – Ελλάδα – Москва',
  '支付服务 🚀 👩‍💻',
  'Pаyroll (a Cyrillic а)',
  'Ann&amp;Bob &lt;x&gt;',
  'W'.repeat(200),
  '{"a":1}\\',
  'C:\\Windows %PDF-1.7 (a\\) endobj',
];

/** The last moment of March. */
export const MARCH = Date.UTC(2026, 3, 1) - 1;

/** A document with hostile names at each place where a name may stand. */
export function hostileDocument(names: readonly string[] = HOSTILE_NAMES): ReportDocument {
  const at = Date.UTC(2026, 1, 3, 4, 5, 6, 789);
  return {
    kind: 'access-review',
    title: 'Access review',
    tenant: 'Northwind <b>Traders</b> & Söhne',
    facts: [
      { id: 'asOf', label: 'As of', value: { at: MARCH } },
      { id: 'log', label: 'Activity log up to entry', value: 12_345 },
      { id: 'question', label: 'Permission', value: '<i>invoices:read</i>' },
      { id: 'keys', label: 'Keys', value: names.length },
      { id: 'none', label: 'Operation', value: null },
    ],
    sections: [
      {
        id: 'keys',
        heading: 'Keys that could',
        note: 'What each key could do at that moment, rebuilt from the activity log.',
        columns: [
          { id: 'name', label: 'Name', width: 5 },
          { id: 'hint', label: 'Key', width: 3 },
          { id: 'owner', label: 'Owner', width: 4 },
          { id: 'permissions', label: 'Permissions', width: 5 },
          { id: 'live', label: 'Works', width: 1.5 },
          { id: 'uses', label: 'Uses', width: 2 },
          { id: 'lastUsed', label: 'Last used', width: 3 },
        ],
        rows: names.map((name, index) => [
          name,
          `lk_ab${String(index).padStart(2, '0')}…wxyz`,
          index % 3 === 0 ? null : name,
          ['invoices:read', name, 'orders:write'],
          index % 2 === 0,
          index * 1_234,
          index % 4 === 0 ? null : { at },
        ]),
      },
      {
        id: 'accounts',
        heading: 'Accounts of <u>people</u>',
        columns: [
          { id: 'name', label: 'Username', width: 2 },
          { id: 'roles', label: 'Roles', width: 3 },
        ],
        rows: names.slice(0, 3).map((name) => [name, []]),
      },
      {
        id: 'unknown',
        heading: 'Not known',
        note: 'Nothing was left out.',
        columns: [{ id: 'name', label: 'Name', width: 1 }],
        rows: [],
      },
    ],
  };
}
