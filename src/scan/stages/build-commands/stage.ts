import { createHash } from 'node:crypto';
import { type StoredRule, saveBuildCommandRisks } from '../../../inventory/index.ts';
import { AppError } from '../../../model/index.ts';
import type { Evaluation, ImageStage } from '../port/stage.ts';
import { stateOf } from '../port/state-of.ts';
import { type BuildCommandRisk, findBuildCommandRisks } from './find-risks.ts';
import { historyOf } from './history/view-history.ts';
import { RULES } from './rules/index.ts';

/** Raise it when the same config and rules would give other findings. */
const CODE_VERSION = 2;

/**
 * What the instructions of the build did, by the config alone: it reads no file. Its findings are listed, but neither count
 * as a risk of the image nor grade it (ADR 0008, 6 and 7).
 */
export function openBuildCommands(): ImageStage<readonly StoredRule[]> {
  const version = `${CODE_VERSION} ${hashOf(RULES)}`;
  return {
    name: 'build-commands',
    needs: [],
    judges: 'image',
    version: () => version,
    analyzers: [],
    failureCode: 'failed_to_check_build_cmd',
    evaluate: (view) => {
      if (view.configProblem !== null) throw new AppError('unreadable', view.configProblem);
      if (!view.config) return toEvaluation([], ['the image has no config that tells how it was built']);
      const { findings, problems } = findBuildCommandRisks(historyOf(view.config, view));
      return toEvaluation(findings, problems);
    },
    save: (tx, { projectPk, digest }, rules) => saveBuildCommandRisks(tx, projectPk, digest, rules),
  };
}

function toEvaluation(
  findings: readonly BuildCommandRisk[],
  problems: readonly string[],
): Evaluation<readonly StoredRule[]> {
  const state = stateOf(problems.map((reason) => ({ path: '', reason })));
  return { findings: byRule(findings), ...state, counts: { found: findings.length }, severity: worst(findings) };
}

function byRule(findings: readonly BuildCommandRisk[]): StoredRule[] {
  const rules = [...new Set(findings.map(({ rule }) => rule))];
  return rules.map((ruleId) => {
    const own = findings.filter(({ rule }) => rule === ruleId);
    return {
      ruleId,
      risks: own.map(({ index, text, cut, layerDigest }) => ({ index, text, cut, layer: layerDigest })),
    };
  });
}

/** Stages know three grades; `critical` of the build commands is the worst of them. */
function worst(findings: readonly BuildCommandRisk[]): Evaluation['severity'] {
  const grades = findings.map(({ severity }) => (severity === 'critical' ? 'high' : severity));
  return (['high', 'medium', 'low'] as const).find((grade) => grades.includes(grade)) ?? null;
}

function hashOf(rules: unknown): string {
  return createHash('sha256').update(JSON.stringify(rules)).digest('hex').slice(0, 12);
}
