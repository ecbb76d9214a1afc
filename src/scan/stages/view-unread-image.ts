import { AppError } from '../../model/index.ts';
import type { ImageView, ViewedConfig, ViewedLayer } from './port/image-view.ts';

/**
 * The view of an image of which only the config is known. Asking for anything that comes from layers ends the stage, so that
 * nothing is called safe because nothing was read.
 */
export function viewUnreadImage(
  layers: readonly Omit<ViewedLayer, 'isRead'>[],
  config: ViewedConfig | null,
): ImageView {
  return {
    layers: layers.map((layer) => ({ ...layer, isRead: false })),
    config,
    configProblem: null,
    get os() {
      return refuse();
    },
    get packages() {
      return refuse();
    },
    get packageProblems() {
      return refuse();
    },
    facts: refuse,
    removed: refuse,
    problemsOf: refuse,
  };
}

function refuse(): never {
  throw new AppError('unreadable', 'the layers of the image were not read');
}
