import type { Rule } from './rule.ts';

/** Programs that write what they fetch to their output or to a file. */
const FETCHES = [{ program: ['curl', 'wget', 'aria2c', 'axel', 'lynx', 'http', 'https', 'fetch'] }];
const CHECKS = [
  { program: ['sha*sum', 'shasum', 'md5sum', 'b2sum', 'cksum'], options: ['-c', '--check'] },
  { program: ['gpg', 'gpg2'], options: ['--verify', '--decrypt'] },
  { program: ['gpgv', 'minisign', 'cosign', 'rekor-cli', 'signify'] },
  { program: ['openssl'], subcommand: ['dgst'] },
];
const LOCAL = [
  'http://localhost*',
  'http://127.*',
  'http://[::1]*',
  'http://0.0.0.0*',
  'http://host.docker.internal*',
  'http://169.254.*',
];

export const DOWNLOADS: readonly Rule[] = [
  {
    id: 'downloaded-file-run-unchecked',
    severity: 'medium',
    title: { en: 'A downloaded file is run without a check', zh: '下载的文件未经校验即被执行' },
    why: {
      en: 'A file that was exchanged on the server or on the way runs in the build, and what it leaves is in the image.',
      zh: '在服务器或传输过程中被替换的文件会在构建时执行，并留在镜像中。',
    },
    fix: {
      en: 'Check the SHA-256 or the signature in the same instruction, before the file is run.',
      zh: '在同一条指令中先校验 SHA-256 或签名，再执行文件。',
    },
    match: { kind: 'downloaded', from: FETCHES, checks: CHECKS },
    examples: {
      matches: [
        'RUN curl -o /tmp/i.sh https://x.example/i.sh && bash /tmp/i.sh',
        'RUN wget https://x.example/install.sh && chmod +x install.sh && ./install.sh',
        'RUN curl -sSL https://x.example/get-pip.py > get-pip.py; python3 get-pip.py',
        'RUN curl -O https://x.example/setup.sh?v=1 && sh setup.sh',
      ],
      passes: [
        'RUN curl -o /i.sh https://x.example/i.sh && echo "abc  /i.sh" | sha256sum -c - && sh /i.sh',
        'RUN wget https://x.example/a.sh https://x.example/a.sh.asc && gpg --verify a.sh.asc && sh a.sh',
        'RUN curl -o /data.json https://x.example/data.json && bash /opt/import.sh',
        'RUN curl -o /tmp/a.tgz https://x.example/a.tgz && tar xzf /tmp/a.tgz',
      ],
    },
  },
  {
    id: 'plain-http-download',
    severity: 'medium',
    title: { en: 'Code is downloaded over plain HTTP', zh: '通过未加密的 HTTP 下载内容' },
    why: {
      en: 'Anybody on the way can exchange the content, and nothing in the instruction would notice.',
      zh: '传输路径上的任何人都可以替换内容，而指令中没有校验手段。',
    },
    fix: {
      en: 'Use https, or check the SHA-256 or signature of what was downloaded.',
      zh: '使用 https，或校验下载内容的 SHA-256 或签名。',
    },
    match: {
      kind: 'command',
      run: [
        { program: ['curl', 'wget', 'aria2c', 'axel'], operands: ['http://*', 'ftp://*'], operandsExcept: LOCAL },
        { program: ['curl'], options: ['--url=http://*', '--url=ftp://*'] },
        {
          program: ['git'],
          subcommand: ['clone', 'fetch', 'pull', 'submodule'],
          operands: ['http://*', 'git://*'],
          operandsExcept: LOCAL,
        },
        {
          program: ['pip', 'pip3', 'pip3.*', 'npm', 'yarn', 'pnpm'],
          subcommand: ['install', 'i', 'add'],
          operands: ['http://*'],
          operandsExcept: LOCAL,
        },
        {
          program: ['pip', 'pip3', 'pip3.*'],
          options: ['-i=http://*', '--index-url=http://*', '--extra-index-url=http://*'],
        },
        { program: ['npm', 'yarn', 'pnpm'], options: ['--registry=http://*'] },
        { program: ['npm', 'yarn', 'pnpm'], subcommand: ['config'], operands: ['http://*'], operandsExcept: LOCAL },
        { program: ['gem'], options: ['-s=http://*', '--source=http://*', '--add=http://*'] },
        { program: ['rpm', 'yum', 'dnf', 'microdnf', 'tdnf', 'zypper'], operands: ['http://*'] },
      ],
      unlessAny: CHECKS,
    },
    examples: {
      matches: [
        'RUN curl -O http://x.example/a.tgz',
        'RUN wget http://x.example/a.tgz',
        'RUN git clone http://x.example/a.git',
        'RUN pip install -i http://pypi.x.example/simple a',
        'RUN npm install --registry=http://npm.x.example',
        'RUN npm config set registry http://npm.x.example',
        'RUN yum install -y http://x.example/a.rpm',
        'RUN wget ftp://x.example/a.tgz',
        'RUN curl --url http://x.example/a.tgz -o /a',
        'RUN pip install http://x.example/a.whl',
        'RUN git clone git://x.example/a.git',
      ],
      passes: [
        'RUN curl -O https://x.example/a.tgz',
        'RUN curl -f http://localhost:8080/healthz',
        'RUN wget http://127.0.0.1/a',
        'RUN curl -s http://169.254.169.254/latest/meta-data/region',
        'RUN curl -x http://proxy.example:3128 https://x.example/a',
        'RUN wget http://x.example/a && echo "abc  a" | sha256sum -c',
        'RUN echo "deb http://deb.debian.org/debian trixie main" > /etc/apt/sources.list',
        'RUN http_proxy=http://proxy.example:3128 apt-get update',
      ],
    },
  },
  {
    id: 'add-from-url',
    severity: 'medium',
    title: { en: 'ADD fetches a URL without a checksum', zh: 'ADD 从 URL 获取文件且未指定校验值' },
    why: {
      en: 'What the server sends at build time is put into the image unchecked.',
      zh: '构建时服务器返回的内容未经校验即被写入镜像。',
    },
    fix: {
      en: 'Give ADD the option --checksum=sha256:…, or download and check in one RUN instruction.',
      zh: '为 ADD 指定 --checksum=sha256:…，或在同一条 RUN 指令中下载并校验。',
    },
    match: {
      kind: 'instruction',
      instructions: ['ADD'],
      words: ['http://*', 'https://*', 'ftp://*', 'git@*', 'git://*', 'ssh://*'],
      except: ['https://*.git#*'],
      unless: ['--checksum=*'],
    },
    examples: {
      matches: [
        'ADD https://x.example/a.tgz /opt/',
        'ADD --chown=1:1 http://x.example/a.jar /a.jar',
        'ADD git://x.example/a.git /a',
      ],
      passes: [
        'ADD --checksum=sha256:24454f830cdb https://x.example/a.tgz /opt/',
        'ADD file:8e81116368669ed3dd361bc898d61bff249f524139a239fdaf3ec46869a39921 in /',
        'ADD rootfs.tar.gz /',
        'ADD https://github.com/x/y.git#v1.2.3 /src',
        'COPY https.conf /etc/',
      ],
    },
  },
];
