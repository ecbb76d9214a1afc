export function countTests(report: object, ok: boolean): { line: string; passed: boolean };
