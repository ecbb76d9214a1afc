/** The stages a scan of one manifest goes through, in order. */
export const STAGES = ['layers', 'packages', 'vulnerabilities'] as const;
export type Stage = (typeof STAGES)[number];

/** How a stage ended. `partial` and `failed` always carry a reason in words. */
export interface StageState {
  readonly stage: Stage;
  readonly status: 'ok' | 'partial' | 'failed';
  readonly reason: string | null;
}

/** Something that could not be read; `path` is empty when it concerns the whole layer. */
export interface Problem {
  readonly path: string;
  readonly reason: string;
}
