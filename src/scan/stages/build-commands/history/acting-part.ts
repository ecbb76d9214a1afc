import { readQuotedAssignments } from './assignments.ts';
import { type BuildInstruction, KEYWORDS } from './build-instruction.ts';

/** What an instruction does, and with what: of ONBUILD the instruction that the next build runs. */
export interface ActingPart {
  readonly keyword: BuildInstruction['instruction'];
  readonly text: string;
}

const TRIGGER = new RegExp(`^(${KEYWORDS.join('|')})\\s+(.*)$`, 'is');
const ASSIGNS = new Set(['ENV', 'ARG', 'LABEL']);

export function actingPart({ instruction, text }: BuildInstruction): ActingPart {
  const [, keyword, rest = ''] = instruction === 'ONBUILD' ? (TRIGGER.exec(text) ?? []) : [];
  return keyword
    ? { keyword: keyword.toUpperCase() as ActingPart['keyword'], text: rest }
    : { keyword: instruction, text };
}

/** `ONBUILD ENV A=b` sets what its ENV sets. */
export function withTriggered(instruction: BuildInstruction): BuildInstruction {
  if (instruction.instruction !== 'ONBUILD') return instruction;
  const { keyword, text } = actingPart(instruction);
  return ASSIGNS.has(keyword) ? { ...instruction, assignments: readQuotedAssignments(text) } : instruction;
}
