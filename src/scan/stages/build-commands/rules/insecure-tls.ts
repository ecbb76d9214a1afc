import type { Rule } from './rule.ts';

const WHY = {
  en: 'The other side is not checked: anybody on the way can read what is sent and exchange what comes back.',
  zh: '不校验对端证书，传输路径上的任何人都可以读取请求并替换返回内容。',
};
const FIX = {
  en: 'Put the certificate of your authority into the trust store, and leave the check on.',
  zh: '将自有 CA 证书加入信任库，并保持证书校验开启。',
};

export const INSECURE_TLS: readonly Rule[] = [
  {
    id: 'curl-insecure',
    severity: 'medium',
    title: { en: 'curl does not check certificates', zh: 'curl 关闭证书校验' },
    why: WHY,
    fix: FIX,
    match: {
      kind: 'command',
      run: [
        { program: ['curl'], options: ['-k', '--insecure', '--proxy-insecure', '--doh-insecure'] },
        { words: ['insecure'], redirects: ['*.curlrc'] },
      ],
    },
    examples: {
      matches: [
        'RUN curl -k https://x.example/a -o /a',
        'RUN curl -fsSLk https://x.example/a -o /a',
        'RUN curl --insecure https://x.example/a',
        'RUN echo insecure >> ~/.curlrc',
      ],
      passes: [
        'RUN curl -K /etc/curl.conf https://x.example/a',
        'RUN curl -o k https://x.example/k',
        'RUN curl -ok https://x.example/k',
        'RUN curl -H "X: -k" https://x.example/a',
        'RUN curl --keepalive-time 5 https://x.example/a',
        'RUN tar -xkf a.tar && curl https://x.example/a',
        'RUN apt-get install -y curl -k',
      ],
    },
  },
  {
    id: 'wget-insecure',
    severity: 'medium',
    title: { en: 'wget does not check certificates', zh: 'wget 关闭证书校验' },
    why: WHY,
    fix: FIX,
    match: {
      kind: 'command',
      run: [
        { program: ['wget'], options: ['--no-check-c*'] },
        { words: ['check_certificate*=*off', 'check-certificate*=*off'], redirects: ['*wgetrc'] },
      ],
    },
    examples: {
      matches: [
        'RUN wget --no-check-certificate https://x.example/a',
        'RUN wget --no-check-cert -qO- https://x.example/a > /a',
        'RUN echo "check_certificate = off" >> ~/.wgetrc',
      ],
      passes: [
        'RUN wget --no-cache https://x.example/a',
        'RUN wget https://x.example/a',
        'RUN echo "ca_certificate = /etc/openssl/certs/cert.pem" >> /etc/wgetrc',
        'RUN wget --no-verbose https://x.example/a',
      ],
    },
  },
  {
    id: 'pip-trusted-host',
    severity: 'medium',
    title: { en: 'pip trusts a host without a certificate check', zh: 'pip 信任主机而不校验证书' },
    why: WHY,
    fix: FIX,
    match: {
      kind: 'command',
      run: [
        {
          program: ['pip', 'pip3', 'pip3.*', 'pip2', 'pipx', 'pipenv', 'uv'],
          options: ['--trusted-host', '--allow-insecure-host'],
          unlessWords: ['localhost', '127.0.0.1'],
        },
        { program: ['pip', 'pip3', 'pip3.*'], subcommand: ['config'], words: ['*trusted-host'] },
        { words: ['trusted-host*=*', '*\\ntrusted-host*'], redirects: ['*pip.conf'] },
      ],
    },
    examples: {
      matches: [
        'RUN pip install --trusted-host pypi.org a',
        'RUN python3 -m pip install --trusted-host=pypi.org a',
        'RUN pip config set global.trusted-host pypi.org',
        'RUN pip3 install --no-cache-dir --trusted-host x.example -r r.txt',
      ],
      passes: [
        'RUN pip install -i https://pypi.x.example/simple a',
        'RUN pip install --trusted-host localhost a',
        'RUN pip install trusted-host',
      ],
    },
  },
  {
    id: 'npm-insecure',
    severity: 'medium',
    title: { en: 'npm, yarn or pnpm does not check certificates', zh: 'npm、yarn 或 pnpm 关闭证书校验' },
    why: WHY,
    fix: {
      en: 'Give the certificate of your authority with cafile, and leave strict-ssl on.',
      zh: '通过 cafile 指定自有 CA 证书，并保持 strict-ssl 开启。',
    },
    match: {
      kind: 'command',
      run: [
        { program: ['npm', 'yarn', 'pnpm'], options: ['--strict-ssl=false', '--no-strict-ssl'] },
        { program: ['npm', 'yarn', 'pnpm'], words: ['strict-ssl=false', 'strict-ssl=0'] },
        { program: ['npm', 'yarn', 'pnpm'], words: ['strict-ssl', 'enableStrictSsl'], operands: ['false', '0'] },
        { words: ['strict-ssl*=*false'], redirects: ['*npmrc', '*yarnrc'] },
      ],
    },
    examples: {
      matches: [
        'RUN npm config set strict-ssl false',
        'RUN npm install --strict-ssl=false',
        'RUN yarn config set strict-ssl false -g',
        'RUN npm set strict-ssl=false',
        'RUN echo "strict-ssl=false" >> .npmrc',
      ],
      passes: [
        'RUN npm config set strict-ssl true',
        'RUN npm install --strict-ssl=true',
        'RUN npm ci',
        'RUN npm config get strict-ssl',
        'RUN npm install strict-ssl',
      ],
    },
  },
  {
    id: 'git-insecure',
    severity: 'medium',
    title: { en: 'git does not check certificates', zh: 'git 关闭证书校验' },
    why: WHY,
    fix: FIX,
    match: {
      kind: 'command',
      run: [
        { program: ['git'], words: ['http*sslVerify=false', 'http*sslVerify=0'] },
        { program: ['git'], words: ['http*sslVerify'], operands: ['false', '0', 'no'] },
      ],
    },
    examples: {
      matches: [
        'RUN git -c http.sslVerify=false clone https://x.example/a',
        'RUN git config --global http.sslVerify false',
        'RUN git config http.https://x.example.sslVerify false',
      ],
      passes: [
        'RUN git config --global http.sslVerify true',
        'RUN git clone https://x.example/a',
        'RUN git config --unset http.sslVerify',
        'RUN git config --global core.bare false',
      ],
    },
  },
];
