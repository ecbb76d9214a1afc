export { type BuildCommandRisk, type BuildCommandRisks, findBuildCommandRisks } from './find-risks.ts';
export { type ConfigSection, EMPTY_CONFIG, type HistoryEntry, type ImageHistory } from './history/image-history.ts';
export { RULES } from './rules/index.ts';
export type { Rule, Severity } from './rules/rule.ts';
