import { THIS_PROJECT, type Transaction, toStorableJson } from '../../database/index.ts';

/** One instruction that breaks a rule, secrets masked. */
export interface StoredRisk {
  /** Place of the instruction in the history; null when the rule speaks of the image as a whole. */
  readonly index: number | null;
  readonly text: string;
  /** True when the text was too long and ends early. */
  readonly cut: boolean;
  /** Digest of the layer that the instruction made; null without one. */
  readonly layer: string | null;
}

/** What one rule found in one image. */
export interface StoredRule {
  readonly ruleId: string;
  readonly risks: readonly StoredRisk[];
}

const SAVE = `WITH wanted AS (SELECT * FROM json_to_recordset($3::json) AS w ("ruleId" text, risks jsonb)),
  gone AS (
    DELETE FROM build_command_risk b WHERE b.project_pk = ${THIS_PROJECT} AND b.digest = $2
      AND NOT EXISTS (SELECT FROM wanted w WHERE w."ruleId" = b.rule_id))
  INSERT INTO build_command_risk AS b (project_pk, digest, rule_id, risks)
  SELECT $1, $2, w."ruleId", w.risks FROM wanted w ORDER BY w."ruleId"
  ON CONFLICT (project_pk, digest, rule_id) DO UPDATE SET risks = excluded.risks WHERE b.risks IS DISTINCT FROM excluded.risks`;

/** Makes the build-command findings of a manifest exactly the given ones, as a set difference: an unchanged set writes no row. */
export async function saveBuildCommandRisks(
  tx: Transaction,
  projectPk: number,
  digest: string,
  rules: readonly StoredRule[],
): Promise<void> {
  await tx.query(SAVE, [projectPk, digest, toStorableJson(rules)]);
}
