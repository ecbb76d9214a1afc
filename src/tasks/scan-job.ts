/** After everything that people wait for: a large order has a million of these, and they take hours. */
const PRIORITY = 10;

/** The job that scans a digest, by its key one for everybody who wants that. */
export function scanJob(projectPk: number, digest: string) {
  return { payload: { projectPk, digest }, jobKey: `scan:${projectPk}:${digest}`, priority: PRIORITY } as const;
}
