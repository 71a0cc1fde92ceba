/** Run as somebody who has no rights beyond those of the store's file and folder. */
import { attempt } from './attempt.ts';

process.stdout.write(JSON.stringify(await attempt(process.argv[2] ?? '')));
process.exit(0);
