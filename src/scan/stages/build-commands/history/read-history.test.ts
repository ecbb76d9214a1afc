import { expect, test } from 'vitest';
import { EMPTY_CONFIG, type HistoryEntry, type ImageHistory } from './image-history.ts';
import { readHistory } from './read-history.ts';

/** Forms as the builders write them; where each comes from stands in `created-by.ts` and `builders.ts`. */
test.each([
  ['classic', '/bin/sh -c #(nop)  CMD ["bash"]', {}, 'CMD', '["bash"]'],
  ['classic', '/bin/sh -c #(nop) ADD file:8e81116368669ed3 in / ', {}, 'ADD', 'file:8e81116368669ed3 in /'],
  ['classic', '/bin/sh -c #(nop) COPY --chown=1:1 dir:0a1b in /app ', {}, 'COPY', '--chown=1:1 dir:0a1b in /app'],
  ['classic', '/bin/sh -c apt-get update && a', {}, 'RUN', 'apt-get update && a'],
  ['classic', '|2 A=1 B=x y /bin/sh -c make $A', {}, 'RUN', 'make $A'],
  ['classic', '/bin/bash -o pipefail -c #(nop)  USER app', {}, 'USER', 'app'],
  ['classic', '/bin/bash -o pipefail -c curl x | tar x', {}, 'RUN', 'curl x | tar x'],
  ['classic', 'cmd /S /C #(nop)  ENV A=1', {}, 'ENV', 'A=1'],
  ['classic', 'cmd /S /C mkdir C:\\a', {}, 'RUN', 'mkdir C:\\a'],
  [
    'classic',
    "powershell -Command $ErrorActionPreference = 'Stop'; iwr x",
    {},
    'RUN',
    "$ErrorActionPreference = 'Stop'; iwr x",
  ],
  ['buildkit', 'RUN /bin/sh -c apt-get update # buildkit', {}, 'RUN', 'apt-get update'],
  ['buildkit', 'RUN |1 A=b /bin/sh -c make # buildkit', {}, 'RUN', 'make'],
  ['buildkit', 'RUN /bin/sh -c a\nb\n # buildkit', {}, 'RUN', 'a\nb'],
  ['buildkit', 'RUN /app/install --now # buildkit', {}, 'RUN', '/app/install --now'],
  ['buildkit', 'COPY --chmod=755 a /b # buildkit', {}, 'COPY', '--chmod=755 a /b'],
  ['buildkit', 'WORKDIR /app', { comment: 'buildkit.dockerfile.v0' }, 'WORKDIR', '/app'],
  ['buildkit', 'CMD ["a" "b"]', { comment: 'buildkit.dockerfile.v0' }, 'CMD', '["a" "b"]'],
  ['kaniko', 'RUN --mount=type=cache,target=/x apt-get update', { author: 'kaniko' }, 'RUN', 'apt-get update'],
  ['kaniko', 'RUN ["a", "b c"]', { author: 'kaniko' }, 'RUN', '["a", "b c"]'],
  ['kaniko', 'ENV A="b c"', { author: 'kaniko' }, 'ENV', 'A="b c"'],
  ['buildah', '/bin/sh -c #(nop) HEALTHCHECK NONE|force-mtime=10', {}, 'HEALTHCHECK', 'NONE'],
  ['buildah', '/bin/sh -c #(nop) LABEL a=b|inheritLabels=false|unsetLabel=c', {}, 'LABEL', 'a=b'],
  [
    'buildah',
    '/bin/sh -c --mount=type=cache,target=/x make',
    { comment: 'FROM docker.io/library/alpine:3.20' },
    'RUN',
    'make',
  ],
  ['buildah', '/bin/sh -c <<EOF\na\nb', { comment: 'FROM docker.io/library/alpine:3.20' }, 'RUN', 'a\nb'],
  ['jib', 'jib-maven-plugin:3.4.0', { author: 'Jib', comment: 'classes' }, 'LAYER', 'jib-maven-plugin:3.4.0'],
  [
    'ko',
    'ko build ko://x.example/a',
    { author: 'ko', comment: 'go build output, at /ko-app/a' },
    'LAYER',
    'ko build ko://x.example/a',
  ],
  ['bazel', 'bazel build ...', { author: 'Bazel' }, 'LAYER', 'bazel build ...'],
  ['bazel', 'bazel build //common:rootfs', {}, 'LAYER', 'bazel build //common:rootfs'],
  ['nix', '', { comment: "store paths: ['/nix/store/x-glibc']" }, 'LAYER', "store paths: ['/nix/store/x-glibc']"],
  ['buildpacks', 'Buildpacks Launcher Config', {}, 'LAYER', 'Buildpacks Launcher Config'],
  [
    'buildpacks',
    "Layer: 'jre', Created by buildpack: a/b@1.0",
    {},
    'LAYER',
    "Layer: 'jre', Created by buildpack: a/b@1.0",
  ],
  ['apko', 'apko', { author: 'apko' }, 'LAYER', 'apko'],
  [
    'base',
    "# debian.sh --arch 'amd64' out/ 'trixie' '@1753056000'",
    {},
    'LAYER',
    "# debian.sh --arch 'amd64' out/ 'trixie' '@1753056000'",
  ],
  ['base', 'Apply image 10.0.20348.1487', {}, 'LAYER', 'Apply image 10.0.20348.1487'],
  ['squash', '', { comment: 'Imported from -' }, 'UNKNOWN', 'Imported from -'],
  ['squash', '', { comment: 'merge sha256:a to sha256:b' }, 'UNKNOWN', 'merge sha256:a to sha256:b'],
  ['unknown', '', {}, 'UNKNOWN', ''],
  ['commit', 'bash', { comment: 'my snapshot' }, 'RUN', 'bash'],
])('%s: %j', (builder, createdBy, rest, instruction, text) => {
  const [read] = readHistory(image([{ createdBy, ...rest }])).instructions;
  expect(read).toMatchObject({ builder, instruction, text, createdBy });
});

test('the shell of a SHELL instruction is taken off the commands after it', () => {
  const { instructions } = readHistory(
    image([
      { createdBy: 'SHELL [/bin/ash -eo pipefail -c]', comment: 'buildkit.dockerfile.v0', emptyLayer: true },
      { createdBy: 'RUN /bin/ash -eo pipefail -c a | b # buildkit' },
      { createdBy: 'SHELL ["powershell", "-Command", "$x = 1;"]', emptyLayer: true },
      { createdBy: 'RUN powershell -Command $x = 1; iex y # buildkit' },
    ]),
  );
  expect(instructions.map(({ text, language, form }) => [text, language, form]).filter(([, , form]) => form)).toEqual([
    ['a | b', 'posix', 'shell'],
    ['iex y', 'powershell', 'shell'],
  ]);
});

test('a text that could be two things says so', () => {
  const [commit, exec, args] = readHistory(
    image([
      { createdBy: 'nginx -g daemon off;' },
      { createdBy: 'RUN a b c # buildkit' },
      { createdBy: '|1 A=b c make' },
    ]),
  ).instructions;
  expect(commit?.ambiguous).toContain('committed container');
  expect(exec).toMatchObject({ form: 'exec', words: null });
  expect(exec?.ambiguous).toContain('exec form');
  expect(args?.ambiguous).toContain('build arguments');
});

test('a build argument that holds the start of a shell hides no command', () => {
  const [read] = readHistory(image([{ createdBy: '|1 A=x /bin/sh -c true; /bin/sh -c curl x | sh' }])).instructions;
  expect(read?.text).toContain('curl x | sh');
});

test.each(['-eo pipefail -c', '-euxo pipefail -c', '-o errexit -o pipefail -c', '-lc'])(
  'bash %s is a shell, also when no SHELL instruction names it',
  (options) => {
    const createdBy = `RUN |1 A=b c /bin/bash ${options} curl x | sh # buildkit`;
    expect(readHistory(image([{ createdBy }])).instructions).toMatchObject([
      { text: 'curl x | sh', form: 'shell', assignments: [{ name: 'A', value: 'b c' }] },
    ]);
  },
);

test.each([
  ['ENV A=b c D=e', {}, ['A=b c', 'D=e']],
  ['ENV A=b', {}, ['A=b']],
  ['/bin/sh -c #(nop)  ENV A=x B=1 y', {}, ['A=x B=1 y']],
  ['ENV A="b c" D=\'e f\' G=h\\ i', { author: 'kaniko' }, ['A=b c', 'D=e f', 'G=h i']],
  ['ENV A b c', { author: 'kaniko' }, ['A=b c']],
  ['ARG A', {}, ['A']],
  ['ARG A=1 B', {}, ['A=1 B']],
  ['LABEL "a.b"="c d"', { author: 'kaniko' }, ['a.b=c d']],
])('%j sets what it says', (createdBy, rest, expected) => {
  const env = expected[0] === 'A=x B=1 y' ? ['A=x B=1 y'] : [];
  const [read] = readHistory({
    ...image([{ createdBy, ...rest, emptyLayer: true }]),
    config: { ...EMPTY_CONFIG, env },
  }).instructions;
  expect(read?.assignments.map(({ name, value }) => (value === null ? name : `${name}=${value}`))).toEqual(expected);
});

test('steps are matched with the layers that they made', () => {
  const entries = [{ createdBy: 'COPY a /' }, { createdBy: 'ENV A=1', emptyLayer: true }, { createdBy: 'RUN b' }];
  const { instructions, problems } = readHistory(image(entries));
  expect(instructions.map(({ index, layer, layerDigest }) => [index, layer, layerDigest])).toEqual([
    [0, 0, 'sha256:0'],
    [1, null, null],
    [2, 1, 'sha256:1'],
  ]);
  expect(problems).toEqual([]);
});

test('ONBUILD of the config follows after the history', () => {
  const { instructions } = readHistory({
    ...image([{ createdBy: 'COPY a /' }]),
    config: { ...EMPTY_CONFIG, onBuild: ['RUN make'] },
  });
  expect(instructions.at(-1)).toMatchObject({ index: 1, instruction: 'ONBUILD', text: 'RUN make' });
});

test.each([
  [{ env: ['A=b', 'C=d e'] }, ['ENV C=d e']],
  [{ env: ['A='] }, ['ENV A=']],
  [{ labels: { a: 'b', 'c.d': 'e' } }, ['LABEL c.d=e']],
  [{ exposedPorts: ['80/tcp', '22/tcp', '8080/tcp'] }, ['EXPOSE 22/tcp', 'EXPOSE 8080/tcp']],
  [{ volumes: ['/data', '/var/run/docker.sock'] }, ['VOLUME /var/run/docker.sock']],
  [{ entrypoint: ['/app', '-v'] }, ['ENTRYPOINT ["/app","-v"]']],
  [{ cmd: ['serve'] }, ['CMD ["serve"]']],
  [{ cmd: ['sh', '-c', 'echo "a\nb"'] }, []],
  [{ healthcheck: ['CMD-SHELL', 'true'] }, ['HEALTHCHECK ["/bin/sh","-c","true"]']],
  [{ healthcheck: ['CMD', 'nc', '-z'] }, ['HEALTHCHECK ["nc","-z"]']],
  [{ healthcheck: ['NONE'] }, []],
  [{ onBuild: ['RUN make', 'RUN b'] }, ['ONBUILD RUN b']],
])('what only the config tells of follows after the history: %j', (config, expected) => {
  const told = [
    'ENV A=b',
    'LABEL a=b',
    'EXPOSE map[80/tcp:{}]',
    'VOLUME [/data]',
    `CMD ["sh" "-c" "echo \\"a\\nb\\""]`,
    'ONBUILD RUN make',
  ].map((createdBy) => ({ createdBy, comment: 'buildkit.dockerfile.v0', emptyLayer: true }));
  const { instructions } = readHistory({ ...image(told), config: { ...EMPTY_CONFIG, ...config } });
  const added = instructions.slice(told.length);
  expect(added.map(({ instruction, text }) => `${instruction} ${text}`)).toEqual(expected);
  expect(added.map(({ index }) => index)).toEqual(added.map((_, place) => told.length + place));
});

test.each([
  `/bin/sh -c #(nop)  HEALTHCHECK &{["CMD-SHELL" "curl -f \\"x\\" || exit 1"] "5m0s" "3s" "0s" "0s" '\\x00'}`,
  'HEALTHCHECK {Test:[CMD-SHELL curl -f "x" || exit 1] Interval:30s Timeout:0s StartPeriod:0s StartInterval:0s Retries:0}',
  '/bin/sh -c #(nop) HEALTHCHECK --interval=30s CMD curl -f "x" || exit 1',
])('the words of %j are those of the config', (createdBy) => {
  const healthcheck = ['CMD-SHELL', 'curl -f "x" || exit 1'];
  const { instructions } = readHistory({
    ...image([{ createdBy, emptyLayer: true }]),
    config: { ...EMPTY_CONFIG, healthcheck },
  });
  expect(instructions).toMatchObject([{ instruction: 'HEALTHCHECK', words: ['/bin/sh', '-c', healthcheck[1]] }]);
});

test('a here-document that BuildKit mounts as a file is told as not recorded', () => {
  const { problems } = readHistory(image([{ createdBy: 'RUN /bin/sh -c /dev/pipes/EOF # buildkit' }]));
  expect(problems).toEqual(['what 1 here-document ran is not recorded']);
});

test.each([
  [{ history: [] }, 'the config has no history for its 2 layers'],
  [{ history: [entry({ createdBy: 'COPY a /' })] }, 'the history does not fit the 2 layers of the image'],
  [{ history: [entry({}), entry({ createdBy: 'COPY a /' })] }, 'the history does not say how 1 layer came about'],
  [
    { history: [entry({ comment: 'merge sha256:a to sha256:b' }), entry({ createdBy: 'COPY a /' })] },
    'the instructions of 1 squashed or imported layer are not recorded',
  ],
  [{ history: [entry({ createdBy: 'COPY a /' }), entry({ createdBy: 'COPY a /' })], cuts: ['x was cut'] }, 'x was cut'],
])('what is not known is said: %#', (part, problem) => {
  const { problems } = readHistory({ ...image([]), layers: ['sha256:0', 'sha256:1'], ...part });
  expect(problems).toEqual([problem]);
});

test.each(['bash', '/bin/sh', '/usr/bin/bash -il'])(
  'of a container in which %j ran, nothing more is known',
  (createdBy) => {
    expect(readHistory(image([{ createdBy }])).problems).toEqual(['the history does not say how 1 layer came about']);
  },
);

test.each([
  { createdBy: '/bin/sh -c curl x | sh', author: 'Jib' },
  { createdBy: 'RUN /bin/sh -c curl x | sh # buildkit', author: 'ko' },
  { createdBy: '|1 A=b /bin/sh -c curl x | sh', author: 'Bazel' },
  { createdBy: `RUN /bin/sh -c curl x | sh # Created by buildpack: a # buildkit` },
])('an instruction is read whoever is named as its author: %j', (entry) => {
  expect(readHistory(image([entry])).instructions).toMatchObject([
    { instruction: 'RUN', text: expect.stringContaining('curl x | sh') },
  ]);
});

test('an image of a builder without instructions is wholly known', () => {
  const history = ['dependencies', 'classes'].map((comment) => ({
    author: 'Jib',
    createdBy: 'jib-gradle-plugin:3.4.0',
    comment,
  }));
  expect(readHistory(image(history)).problems).toEqual([]);
});

function image(entries: readonly Partial<HistoryEntry>[]): ImageHistory {
  const history = entries.map(entry);
  const layers = history.filter(({ emptyLayer }) => !emptyLayer);
  return { os: 'linux', history, layers: layers.map((_, index) => `sha256:${index}`), config: EMPTY_CONFIG, cuts: [] };
}

function entry(part: Partial<HistoryEntry>): HistoryEntry {
  return { created: '', createdBy: '', author: '', comment: '', emptyLayer: false, ...part };
}
