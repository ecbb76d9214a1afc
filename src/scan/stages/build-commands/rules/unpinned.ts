import type { Rule } from './rule.ts';

const APT = ['apt', 'apt-get', 'aptitude'];
const PIP = ['pip', 'pip3', 'pip3.*', 'pip2'];
const NEWEST = {
  en: 'The newest version at build time is taken, also on the day when it is a malicious one.',
  zh: '构建时会安装最新版本，即使该版本恰好是恶意版本。',
};

export const UNPINNED: readonly Rule[] = [
  {
    id: 'base-unpinned',
    severity: 'low',
    title: { en: 'The base image has no fixed version', zh: '基础镜像未固定版本' },
    why: {
      en: 'The same Dockerfile gives another image tomorrow, and nobody can tell which base an image was built on.',
      zh: '同一 Dockerfile 在不同时间会构建出不同镜像，也无法确定其基础镜像版本。',
    },
    fix: {
      en: 'Name a version and, better, the digest: FROM name:1.2@sha256:….',
      zh: '指定版本，最好同时指定摘要：FROM name:1.2@sha256:…。',
    },
    match: { kind: 'base', is: 'unpinned' },
    examples: {
      matches: [
        'FROM docker.io/library/alpine:latest',
        'FROM alpine',
        'FROM localhost:5000/team/app',
        'LABEL org.opencontainers.image.base.name=docker.io/library/debian:latest',
      ],
      passes: [
        'FROM alpine:3.20',
        'FROM alpine@sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d',
        'FROM localhost:5000/app:1.2',
        'FROM scratch',
        'FROM 24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d',
        'LABEL org.opencontainers.image.base.name=docker.io/library/debian:12',
        'FROM $BASE',
      ],
    },
  },
  {
    id: 'apt-unpinned',
    severity: 'low',
    title: { en: 'apt installs packages without a version', zh: 'apt 安装软件包时未指定版本' },
    why: { en: 'What the image holds depends on the day of the build.', zh: '镜像内容取决于构建日期。' },
    fix: {
      en: 'Name the version (package=1.2-3), or build against a snapshot of the repository.',
      zh: '指定版本（package=1.2-3），或使用软件源快照构建。',
    },
    match: {
      kind: 'command',
      run: [
        {
          program: APT,
          subcommand: ['install'],
          operands: ['*'],
          operandsExcept: ['*=*', './*', '/*', '*.deb', '*/*', '$*', '*+', '*-'],
          unlessOptions: ['--only-upgrade', '--reinstall', '-f', '--download-only'],
        },
      ],
    },
    examples: {
      matches: [
        'RUN apt-get update && apt-get install -y curl',
        'RUN apt-get install -y curl=8.5.0-2 git',
        'RUN apt install --no-install-recommends -y git',
      ],
      passes: [
        'RUN apt-get install -y curl=8.5.0-2',
        'RUN apt-get install -y ./a.deb',
        'RUN apt-get install -y curl/bookworm-backports',
        'RUN apt-get install -y -f',
        'RUN apt-get -t bookworm install -y curl=8.5',
        'RUN apt-get install -y $PACKAGES',
      ],
    },
  },
  {
    id: 'npm-unpinned',
    severity: 'low',
    title: { en: 'npm installs a package without a version', zh: 'npm 安装软件包时未指定版本' },
    why: NEWEST,
    fix: {
      en: 'Name the version: npm install -g name@1.2.3, or use a lock file with npm ci.',
      zh: '指定版本：npm install -g name@1.2.3，或使用锁文件并执行 npm ci。',
    },
    match: {
      kind: 'command',
      run: [
        {
          program: ['npm', 'pnpm'],
          subcommand: ['install', 'i', 'add'],
          options: ['-g', '--global'],
          operands: ['*'],
          operandsExcept: ['*@*', './*', '../*', '/*', '.', '*.tgz', '$*', 'git*', 'http*', 'file:*'],
        },
        {
          program: ['npm', 'pnpm'],
          subcommand: ['install', 'i', 'add'],
          options: ['-g', '--global'],
          operands: ['@*/*'],
          operandsExcept: ['@*/*@*'],
        },
      ],
    },
    examples: {
      matches: ['RUN npm install -g pm2', 'RUN npm i -g @angular/cli', 'RUN pnpm add --global tsx'],
      passes: [
        'RUN npm install -g pm2@5.3.0',
        'RUN npm i -g @angular/cli@17.0.0',
        'RUN npm install',
        'RUN npm ci',
        'RUN npm install -g .',
        'RUN npm install -g ./a.tgz',
        'RUN npm install --prefix /app',
      ],
    },
  },
  {
    id: 'pip-unpinned',
    severity: 'low',
    title: { en: 'pip installs a package without a version', zh: 'pip 安装软件包时未指定版本' },
    why: NEWEST,
    fix: {
      en: 'Name the version (name==1.2.3), best with --require-hashes and a requirements file.',
      zh: '指定版本（name==1.2.3），最好结合 --require-hashes 与 requirements 文件。',
    },
    match: {
      kind: 'command',
      run: [
        {
          program: PIP,
          subcommand: ['install'],
          operands: ['*'],
          operandsExcept: [
            '*=*',
            '*<*',
            '*>*',
            '*~*',
            '*@*',
            '.',
            '.[*',
            '*/*',
            '*.whl',
            '*.tar.gz',
            '$*',
            'pip',
            'setuptools',
            'wheel',
          ],
        },
      ],
    },
    examples: {
      matches: ['RUN pip install flask', 'RUN python -m pip install --no-cache-dir flask==3.0.0 requests'],
      passes: [
        'RUN pip install flask==3.0.0',
        'RUN pip install -r requirements.txt',
        'RUN pip install -e .',
        'RUN pip install .[test]',
        'RUN pip install --upgrade pip',
        'RUN pip install --progress-bar off flask==3.0.0',
        'RUN pip install ./dist/a.whl',
        'RUN pip install "flask>=3,<4"',
        'RUN pip install -c constraints.txt -r requirements.txt',
      ],
    },
  },
  {
    id: 'git-dependency-unpinned',
    severity: 'low',
    title: { en: 'A package is installed from a moving git branch', zh: '从未固定版本的 git 分支安装软件包' },
    why: {
      en: 'Whatever stands on the branch at build time is installed and may run.',
      zh: '构建时会安装并可能执行分支上的任意内容。',
    },
    fix: {
      en: 'Name a commit: git+https://…@<40 hex digits>.',
      zh: '指定提交：git+https://…@<40 位十六进制提交号>。',
    },
    match: {
      kind: 'command',
      run: [
        { program: [...PIP, 'pipx', 'uv'], words: ['*git+*://*'], unlessWords: ['*git+*://*/*@*', '*$*'] },
        { program: ['npm', 'yarn', 'pnpm'], words: ['git+*://*', 'github:*'], unlessWords: ['*#*', '*$*'] },
        { program: ['go'], subcommand: ['install', 'get'], words: ['*@latest', '*@master', '*@main'] },
        { program: ['cargo'], subcommand: ['install'], options: ['--git'], unlessOptions: ['--rev', '--tag'] },
      ],
    },
    examples: {
      matches: [
        'RUN pip install git+https://github.com/a/b.git',
        'RUN pip install git+ssh://git@github.com/a/b.git',
        'RUN npm install git+https://github.com/a/b.git',
        'RUN go install github.com/a/b@latest',
        'RUN cargo install --git https://github.com/a/b',
      ],
      passes: [
        'RUN pip install git+https://github.com/a/b.git@v1.2.3',
        'RUN pip install git+ssh://git@github.com/a/b.git@v1.2.3',
        'RUN pip install "b @ git+https://github.com/a/b.git@0123456789abcdef0123456789abcdef01234567"',
        'RUN npm install git+https://github.com/a/b.git#v1',
        'RUN go install github.com/a/b@v1.2.3',
        'RUN cargo install --git https://github.com/a/b --rev 0123456',
        'RUN pip install a==1.0',
      ],
    },
  },
];
