import { coveredEcosystems, currentSnapshot, lockAdvisoriesShared } from '../../../advisories/index.ts';
import { UNKNOWN_ECOSYSTEM } from '../../../ecosystems/index.ts';
import { judgeVulnerabilities, type VulnerabilityVerdict } from '../../../findings/index.ts';
import { listStoredPackages } from '../../../inventory/index.ts';
import type { Evaluation, StoredStage } from '../port/stage.ts';
import { matchStoredPackages } from './match-stored-packages.ts';

/** Compares the stored packages with the loaded advisories. */
export function openVulnerabilities(): StoredStage {
  return {
    name: 'vulnerabilities',
    needs: ['packages'],
    judges: 'stored',
    version: () => '1',
    analyzers: [],
    failureCode: 'failed_to_scan_vulnerability',
    prepare: async (tx, { projectPk, digest }) => {
      await lockAdvisoriesShared(tx);
      await matchStoredPackages(tx, projectPk, await listStoredPackages(tx, projectPk, digest));
    },
    evaluate: async (tx, projectPk, digests) => {
      const advisorySnapshot = await currentSnapshot(tx);
      const verdicts = await judgeVulnerabilities(tx, projectPk, digests, await coveredEcosystems(tx));
      return new Map(verdicts.map((verdict) => [verdict.digest, { ...toEvaluation(verdict), advisorySnapshot }]));
    },
  };
}

function toEvaluation(verdict: VulnerabilityVerdict): Evaluation<null> {
  const reason = [...uncoveredReasons(verdict.uncovered), ...undeterminedReasons(verdict.undetermined)].join('; ');
  return {
    findings: null,
    state: reason ? 'partial' : 'ok',
    reason: reason || null,
    counts: { found: verdict.vulNum },
    severity: verdict.severity,
  };
}

function uncoveredReasons(ecosystems: readonly string[]): string[] {
  const names = ecosystems.map((each) => (each === UNKNOWN_ECOSYSTEM ? 'an unknown distribution' : each));
  return names.length === 0 ? [] : [`no advisories are loaded for ${names.join(', ')}`];
}

function undeterminedReasons(packages: number): string[] {
  return packages === 0 ? [] : [`the versions of ${packages} packages could not be compared with advisories`];
}
