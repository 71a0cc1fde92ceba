/** Words of the window that stand in every language as they are, or that no person reads. Keep it short. */
export const ALLOWED = [
  { text: 'Latchkey' },
  // Values of the contract.
  { text: 'Tenant API Key' },
  { file: 'src/renderer/access/TypeField.tsx', text: 'User' },
  { file: 'src/renderer/keys/scope/configuration.ts', text: 'User' },
  { text: 'Full' },
  // The fonts of the system.
  {
    text: 'system-ui, "Segoe UI", Roboto, Cantarell, "Noto Sans", "Liberation Sans", sans-serif',
  },
  { file: 'src/renderer/keys/list/reader.ts', text: 'not asked' },
  { file: 'src/renderer/settings/tenant/tenant-state.ts', text: 'Archived' },
  { file: 'src/renderer/settings/tenant/tenant-state.ts', text: 'Open' },
  { file: 'src/renderer/settings/tenant/tenant-state.ts', text: 'Active' },
  // Found by what is typed, and not shown.
  { file: 'src/renderer/palette/commands.ts', text: 'pdf html csv json' },
  { file: 'src/renderer/palette/commands.ts', text: 'settings \u0000 \u0000' },
  { file: 'src/renderer/settings/store/StorePanel.tsx', text: 'back up' },
  // Nobody but the program's own parts is told.
  { file: 'src/main/ipc.ts', text: 'This call did not come from the window of Latchkey.' },
  {
    file: 'src/core/keys/list/survey-worker.ts',
    text: 'The list has changed in the meantime; a newer survey is under way.',
  },
  // The heading of a column in a file that is imported.
  ...[
    'Name',
    'Key',
    'Hint',
    'Description',
    'Owner',
    'Authorization group',
    'Roles',
    'API sets',
    'Withheld permissions',
    'Allowlist',
    'Requests per second, … minute, … day',
    'Status',
    'Expires',
    'Created',
  ].map((text) => ({ file: 'src/renderer/keys/import/ColumnList.tsx', text })),
  // Names of products and of commands.
  { text: 'Traefik' },
  { text: 'Caddy' },
  { text: 'Envoy' },
  { text: 'Python' },
  { text: 'latchkey serve' },
  { text: 'latchkey audit verify FILE' },
  { text: 'SHA-256' },
];
