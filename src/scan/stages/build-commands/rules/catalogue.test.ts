import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { writeCatalogue } from './catalogue.ts';
import { RULES } from './index.ts';

const PAGE = fileURLToPath(new URL('../../../../../docs/build-command-rules.md', import.meta.url));

// After a change of the rules: npx vitest run --project unit -u src/scan/stages/build-commands
test('docs/build-command-rules.md says what the rules say', async () => {
  await expect(writeCatalogue(RULES)).toMatchFileSnapshot(PAGE);
});
