export function writeReport(
  earlier: string,
  plan: readonly { name: string; what: string }[],
  run: { started: Date; commit: string; machine: string },
  results: readonly {
    name: string;
    what: string;
    scale?: number;
    node: string;
    line: string;
    passed: boolean;
    seconds: number;
    failures: readonly string[];
  }[],
): string;
