import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findingsPage } from './table.ts';

writeFileSync(join(import.meta.dirname, '../../docs/findings.md'), await findingsPage());
