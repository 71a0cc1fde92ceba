import { hash, randomBytes } from 'node:crypto';
import { apiKey } from '@better-auth/api-key';
import { betterAuth } from 'better-auth';
import { getMigrations } from 'better-auth/db/migration';

/**
 * Verification of keys by better-auth over an open, empty database of better-sqlite3, in its favour: without rate limits,
 * and without waiting for the disk. It writes when a key was used last with each answer; there is no other way.
 *
 * @param {import('better-sqlite3').Database} sqlite
 * @param {number} count keys that the database is to have
 * @param {number} known of them, whose secrets are given back
 * @returns {Promise<{ keys: string[], verify: (key: string) => Promise<boolean> }>}
 */
export async function betterAuthOver(sqlite, count, known) {
  sqlite.pragma('journal_mode = WAL');
  sqlite.pragma('synchronous = OFF');
  const options = {
    database: sqlite,
    baseURL: 'http://localhost',
    secret: randomBytes(32).toString('hex'),
    telemetry: { enabled: false },
    emailAndPassword: { enabled: true },
    plugins: [apiKey({ rateLimit: { enabled: false } })],
  };
  const { runMigrations } = await getMigrations(options);
  await runMigrations();
  const auth = betterAuth(options);
  const { user } = await auth.api.signUpEmail({
    body: { email: 'ada@example.org', password: randomBytes(16).toString('hex'), name: 'Ada' },
  });
  const first = await auth.api.createApiKey({ body: { name: 'made by itself', userId: user.id } });
  const keys = [first.key];
  // As the first, but for the key: its own way would take most of an hour.
  const columns = sqlite
    .prepare("SELECT name FROM pragma_table_info('apikey') WHERE name NOT IN ('id', 'key')")
    .pluck()
    .all()
    .map((name) => `"${String(name)}"`)
    .join(', ');
  const insert = sqlite.prepare(
    `INSERT INTO apikey (id, key, ${columns}) SELECT ?, ?, ${columns} FROM apikey WHERE id = ?`,
  );
  sqlite.transaction(() => {
    for (let index = 1; index < count; index += 1) {
      const key = randomBytes(48).toString('base64url');
      insert.run(randomBytes(16).toString('hex'), hash('sha256', key, 'base64url'), first.id);
      if (keys.length < known) keys.push(key);
    }
  })();
  return {
    keys,
    verify: async (key) => (await auth.api.verifyApiKey({ body: { key } })).valid,
  };
}
