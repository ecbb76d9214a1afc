import type { Pool } from '../../src/database/index.ts';
import type { Tenant } from '../../src/model/index.ts';

/** What one rule found in one digest: an instruction each. */
export async function insertBuildCommandRisk(
  pool: Pool,
  { projectPk }: Tenant,
  digest: string,
  ruleId: string,
  texts: readonly string[] = ['RUN x'],
): Promise<void> {
  const risks = texts.map((text, index) => ({ index, text, cut: false, layer: null }));
  await pool.query('INSERT INTO build_command_risk (project_pk, digest, rule_id, risks) VALUES ($1, $2, $3, $4)', [
    ...[projectPk, digest, ruleId, JSON.stringify(risks)],
  ]);
}
