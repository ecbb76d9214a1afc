/** The first release of each supported Node that loads what the packages need; as in package.json. */
const FIRST = { 20: 19, 22: 12 };

/**
 * Speaks before anything is loaded that an older Node cannot read.
 *
 * @param {string} version such as `v22.12.0`
 * @returns {string | undefined} one sentence for the user when Hullwatch does not run on this Node
 */
export function refuseNode(version) {
  const [major, minor] = version.slice(1).split('.').map(Number);
  if (major >= 24 || minor >= FIRST[major]) return undefined;
  return `Hullwatch needs Node 20.19, 22.12, 24 or newer; this is ${version}`;
}
