/** `os-release(5)`, the fields in use; absent ones are empty. */
export interface OsRelease {
  /** Lower case, for example `debian`. */
  readonly id: string;
  /** For example `12`, `22.04`, `3.20.3`; empty for rolling releases. */
  readonly versionId: string;
  /** For people, but the only place where some distributions name their service pack: `22.03 (LTS-SP3)`. */
  readonly version: string;
  readonly prettyName: string;
}
