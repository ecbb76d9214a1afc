import { TREE_ANALYZER } from '../../../layers/index.ts';
import type { ImageStage } from '../port/stage.ts';
import { stateOf } from '../port/state-of.ts';

/**
 * What reading the layers says by itself. When reading fails, the run stores that in the name of this stage, and no stage
 * that needs it looks.
 */
export function openLayers(): ImageStage<null> {
  return {
    name: 'layers',
    needs: [],
    judges: 'image',
    version: () => `1 ${TREE_ANALYZER.name}@${TREE_ANALYZER.version}`,
    analyzers: [],
    failureCode: 'failed_to_scan_file',
    evaluate: (view) => {
      const unread = view.layers.filter(({ isRead }) => !isRead).length;
      const foreign = { path: '', reason: `${unread} non-distributable layers were not read` };
      const problems = [...(unread > 0 ? [foreign] : []), ...view.problemsOf([TREE_ANALYZER])];
      const found = view.layers.length - unread;
      return { findings: null, ...stateOf(problems), counts: { found }, severity: null };
    },
  };
}
