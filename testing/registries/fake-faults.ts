/** The lies and failures a fake registry can be told to show. All absent: it behaves. Change them at any time. */
export interface Faults {
  /** Manifests come with another body than their digest says, or with another digest in the header. */
  wrongDigest?: 'body' | 'header';
  /** Lists never end with new names each time, go back to an earlier page, or repeat the first page under new addresses. */
  paging?: 'endless' | 'circle' | 'repeating';
  /** Next pages are named by absolute address, on another path, or on another host, as some registries do behind proxies. */
  link?: 'absolute' | 'wrong-path' | 'other-origin';
  /** Every request but `/v2/` is redirected here; `loop` between two addresses. */
  redirect?: 'loop' | string;
  /** Blobs are redirected to this address. */
  blobRedirect?: string;
  /** Everything but `/v2/` is answered with an HTML page of this status. */
  html?: number;
  /** Everything but `/v2/` is answered with this, as by a proxy whose registry is away. */
  instead?: { readonly status: number; readonly type: string; readonly body: string };
  /** The next `times` requests fail with this status. */
  fail?: { status: number; times: number; retryAfter?: string };
  /** Bodies come byte by byte with this pause, milliseconds. */
  dripMs?: number;
  /** Connections are cut after so many bytes of a blob. */
  cutBlobAfter?: number;
  /** Blobs lack so many bytes at their end. */
  truncateBlobBy?: number;
  /** Blobs have their last byte changed. */
  corruptBlobs?: boolean;
  /** Ranges are ignored: the whole blob comes again. */
  ignoreRange?: boolean;
  /** Only these many names per page, whatever is asked for. */
  pageSize?: number;
  /** The catalog is answered with this status. */
  catalogStatus?: number;
  /** Answers without Docker-Content-Digest. */
  noDigestHeader?: boolean;
}
