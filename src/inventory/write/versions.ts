/**
 * One version of a project, and so one row of the log, names at most this many images: a follower of the log never has to
 * take in more at once, though one digest can stand behind any number of tags.
 */
const MAX_IMAGES_PER_VERSION = 5_000;

/** Cuts what is to be written into the parts that get a version each. */
export function* inVersions<T>(items: readonly T[]): Generator<readonly T[]> {
  for (let start = 0; start < items.length; start += MAX_IMAGES_PER_VERSION)
    yield items.slice(start, start + MAX_IMAGES_PER_VERSION);
}
