/** A file of a sample image. */
export interface SampleFile {
  readonly path: string;
  readonly content: string;
}

export function debianRelease(): SampleFile {
  const lines = [
    'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"',
    'NAME="Debian GNU/Linux"',
    'VERSION_ID="12"',
    'ID=debian',
  ];
  return { path: 'etc/os-release', content: `${lines.join('\n')}\n` };
}

export function alpineRelease(version: string): SampleFile {
  return { path: 'etc/os-release', content: `NAME="Alpine Linux"\nID=alpine\nVERSION_ID=${version}\n` };
}

/** The database of installed packages as dpkg keeps it. */
export function dpkgStatus(packages: Readonly<Record<string, string>>): SampleFile {
  const paragraphs = Object.entries(packages).map(([name, version]) => {
    const fields = [`Package: ${name}`, 'Status: install ok installed', 'Architecture: amd64', `Version: ${version}`];
    return `${fields.join('\n')}\nDescription: part of a sample image\n`;
  });
  return { path: 'var/lib/dpkg/status', content: paragraphs.join('\n') };
}

/** The database of installed packages as apk keeps it. */
export function apkInstalled(packages: Readonly<Record<string, string>>): SampleFile {
  const paragraphs = Object.entries(packages).map(
    ([name, version]) => `P:${name}\nV:${version}\nA:x86_64\no:${name}\n`,
  );
  return { path: 'lib/apk/db/installed', content: `${paragraphs.join('\n')}\n` };
}

export function nodePackage(name: string, version: string): SampleFile {
  return { path: `srv/app/node_modules/${name}/package.json`, content: `${JSON.stringify({ name, version })}\n` };
}

export function pythonPackage(name: string, version: string): SampleFile {
  const path = `usr/lib/python3/dist-packages/${name}-${version}.dist-info/METADATA`;
  return { path, content: `Metadata-Version: 2.1\nName: ${name}\nVersion: ${version}\n\nPart of a sample image.\n` };
}
