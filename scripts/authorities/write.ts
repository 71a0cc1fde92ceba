import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { authorityPage } from './table.ts';

writeFileSync(join(import.meta.dirname, '../../docs/authorities.md'), await authorityPage());
