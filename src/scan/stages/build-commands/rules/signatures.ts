import type { Rule } from './rule.ts';
import { FIX, WHY } from './signature-texts.ts';

const YUM = ['yum', 'dnf', 'dnf5', 'microdnf', 'tdnf', 'rpm-ostree', 'yum-config-manager', 'dnf-config-manager'];

export const SIGNATURES: readonly Rule[] = [
  {
    id: 'rpm-repository-unsigned',
    severity: 'high',
    title: { en: 'yum or dnf installs packages without a signature check', zh: 'yum 或 dnf 安装软件包时跳过签名校验' },
    why: WHY,
    fix: FIX,
    match: {
      kind: 'any',
      of: [
        {
          kind: 'command',
          run: [
            {
              program: YUM,
              options: [
                '--nogpgcheck',
                '--no-gpgchecks',
                '--no-gpg-checks',
                ...['0', 'false', 'no'].flatMap((off) => [
                  `--setopt=gpgcheck=${off}`,
                  `--setopt=localpkg_gpgcheck=${off}`,
                  `--setopt=*.gpgcheck=${off}`,
                  `--set=gpgcheck=${off}`,
                ]),
              ],
            },
            { program: ['crudini'], words: ['gpgcheck'], operands: ['0'] },
          ],
        },
        {
          kind: 'written',
          lines: ['gpgcheck=0*', 'gpgcheck = 0*', 'gpgcheck=false*', 'gpgcheck=no*', 'gpgcheck= 0', 'gpgcheck =0'],
        },
      ],
    },
    examples: {
      matches: [
        'RUN yum install -y --nogpgcheck a',
        'RUN dnf --setopt=gpgcheck=0 install a',
        'RUN dnf -y install --no-gpgchecks a',
        `RUN sed -i 's/gpgcheck=1/gpgcheck=0/' /etc/yum.repos.d/x.repo`,
        'RUN echo "gpgcheck=0" >> /etc/yum.conf',
        `RUN printf '[x]\\nbaseurl=https://x.example\\ngpgcheck=0\\n' > /etc/yum.repos.d/x.repo`,
        'RUN cat > /etc/yum.repos.d/x.repo <<EOF\n[x]\ngpgcheck = 0\nEOF',
        'RUN tee -a /etc/yum.conf <<< "gpgcheck=no"',
        `RUN sed -i '/gpgcheck/c gpgcheck=0' /etc/yum.conf`,
        'RUN dnf config-manager --save --setopt=*.gpgcheck=false',
      ],
      passes: [
        'RUN yum install -y a',
        `RUN sed -i 's/gpgcheck=0/gpgcheck=1/' /etc/yum.repos.d/x.repo`,
        'RUN echo "repo_gpgcheck=0" >> /etc/yum.repos.d/x.repo',
        'RUN echo "gpgcheck=1" >> /etc/yum.conf',
        'RUN grep gpgcheck=0 /etc/yum.conf || true',
      ],
    },
  },
  {
    id: 'rpm-unsigned',
    severity: 'medium',
    title: { en: 'rpm installs packages without a check', zh: 'rpm 安装软件包时跳过校验' },
    why: WHY,
    fix: {
      en: 'Import the key with rpm --import, and check with rpm -K, or install through dnf.',
      zh: '使用 rpm --import 导入密钥并通过 rpm -K 校验，或通过 dnf 安装。',
    },
    match: {
      kind: 'command',
      run: [
        {
          program: ['rpm'],
          options: ['--nosignature', '--nodigest', '--noverify'],
          unlessOptions: ['-q', '-qa', '-qi', '--query'],
        },
      ],
    },
    examples: {
      matches: ['RUN rpm -i --nosignature a.rpm', 'RUN rpm -Uvh --nodigest https://x.example/a.rpm'],
      passes: ['RUN rpm -ivh a.rpm', 'RUN rpm -q --nosignature a', 'RUN rpm --import https://x.example/key'],
    },
  },
  {
    id: 'zypper-unsigned',
    severity: 'high',
    title: { en: 'zypper installs packages without a signature check', zh: 'zypper 安装软件包时跳过签名校验' },
    why: WHY,
    fix: FIX,
    match: {
      kind: 'command',
      run: [
        {
          program: ['zypper'],
          options: ['--no-gpg-checks', '--allow-unsigned-rpm', '--no-gpgcheck', '--gpgcheck-allow-unsigned*'],
        },
        { program: ['zypper'], subcommand: ['ar', 'addrepo', 'mr', 'modifyrepo'], options: ['-G'] },
      ],
    },
    examples: {
      matches: [
        'RUN zypper --no-gpg-checks install -y a',
        'RUN zypper in -y --allow-unsigned-rpm a.rpm',
        'RUN zypper ar -G https://x.example x',
      ],
      passes: [
        'RUN zypper --non-interactive install a',
        'RUN zypper --gpg-auto-import-keys refresh',
        'RUN zypper ar -g https://x.example x',
      ],
    },
  },
  {
    id: 'apk-untrusted',
    severity: 'high',
    title: { en: 'apk installs packages without a signature check', zh: 'apk 安装软件包时跳过签名校验' },
    why: WHY,
    fix: { en: 'Put the key of the repository into /etc/apk/keys.', zh: '将软件源密钥放入 /etc/apk/keys。' },
    match: { kind: 'command', run: [{ program: ['apk'], options: ['--allow-untrusted', '--force-untrusted'] }] },
    examples: {
      matches: ['RUN apk add --allow-untrusted /tmp/a.apk', 'RUN apk --no-cache --allow-untrusted add a'],
      passes: ['RUN apk add --no-cache a', 'RUN apk add -U a', 'RUN apk add --force-overwrite a'],
    },
  },
  {
    id: 'pacman-unsigned',
    severity: 'high',
    title: { en: 'pacman installs packages without a signature check', zh: 'pacman 安装软件包时跳过签名校验' },
    why: WHY,
    fix: {
      en: 'Leave SigLevel at its default, and run pacman-key --init and --populate.',
      zh: '保持 SigLevel 默认值，并执行 pacman-key --init 和 --populate。',
    },
    match: {
      kind: 'written',
      lines: ['SigLevel*=*Never*', 'SigLevel*=*TrustAll*', 'SigLevel*=*Optional TrustAll*'],
      unless: ['#*'],
    },
    examples: {
      matches: [
        'RUN echo "SigLevel = Never" >> /etc/pacman.conf',
        `RUN sed -i 's/^SigLevel.*/SigLevel = TrustAll/' /etc/pacman.conf`,
      ],
      passes: [
        'RUN echo "SigLevel = Required DatabaseOptional" >> /etc/pacman.conf',
        `RUN sed -i 's/SigLevel = Never/SigLevel = Required/' /etc/pacman.conf`,
        'RUN pacman -Syu --noconfirm a',
      ],
    },
  },
];
