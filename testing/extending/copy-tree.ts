import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { ROOT } from '../house/source-files.ts';
import { applyEdit, type Example } from './read-page.ts';

/** What a build and the tests read. */
const TREE = ['src', 'testing', 'fixtures', 'migrations', 'conformance', 'bench', 'quickstart', 'docs'];
const TOP = ['package.json', 'tsconfig.json', 'vitest.config.ts', 'ARCHITECTURE.md', 'README.md'];

/** Copies the checkout into a new folder that shares the packages installed in it. @returns the folder */
export function copyTree(): string {
  const copy = mkdtempSync(join(tmpdir(), 'hullwatch-extending-'));
  for (const name of [...TREE, ...TOP].filter((each) => existsSync(join(ROOT, each))))
    cpSync(join(ROOT, name), join(copy, name), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  return copy;
}

/** Does to the copy what the page says. @throws Error when a new file is there already, or an edit does not fit */
export function applyExample(copy: string, { page, files, edits }: Example): void {
  for (const { path, text } of files) {
    if (existsSync(join(copy, path))) throw new Error(`${page} writes ${path}, which is there already`);
    mkdirSync(dirname(join(copy, path)), { recursive: true });
    writeFileSync(join(copy, path), text);
  }
  for (const edit of edits) {
    const path = join(copy, edit.path);
    writeFileSync(path, applyEdit(readFileSync(path, 'utf8'), edit));
  }
}

/** Runs a program of node_modules in the copy. @returns what it printed, and whether it ended well */
export function runInCopy(copy: string, program: string, args: readonly string[]): { ok: boolean; output: string } {
  const { status, stdout, stderr } = spawnSync(join(ROOT, 'node_modules/.bin', program), args, {
    cwd: copy,
    encoding: 'utf8',
  });
  return { ok: status === 0, output: stdout + stderr };
}

/** Runs test files of the copy together. @returns what each file that did not pass says, by its path in the copy */
export function runTestsInCopy(copy: string, files: readonly string[]): Map<string, string> {
  const report = join(copy, 'report.json');
  const projects = ['--project', 'unit', '--project', 'database'];
  const { output } = runInCopy(copy, 'vitest', [
    'run',
    ...projects,
    '--reporter=json',
    `--outputFile=${report}`,
    ...files,
  ]);
  const results = existsSync(report) ? (JSON.parse(readFileSync(report, 'utf8')) as Report).testResults : [];
  const byFile = new Map(results.map((each) => [relative(realpathSync(copy), each.name), each]));
  return new Map(
    files.flatMap((file) => {
      const result = byFile.get(file);
      if (result?.status === 'passed' && result.assertionResults.length > 0) return [];
      const failures = result?.assertionResults.flatMap((each) => each.failureMessages) ?? [];
      return [[file, [result ? result.message : `was not run: ${output}`, ...failures].join('\n')]];
    }),
  );
}

/** The part of Vitest's JSON report that is read. */
interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly { readonly failureMessages: readonly string[] }[];
  }[];
}
