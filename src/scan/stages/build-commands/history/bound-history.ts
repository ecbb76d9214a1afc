import type { ConfigSection, HistoryEntry, ImageHistory } from './image-history.ts';

/** Twice the layers that any runtime can mount, and the steps between them. */
const ENTRIES = 4096;
/** A here-document of a thousand lines. */
const LONGEST_STEP = 64 * 1024;
/** Several times the longest history of the official images. What is longer is made to keep a scanner busy. */
const LONGEST_HISTORY = 256 * 1024;

/** Cuts a history that is too long to be looked at, and says what was cut. */
export function boundHistory(image: ImageHistory): ImageHistory {
  const cuts: string[] = [];
  const history: HistoryEntry[] = [];
  let left = LONGEST_HISTORY;
  for (const entry of image.history.slice(0, ENTRIES)) {
    const createdBy = entry.createdBy.slice(0, Math.min(LONGEST_STEP, left));
    if (createdBy.length < entry.createdBy.length)
      cuts.push(`instruction ${history.length} was cut at ${createdBy.length} characters`);
    left -= createdBy.length;
    history.push(createdBy === entry.createdBy ? entry : { ...entry, createdBy });
  }
  const beyond = image.history.length - history.length;
  if (beyond > 0) cuts.push(`${beyond} entries of the history beyond the first ${ENTRIES} were not looked at`);
  const config = boundCommands(image.config, cuts);
  return { ...image, history, config, cuts: [...image.cuts, ...summarise(cuts)] };
}

const COMMANDS = ['entrypoint', 'cmd', 'healthcheck', 'onBuild'] as const;

/** The commands of the config are read as shell texts, too. */
function boundCommands(config: ConfigSection, cuts: string[]): ConfigSection {
  let left = LONGEST_HISTORY;
  const bounded = COMMANDS.map((name) => {
    const kept = config[name].filter((word) => {
      left -= word.length;
      return left >= 0;
    });
    const beyond = config[name].length - kept.length;
    if (beyond > 0) cuts.push(`${beyond} words of config.${name} were not looked at`);
    return [name, kept] as const;
  });
  return { ...config, ...Object.fromEntries(bounded) };
}

/** A hostile image has thousands of them, and the first ones say enough. */
function summarise(cuts: readonly string[]): readonly string[] {
  const shown = 8;
  return cuts.length <= shown ? cuts : [...cuts.slice(0, shown), `${cuts.length - shown} more were cut`];
}
