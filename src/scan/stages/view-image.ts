import { type Fact, introducedBy, type LiveFile, repeats, type SquashedFiles } from '../../layers/index.ts';
import { type InstalledSoftware, readPackages } from './packages/installed-packages.ts';
import type { ImageView, RemovedFact, ViewedConfig, ViewedFact, ViewedLayer } from './port/image-view.ts';

/** Makes the view that the stages get of an image, from its squashed layers and its config. */
export function viewImage(
  layers: readonly ViewedLayer[],
  files: SquashedFiles,
  config: ViewedConfig | null,
  configProblem: string | null = null,
): ImageView {
  let software: InstalledSoftware | null = null;
  const installed = (): InstalledSoftware => {
    software ??= readPackages(files);
    return software;
  };
  return {
    layers,
    config,
    configProblem,
    get os() {
      return installed().os;
    },
    get packages() {
      return installed().packages;
    },
    get packageProblems() {
      return installed().problems;
    },
    facts: (kind) => [...files.live].flatMap(([path, file]) => factsOf(path, file, kind)),
    removed: (kind) => removedFacts(files, kind),
    problemsOf: (analyzers) => {
      const names = new Set(analyzers.map(({ name }) => name));
      return files.problems.filter(({ analyzer }) => names.has(analyzer));
    },
  };
}

function factsOf<F extends Fact>(path: string, file: LiveFile, kind: F['kind']): ViewedFact<F>[] {
  const ofKind = file.facts.filter((fact): fact is F => fact.kind === kind);
  return ofKind.map((fact) => ({ path, fact, introducedBy: introducedBy(file, fact) }));
}

/** A fact that the next version of the file repeats was not removed. */
function removedFacts<F extends Fact>({ gone }: SquashedFiles, kind: F['kind']): RemovedFact<F>[] {
  return gone.flatMap(({ path, file, removedBy, replacement }) =>
    factsOf<F>(path, file, kind)
      .filter(({ fact }) => !replacement || !repeats(replacement, fact))
      .map((viewed) => ({ ...viewed, removedBy })),
  );
}
