import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestUser } from '../../testing/auth/index.ts';
import { createTestDatabase, type TestDatabase } from '../../testing/database/index.ts';
import { createVault } from '../secrets/index.ts';
import { checkVault } from './access-keys.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

test('another master key than the one that sealed the secrets is refused, and an empty database accepts any', async () => {
  const vault = createVault(randomBytes(32));
  await checkVault(database.pool, vault);
  await createTestUser(database.pool, vault);
  await checkVault(database.pool, vault);
  const other = createVault(randomBytes(32));
  await expect(checkVault(database.pool, other)).rejects.toMatchObject({ code: 'config_invalid' });
});
