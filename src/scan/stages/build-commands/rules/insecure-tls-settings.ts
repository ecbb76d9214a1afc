import { FIX, WHY } from './insecure-tls-texts.ts';
import type { Rule } from './rule.ts';

const OFF = ['0', 'false', 'no', 'off', 'never', 'none'];

const WITH_LETTER = [...'abcdefghijklmnopqrstuvwxyz'].map((letter) => `*${letter}*`);

export const INSECURE_TLS_SETTINGS: readonly Rule[] = [
  {
    id: 'pip-trusted-host-variable',
    severity: 'medium',
    title: {
      en: 'PIP_TRUSTED_HOST turns the certificate check of pip off',
      zh: 'PIP_TRUSTED_HOST 关闭 pip 的证书校验',
    },
    why: WHY,
    fix: FIX,
    match: {
      kind: 'variable',
      names: ['PIP_TRUSTED_HOST', 'UV_INSECURE_HOST'],
      values: ['*'],
      unless: ['', 'localhost', '127.0.0.1'],
    },
    examples: {
      matches: ['ENV PIP_TRUSTED_HOST=pypi.x.example', 'RUN PIP_TRUSTED_HOST=x.example pip install a'],
      passes: ['ENV PIP_INDEX_URL=https://pypi.x.example', 'ENV PIP_TRUSTED_HOST='],
    },
  },
  {
    id: 'git-insecure-variable',
    severity: 'medium',
    title: {
      en: 'GIT_SSL_NO_VERIFY turns the certificate check of git off',
      zh: 'GIT_SSL_NO_VERIFY 关闭 git 的证书校验',
    },
    why: WHY,
    fix: FIX,
    match: { kind: 'variable', names: ['GIT_SSL_NO_VERIFY'], values: ['*'], unless: ['', ...OFF] },
    examples: {
      matches: [
        'ENV GIT_SSL_NO_VERIFY=1',
        'RUN GIT_SSL_NO_VERIFY=true git clone https://x.example/a',
        'RUN export GIT_SSL_NO_VERIFY=1 && git fetch',
      ],
      passes: [
        'ENV GIT_SSL_NO_VERIFY=0',
        'ENV GIT_SSL_NO_VERIFY=false',
        'RUN echo GIT_SSL_NO_VERIFY=1',
        'RUN unset GIT_SSL_NO_VERIFY',
      ],
    },
  },
  {
    id: 'node-tls-off',
    severity: 'high',
    title: { en: 'Node.js does not check certificates', zh: 'Node.js 关闭证书校验' },
    why: {
      en: 'Set by ENV, it holds for every program in every container: no TLS connection of Node.js is checked.',
      zh: '通过 ENV 设置后对每个容器中的所有程序生效，Node.js 的 TLS 连接均不校验。',
    },
    fix: {
      en: 'Take it out, and give the certificate of your authority with NODE_EXTRA_CA_CERTS.',
      zh: '删除该设置，并通过 NODE_EXTRA_CA_CERTS 指定自有 CA 证书。',
    },
    match: {
      kind: 'any',
      of: [
        { kind: 'variable', names: ['NODE_TLS_REJECT_UNAUTHORIZED'], values: ['0'] },
        {
          kind: 'written',
          lines: ['export NODE_TLS_REJECT_UNAUTHORIZED=0', 'NODE_TLS_REJECT_UNAUTHORIZED=0'],
          near: ['/etc/environment', '/etc/profile*', '*.bashrc', '*.profile', '*.zshrc', '*.env'],
        },
      ],
    },
    examples: {
      matches: [
        'ENV NODE_TLS_REJECT_UNAUTHORIZED=0',
        'RUN NODE_TLS_REJECT_UNAUTHORIZED=0 npm ci',
        'RUN export NODE_TLS_REJECT_UNAUTHORIZED=0; npm ci',
        'RUN npx cross-env NODE_TLS_REJECT_UNAUTHORIZED=0 npm ci',
        'RUN echo "export NODE_TLS_REJECT_UNAUTHORIZED=0" >> /etc/profile',
      ],
      passes: [
        'ENV NODE_TLS_REJECT_UNAUTHORIZED=1',
        'ENV NODE_EXTRA_CA_CERTS=/ca.pem',
        'RUN echo NODE_TLS_REJECT_UNAUTHORIZED=0',
      ],
    },
  },
  {
    id: 'python-https-off',
    severity: 'medium',
    title: { en: 'Python does not check certificates', zh: 'Python 关闭证书校验' },
    why: WHY,
    fix: FIX,
    match: { kind: 'variable', names: ['PYTHONHTTPSVERIFY'], values: ['0'] },
    examples: {
      matches: ['ENV PYTHONHTTPSVERIFY=0', 'RUN PYTHONHTTPSVERIFY=0 python a.py'],
      passes: ['ENV PYTHONHTTPSVERIFY=1', 'ENV PYTHONUNBUFFERED=0'],
    },
  },
  {
    id: 'go-checksums-off',
    severity: 'medium',
    title: { en: 'Go takes modules without a check', zh: 'Go 获取模块时跳过校验' },
    why: {
      en: 'Modules are not compared with the checksum database, or fetched over an unchecked connection.',
      zh: '模块不与校验和数据库比对，或通过未校验的连接获取。',
    },
    fix: {
      en: 'Leave GOSUMDB on; name private modules in GOPRIVATE only.',
      zh: '保持 GOSUMDB 开启，仅在 GOPRIVATE 中列出私有模块。',
    },
    match: {
      kind: 'any',
      of: [
        { kind: 'variable', names: ['GOSUMDB'], values: ['off'] },
        // `*` names all modules; anything with a letter names some of one's own.
        { kind: 'variable', names: ['GONOSUMDB', 'GOINSECURE'], values: ['*'], unless: ['', ...WITH_LETTER] },
        { kind: 'variable', names: ['GONOSUMCHECK'], values: ['1', 'true'] },
        { kind: 'variable', names: ['GOFLAGS'], values: ['-insecure*', '* -insecure*'] },
      ],
    },
    examples: {
      matches: [
        'ENV GOSUMDB=off',
        'RUN go env -w GOSUMDB=off',
        'ENV GOFLAGS=-mod=mod -insecure',
        'RUN GONOSUMCHECK=1 go build',
        'ENV GOINSECURE=*',
      ],
      passes: [
        'ENV GOPRIVATE=git.x.example',
        'ENV GONOSUMDB=git.x.example/*',
        'ENV GOFLAGS=-mod=vendor',
        'ENV GOFLAGS=-trimpath',
        'ENV GOFLAGS=-p=4',
        'ENV GOSUMDB=sum.golang.org',
      ],
    },
  },
];
