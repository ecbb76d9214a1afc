import { savePackages } from '../../../inventory/index.ts';
import type { Analyzer } from '../../../layers/index.ts';
import type { InstalledPackage, Problem } from '../../../model/index.ts';
import type { ImageStage } from '../port/stage.ts';
import { stateOf } from '../port/state-of.ts';
import { apk } from './analyzers/apk.ts';
import { dpkg } from './analyzers/dpkg.ts';
import { goBinary } from './analyzers/go-binary.ts';
import { nodePackage } from './analyzers/node-package.ts';
import { osRelease } from './analyzers/os-release.ts';
import { pythonPackage } from './analyzers/python-package.ts';
import { rpm } from './analyzers/rpm.ts';

/** Every file of `analyzers/` has its line here. */
// biome-ignore format: one line an analyzer.
const ANALYZERS: readonly Analyzer[] = [
  osRelease,
  dpkg,
  apk,
  rpm,
  nodePackage,
  pythonPackage,
  goBinary,
];

const NONE: Problem = { path: '', reason: 'no package of a known kind was found' };

/** The software of the image: packages of its distribution and of languages. */
export function openPackages(): ImageStage<readonly InstalledPackage[]> {
  return {
    name: 'packages',
    needs: ['layers'],
    judges: 'image',
    version: () => '1',
    analyzers: ANALYZERS,
    failureCode: 'failed_to_scan_software',
    evaluate: (view) => {
      const { packages } = view;
      const missing = [...view.packageProblems, ...(packages.length === 0 ? [NONE] : [])];
      const state = stateOf([...view.problemsOf(ANALYZERS), ...missing]);
      return { findings: packages, ...state, counts: { found: packages.length }, severity: null };
    },
    save: async (tx, { projectPk, digest }, packages) => {
      await savePackages(tx, projectPk, digest, packages);
    },
  };
}
