/** A package as an analyzer found it in one layer. */
export interface PackageFact {
  /** purl type: `deb`, `apk`, `rpm`, `npm`, `pypi`, `golang`. */
  readonly type: string;
  readonly name: string;
  readonly version: string;
  readonly arch: string;
  /** The name and version that advisories use; equal to name and version where there is no source package. */
  readonly sourceName: string;
  readonly sourceVersion: string;
  /** Path of the database or file that names the package, without leading slash. */
  readonly path: string;
}

/** A package of an image: its distribution is known, so it has an OSV ecosystem and a purl. */
export interface InstalledPackage extends PackageFact {
  /** OSV ecosystem, for example `Debian:12`, `Alpine:v3.20`, `AlmaLinux:9`, `npm`, `PyPI`, `Go`. */
  readonly ecosystem: string;
  readonly purl: string;
  /** Digest of the layer that introduced it. */
  readonly layerDigest: string;
}
