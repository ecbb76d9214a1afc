import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT, readSource } from './source-files.ts';

/** One step of a journey through the code: the file to open, and what happens in it. */
export interface Step {
  readonly file: string;
  readonly does: string;
}

export interface Journey {
  readonly name: string;
  readonly steps: readonly Step[];
}

/** The journeys of ARCHITECTURE.md: `### name` below "## Journeys", then a numbered list of files, each with one sentence. */
export function readJourneys(architecture = readSource('ARCHITECTURE.md')): Journey[] {
  const section = architecture.split(/^## /m).find((part) => part.startsWith('Journeys')) ?? '';
  return section
    .split(/^### /m)
    .slice(1)
    .map((part) => ({
      name: part.split('\n', 1)[0] as string,
      steps: [...part.matchAll(/^\d+\. `(src\/[^`]+)`:? (.+)$/gm)].map(([, file, does]) => ({
        file: file as string,
        does: does as string,
      })),
    }));
}

/**
 * Steps that a reader cannot reach: the file is not there, or no earlier step imports it. Importing what another module hands
 * out through its index counts as importing the file that defines it. Where a job or `compose.ts` joins two files, the one that
 * joins them is a step of its own and imports the step before.
 */
export function lostSteps({ name, steps }: Journey): string[] {
  return steps.flatMap(({ file }, at) => {
    if (!existsSync(join(ROOT, file))) return [`${name}: ${file} is not there`];
    const earlier = steps.slice(0, at).flatMap((step) => (existsSync(join(ROOT, step.file)) ? [step.file] : []));
    const reached =
      earlier.some((from) => importedFiles(from).has(file)) || earlier.some((to) => importedFiles(file).has(to));
    return at === 0 || reached ? [] : [`${name}: no step before ${file} imports it, nor does it import one`];
  });
}

/** The files that define what a file imports. */
export function importedFiles(file: string): Set<string> {
  const found = new Set<string>();
  for (const [, names = '', path = ''] of readSource(file).matchAll(NAMED)) {
    for (const name of namesOf(names)) found.add(definingFile(join(dirname(file), path), name));
  }
  return found;
}

const NAMED = /^(?:import|export) (?:type )?\{([^}]*)\} from '(\.[^']+)'/gm;
const EVERYTHING = /^export \* from '(\.[^']+)'/gm;

/** Follows re-exports by name; a file that defines the name itself is the answer. */
function definingFile(file: string, name: string): string {
  if (!existsSync(join(ROOT, file))) return file;
  const source = readSource(file);
  for (const [, names = '', path = ''] of source.matchAll(NAMED)) {
    const passedOn = new RegExp(
      `^export (?:type )?\\{[^}]*\\b${name}\\b[^}]*\\} from '${path.replaceAll('.', '\\.')}'`,
      'm',
    );
    if (namesOf(names).includes(name) && passedOn.test(source)) return definingFile(join(dirname(file), path), name);
  }
  const definition = new RegExp(
    `^export (?:async |declare |abstract )*(?:const|let|function\\*?|class|interface|type|enum) ${name}\\b`,
    'm',
  );
  if (definition.test(source)) return file;
  for (const [, path = ''] of source.matchAll(EVERYTHING)) {
    const below = definingFile(join(dirname(file), path), name);
    if (definition.test(readSource(below))) return below;
  }
  return file;
}

function namesOf(list: string): string[] {
  const names = list.split(',').map(
    (name) =>
      name
        .trim()
        .replace(/^type /, '')
        .split(' as ')[0] as string,
  );
  return names.filter((name) => name !== '');
}
