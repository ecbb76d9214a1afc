import { coveredEcosystems } from '../../../advisories/index.ts';
import type { Db } from '../../../database/index.ts';
import { judgeVulnerabilities, type VulnerabilityVerdict } from '../../../findings/index.ts';
import type { Severity, StageState } from '../../../model/index.ts';

export interface Verdict {
  readonly vulNum: number;
  readonly severity: Severity | null;
  readonly stages: readonly StageState[];
}

/**
 * What one manifest comes to, from its stored packages and matches.
 * @param read how the stages before `vulnerabilities` ended
 */
export async function judgeManifest(
  db: Db,
  projectPk: number,
  digest: string,
  read: readonly StageState[],
): Promise<Verdict> {
  const [verdict] = await judgeVulnerabilities(db, projectPk, [digest], await coveredEcosystems(db));
  if (!verdict) throw new Error(`no verdict for ${digest}`);
  return toVerdict(verdict, read);
}

/** An image is `none` ("Security") only when every stage was complete: an unknown is never safe. */
export function toVerdict(verdict: VulnerabilityVerdict, read: readonly StageState[]): Verdict {
  const stages = [...read, vulnerabilityStage(verdict)];
  const complete = stages.every((stage) => stage.status === 'ok');
  return { vulNum: verdict.vulNum, severity: verdict.severity ?? (complete ? 'none' : null), stages };
}

function vulnerabilityStage({ uncovered, undetermined }: VulnerabilityVerdict): StageState {
  const reasons: string[] = [];
  if (uncovered.length > 0) reasons.push(`no advisories are loaded for ${uncovered.map(ecosystemInWords).join(', ')}`);
  if (undetermined > 0) reasons.push(`the versions of ${undetermined} packages could not be compared with advisories`);
  const reason = reasons.join('; ');
  return { stage: 'vulnerabilities', status: reason ? 'partial' : 'ok', reason: reason || null };
}

function ecosystemInWords(ecosystem: string): string {
  return ecosystem === '' ? 'an unknown distribution' : ecosystem;
}
