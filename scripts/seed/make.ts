/**
 * Fills a data folder with the seed's profile and prints who signs in there. Run by dev-seed.mjs and the
 * benchmarks as the user whom the data is to belong to:
 *
 *   node scripts/seed/make.ts FOLDER [people]    with people: accounts, data access and tenants too
 */
import { mkdirSync } from 'node:fs';
import { ADMINISTRATOR, makeProfile } from './profile.ts';

const [folder, people] = process.argv.slice(2);
if (folder === undefined) throw new Error('Usage: node scripts/seed/make.ts FOLDER [people]');
mkdirSync(folder, { recursive: true, mode: 0o700 });
await makeProfile(folder, Date.now(), { withPeople: people === 'people' });
console.log(`  Username: ${ADMINISTRATOR.username}\n  Password: ${ADMINISTRATOR.password}`);
if (people === 'people') console.log('  The other people of the profile have the same password.');
