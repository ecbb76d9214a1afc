export const PLAN: readonly {
  readonly name: string;
  readonly what: string;
  readonly scale?: number;
  readonly project?: string;
  readonly files?: readonly string[];
  readonly node?: string;
}[];
