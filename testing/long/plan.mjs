/**
 * What does not fit into the 20 minutes of CI. Each part is a run of tests that `npm test` has, too, at a larger scale
 * (testing/scale.ts), or of every suite on another Node.
 * @typedef {object} Part
 * @property {string} name for `npm run test:long -- --only <name>`
 * @property {string} what a sentence for the report
 * @property {number} [scale]
 * @property {string} [project] of vitest.config.ts
 * @property {string[]} [files] paths, or parts of them
 * @property {string} [node] runs `npm test` with this Node instead
 * @type {readonly Part[]}
 */
export const PLAN = [
  {
    name: 'properties',
    what: 'parsers, version orders, signatures, squashing and masking, each with 20 times as many random cases',
    ...{ scale: 20, project: 'unit', files: ['fast-check'] },
  },
  {
    name: 'orders',
    what: 'random orders of syncs, scans, stops, interruptions and pages over a real database, 10 times as many',
    ...{ scale: 10, project: 'database' },
    files: ['latest-version', 'sync-resume', 'scan-tasks', 'take-job', 'src/inventory/list'],
  },
  {
    name: 'scan-order',
    what: 'an order to scan 100,000 images: filled, paced, stopped at any point',
    ...{ scale: 40, project: 'database', files: ['order-scan'] },
  },
  {
    name: 'queue',
    what: 'a queue of 3,000,000 jobs: filled, and taken from in order by reading a few rows',
    ...{ scale: 100, project: 'alone', files: ['large-queue'] },
  },
  {
    name: 'kills',
    what: '100 kills (SIGKILL) at random moments of sync and scan, with the same images and findings in the end',
    ...{ scale: 5, project: 'system', files: ['kill'] },
  },
  { name: 'node-22', what: 'every suite on the newest Node 22', node: '22' },
  { name: 'node-24', what: 'every suite on the newest Node 24', node: '24' },
];
