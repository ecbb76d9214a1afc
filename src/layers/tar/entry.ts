/** One member of a layer. `path` is normalised: no leading slash, no `.` or `..`, no empty part. */
export interface TarEntry {
  readonly path: string;
  readonly type: 'file' | 'directory' | 'symlink' | 'hardlink' | 'other';
  /** Bytes of the body; 0 for anything but a file. */
  readonly size: number;
  /** Permission bits, for example 0o755. */
  readonly mode: number;
  /** As written in the archive for a symlink, normalised like `path` for a hardlink, else empty. */
  readonly linkTarget: string;
  /** A sparse file: its body is not what a reader of the file would see, so it is offered to nobody. */
  readonly sparse?: true;
}
