import type { BuildInstruction } from './history/build-instruction.ts';
import type { ImageHistory } from './history/image-history.ts';
import { inspectImage } from './inspect-image.ts';
import { findHits } from './match/find-hits.ts';
import type { Hit, InspectedImage } from './match/inspected.ts';
import { RULES } from './rules/index.ts';
import type { Rule, Severity } from './rules/rule.ts';
import { findConfigSecrets, type Secret } from './secrets/find-secrets.ts';
import { createMasker } from './secrets/mask.ts';

/** One rule that an instruction breaks. */
export interface BuildCommandRisk {
  readonly rule: string;
  readonly severity: Severity;
  /** Place of the instruction in the history; null when the rule speaks of the image as a whole. */
  readonly index: number | null;
  /** The instruction as in a Dockerfile, secrets masked; empty when `index` is null. */
  readonly text: string;
  /** True when the text was too long and ends early. */
  readonly cut: boolean;
  /** The layer that the instruction made: place, base 0, and digest; null without one. */
  readonly layer: number | null;
  readonly layerDigest: string | null;
}

export interface BuildCommandRisks {
  /** In the order of the rules, then of the history; a rule names an instruction once. */
  readonly findings: readonly BuildCommandRisk[];
  /** What was not looked at or is not known, in sentences. Not empty means that the image may have more risks. */
  readonly problems: readonly string[];
  /** How many instructions the history tells of. */
  readonly instructions: number;
}

/** Longer texts are cut: a here-document may be a whole program, and people look for the start of it. */
const LONGEST_TEXT = 1024;
/** A hostile history of thousands of instructions that each break every rule would fill the database. */
const MOST_FINDINGS = 1024;

/**
 * What the rules find in the way an image was built. Pure: it takes what the config says and reads nothing else.
 *
 * Bounds: 4,096 entries of the history, 64 Ki characters of one and 256 Ki of all; in one instruction 256 Ki characters of
 * texts that are given to shells again, and 64 levels of nesting; 1,024 findings. What is left out is a problem. The time is
 * linear in the text for each rule.
 */
export function findBuildCommandRisks(history: ImageHistory, rules: readonly Rule[] = RULES): BuildCommandRisks {
  const { image, problems } = inspectImage(history);
  const texts = maskedTexts(image);
  const found = rules.map((rule) => ({ rule, hits: findHits(rule, image) }));
  const most = mostOfRule(found.map(({ hits }) => hits.length));
  const left = found.reduce((sum, { hits }) => sum + Math.max(0, hits.length - most), 0);
  const missing = left > 0 ? [`${left} findings beyond the first ${most} of a rule are not kept`] : [];
  const findings = found.flatMap(({ rule, hits }) => hits.slice(0, most).map((hit) => toRisk(rule, hit, image, texts)));
  return { findings, problems: [...problems, ...missing], instructions: texts.length };
}

/** How many findings of one rule are kept: a thousand of a minor rule must not push out the only one of a critical rule. */
function mostOfRule(counts: readonly number[]): number {
  let most = MOST_FINDINGS;
  const kept = () => counts.reduce((sum, count) => sum + Math.min(count, most), 0);
  while (most > 1 && kept() > MOST_FINDINGS) most = Math.floor(most / 2);
  return most;
}

interface ShownText {
  readonly text: string;
  readonly cut: boolean;
}

/** The text of each instruction without any secret of the image, whoever reports it. */
function maskedTexts({ image, instructions }: InspectedImage): readonly ShownText[] {
  const everywhere: Secret[] = [...findConfigSecrets(image.config), ...instructions.flatMap(({ secrets }) => secrets)];
  const mask = createMasker(everywhere);
  return instructions.map(({ instruction, secrets }) => {
    const masked = mask(writeInstruction(instruction), secrets);
    const text = masked.slice(0, LONGEST_TEXT);
    return { text, cut: text.length < masked.length };
  });
}

function writeInstruction({ instruction, text }: BuildInstruction): string {
  return instruction === 'LAYER' || instruction === 'UNKNOWN' ? text : `${instruction} ${text}`;
}

function toRisk(rule: Rule, hit: Hit, { instructions }: InspectedImage, texts: readonly ShownText[]): BuildCommandRisk {
  const found = { rule: rule.id, severity: rule.severity };
  const instruction = hit === null ? undefined : instructions[hit]?.instruction;
  if (hit === null || !instruction)
    return { ...found, index: null, text: '', cut: false, layer: null, layerDigest: null };
  const { text, cut } = texts[hit] as ShownText;
  const { index, layer, layerDigest } = instruction;
  return { ...found, index, text, cut, layer, layerDigest };
}
