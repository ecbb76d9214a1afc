/** Images of every kind that the inventory tells apart. Small, and pushed in the order in which they came to be. */
export function createContent({ images, go, rpm }) {
  const { buildImage, buildIndex, buildLayer, buildSchema1, sha256 } = images;
  const file = (path, body) => ({ path, body });
  const layer = (...entries) => buildLayer(entries);
  const debian = file('etc/os-release', 'PRETTY_NAME="Debian GNU/Linux 12"\nID=debian\nVERSION_ID="12"\n');
  const node = (name, version) => file(`srv/node_modules/${name}/package.json`, JSON.stringify({ name, version }));
  const base = layer(debian, dpkg({ 'base-files': '12.4', openssl: '3.0.9-1', curl: '7.88.1-10' }));
  const own = (word) => layer(file(`srv/${word}.txt`, `this is ${word}\n`));

  const image = (layers, day, createdBy) =>
    buildImage({ layers, config: { created: `2026-${day}T00:00:00Z`, createdBy } });
  const web = image([base, layer(node('lodash', '4.17.20'), node('minimist', '1.2.5'))], '01-05', [
    '/bin/sh -c #(nop) ADD file:0123 in / ',
    'RUN /bin/sh -c npm ci # buildkit',
  ]);
  const fixed = layer(
    dpkg({ 'base-files': '12.4', openssl: '3.0.15-1', curl: '7.88.1-99' }),
    node('lodash', '4.17.21'),
  );
  const clean = image([base, fixed], '03-02');
  const django = file(
    'usr/lib/python3/dist-packages/Django-3.2.0.dist-info/METADATA',
    'Metadata-Version: 2.1\nName: Django\nVersion: 3.2.0\n\n',
  );
  const program = go.writeGoProgram({
    goVersion: 'go1.20.1',
    modules: ['path\texample.org/tool', 'mod\texample.org/tool\t(devel)\t', 'dep\tgolang.org/x/text\tv0.3.7\th1:x='],
  });
  const rpmdb = rpm.writeSqlite([
    rpm.writeRpmHeader({ name: 'bash', version: '5.1.8', release: '6.el9', sourceRpm: 'bash-5.1.8-6.el9.src.rpm' }),
  ]);
  const alpine = (curl) => [
    buildLayer(
      [file('etc/os-release', 'ID=alpine\nVERSION_ID=3.18.4\n'), file('lib/apk/db/installed', apk({ curl }))],
      {
        compression: 'zstd',
      },
    ),
  ];
  const members = [
    ['amd64', '8.2.1-r0'],
    ['arm64', '8.4.0-r0'],
  ].map(([architecture, curl]) => ({
    image: buildImage({ layers: alpine(curl), config: { architecture, created: '2026-02-20T00:00:00Z' } }),
    platform: { os: 'linux', architecture },
  }));
  const whole = own('torn');
  const torn = { ...whole, bytes: whole.bytes.subarray(0, -20), digest: sha256(whole.bytes.subarray(0, -20)) };
  const appOf = (word, ...more) => image([base, own(word), ...more], '04-01');
  const motd = layer(file('etc/motd', 'from another age\n'));

  return {
    base: image([base], '01-02'),
    web,
    clean,
    index: { document: buildIndex(members), members },
    schema1: { document: buildSchema1('legacy/app', '0.9', [motd]), layer: motd },
    single: {
      'shop/api:2.0': image([base, layer(django)], '02-10'),
      'shop/tool:1': image([layer(debian, { path: 'usr/bin/tool', body: program, mode: 0o755 })], '02-11'),
      'systems/rocky:9': image(
        [layer(file('etc/os-release', 'ID=rocky\nVERSION_ID=9.2\n'), file('var/lib/rpm/rpmdb.sqlite', rpmdb))],
        '02-12',
      ),
      'systems/ubuntu:22.04': image(
        [layer(file('etc/os-release', 'ID=ubuntu\nVERSION_ID="22.04"\n'), dpkg({ bash: '5.1-6' }))],
        '02-13',
      ),
      'systems/arch:1': image([layer(file('etc/os-release', 'ID=arch\n'), node('lodash', '4.17.21'))], '02-14'),
      'broken/torn:1': image([base, torn], '02-15'),
      'broken/large:1': appOf('large'),
      'absent/app:1': appOf('absent'),
      'broken/corrupt:1': appOf('corrupt'),
      'broken/later:1': appOf('later', layer(node('minimist', '1.2.5'))),
      'moving/app:stable': appOf('before'),
    },
    lost: appOf('lost'),
    after: appOf('after'),
    waiting: Object.fromEntries(
      ['first', 'second', 'third', 'gone', 'filled', 'queued', 'taken', 'retried', 'scanning', 'new'].map((word) => [
        word,
        appOf(word),
      ]),
    ),
    chart: {
      config: { mediaType: 'application/vnd.cncf.helm.config.v1+json', bytes: Buffer.from('{}') },
      layer: { mediaType: 'application/vnd.cncf.helm.chart.content.v1.tar+gzip', bytes: Buffer.from('a chart') },
    },
  };

  function dpkg(packages) {
    const paragraph = ([name, version]) =>
      `Package: ${name}\nStatus: install ok installed\nArchitecture: amd64\nVersion: ${version}\n`;
    return file('var/lib/dpkg/status', Object.entries(packages).map(paragraph).join('\n'));
  }

  function apk(packages) {
    const paragraph = ([name, version]) => `P:${name}\nV:${version}\nA:x86_64\no:${name}\n`;
    return Object.entries(packages).map(paragraph).join('\n');
  }
}
