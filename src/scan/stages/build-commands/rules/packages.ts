import type { Rule } from './rule.ts';

const APT = ['apt', 'apt-get', 'aptitude'];
const YUM = ['yum', 'dnf', 'dnf5', 'microdnf', 'tdnf'];

export const PACKAGES: readonly Rule[] = [
  {
    id: 'distribution-upgrade',
    severity: 'low',
    title: { en: 'The build upgrades the whole distribution', zh: '构建过程中升级整个发行版' },
    why: {
      en: 'What the image holds depends on the day of the build, and a change of release may come with it.',
      zh: '镜像内容取决于构建日期，并可能引入发行版升级。',
    },
    fix: {
      en: 'Use a newer base image; where a fix cannot wait, upgrade the one package.',
      zh: '使用更新的基础镜像；如需紧急修复，仅升级相应软件包。',
    },
    match: {
      kind: 'command',
      run: [
        { program: APT, subcommand: ['upgrade', 'dist-upgrade', 'full-upgrade', 'safe-upgrade'] },
        { program: ['do-release-upgrade'] },
        { program: ['zypper'], subcommand: ['dup', 'dist-upgrade'] },
        { program: ['zypper'], subcommand: ['up', 'update'], operandsAtMost: 0 },
        { program: ['pacman'], options: ['-Syu', '-Syyu'], operandsAtMost: 0 },
        { program: ['apk'], subcommand: ['upgrade'] },
        {
          program: YUM,
          subcommand: ['distro-sync', 'upgrade', 'update'],
          unlessOptions: ['--security'],
          operandsAtMost: 0,
        },
      ],
    },
    examples: {
      matches: [
        'RUN apt-get update && apt-get upgrade -y',
        'RUN apt-get -y dist-upgrade',
        'RUN apk upgrade --no-cache',
        'RUN yum update',
        'RUN yum -y update',
        'RUN zypper -n up',
        'RUN pacman -Syu --noconfirm',
      ],
      passes: [
        'RUN apt-get update && apt-get install -y openssl=3.0.1',
        'RUN pip install --upgrade pip',
        'RUN apk update',
        'RUN dnf upgrade -y openssl-libs',
        'RUN yum update --security',
        'RUN pacman -Syu --noconfirm git',
      ],
    },
  },
  {
    id: 'package-lists-left',
    severity: 'low',
    title: { en: 'Package lists or caches stay in the layer', zh: '软件包索引或缓存遗留在层中' },
    why: {
      en: 'The layer is larger than it needs to be, and a later instruction cannot make it smaller. A cache mount is not recorded in the history: then this finding is wrong.',
      zh: '层体积过大，且后续指令无法减小。缓存挂载不会记录在镜像历史中，若使用了缓存挂载则可忽略此项。',
    },
    fix: {
      en: 'Remove them in the same instruction: rm -rf /var/lib/apt/lists/*, apk --no-cache, dnf clean all.',
      zh: '在同一条指令中清理：rm -rf /var/lib/apt/lists/*、apk --no-cache、dnf clean all。',
    },
    match: {
      kind: 'command',
      run: [
        { program: APT, subcommand: ['update'] },
        { program: ['apk'], subcommand: ['add', 'update'], unlessOptions: ['--no-cache'] },
        { program: YUM, subcommand: ['install', 'update', 'upgrade'] },
        { program: ['zypper'], words: ['install', 'in'] },
      ],
      unlessLater: [
        {
          program: ['rm', 'find'],
          words: ['/var/lib/apt*', '/var/cache', '/var/cache/*'],
        },
        { program: YUM, words: ['clean'] },
        { program: ['zypper'], words: ['clean', 'cc'] },
        { program: ['apk'], words: ['cache'], operands: ['clean', 'purge'] },
        { program: ['apt-dist-clean'] },
        { program: APT, subcommand: ['distclean', 'dist-clean'] },
      ],
    },
    examples: {
      matches: [
        'RUN apt-get update && apt-get install -y curl=8',
        'RUN apk add curl',
        'RUN yum clean all && yum install -y git-2.0',
        'RUN apt update',
        'RUN <<EOF\napk add curl\nEOF',
      ],
      passes: [
        'RUN apt-get update && apt-get install -y curl=8 && rm -rf /var/lib/apt/lists/*',
        'RUN apk add --no-cache curl',
        'RUN yum install -y git-2.0 && yum clean all',
        'RUN apt-get update ;\\\n apt-get install -y a=1 ;\\\n rm -rf /var/lib/apt/lists/*',
        'RUN apk add -U curl && rm -rf /var/cache/apk/*',
        'RUN apt-get clean && rm -rf /var/lib/apt/lists/*',
      ],
    },
  },
  {
    id: 'npm-unsafe-perm',
    severity: 'low',
    title: { en: 'npm runs scripts of packages as root', zh: 'npm 以 root 身份执行软件包脚本' },
    why: {
      en: 'With unsafe-perm, the scripts of every installed package run with all rights of the build.',
      zh: '启用 unsafe-perm 后，所有已安装软件包的脚本都以构建的全部权限执行。',
    },
    fix: {
      en: 'Install as another user, or with --ignore-scripts.',
      zh: '使用其他用户安装，或使用 --ignore-scripts。',
    },
    match: {
      kind: 'any',
      of: [
        {
          kind: 'command',
          run: [
            { program: ['npm', 'pnpm', 'yarn'], options: ['--unsafe-perm'] },
            { program: ['npm', 'pnpm', 'yarn'], words: ['unsafe-perm=true'] },
            { program: ['npm', 'pnpm', 'yarn'], words: ['unsafe-perm'], operands: ['true', '1'] },
          ],
        },
        { kind: 'variable', names: ['npm_config_unsafe_perm'], values: ['true', '1'] },
      ],
    },
    examples: {
      matches: [
        'RUN npm install --unsafe-perm',
        'RUN npm install --unsafe-perm=true -g a@1',
        'RUN npm config set unsafe-perm true',
        'RUN npm set unsafe-perm=true',
        'ENV NPM_CONFIG_UNSAFE_PERM=true',
      ],
      passes: [
        'RUN npm install --unsafe-perm=false',
        'RUN npm ci',
        'RUN npm config set unsafe-perm false',
        'RUN npm config get unsafe-perm',
      ],
    },
  },
];
