import { FIX, WHY } from './insecure-tls-texts.ts';
import type { Rule } from './rule.ts';

const OFF = ['false', '0', 'no', 'off'];

export const INSECURE_TLS: readonly Rule[] = [
  {
    id: 'curl-insecure',
    severity: 'medium',
    title: { en: 'curl does not check certificates', zh: 'curl 关闭证书校验' },
    why: WHY,
    fix: FIX,
    match: {
      kind: 'any',
      of: [
        {
          kind: 'command',
          run: [{ program: ['curl'], options: ['-k', '--insecure', '--proxy-insecure', '--doh-insecure'] }],
        },
        { kind: 'written', lines: ['insecure', '--insecure', '-k'], near: ['*.curlrc'] },
        { kind: 'written', lines: ['curl=curl -k*', 'curl=curl --insecure*'] },
      ],
    },
    examples: {
      matches: [
        'RUN curl -k https://x.example/a -o /a',
        'RUN curl -fsSLk https://x.example/a -o /a',
        'RUN curl --insecure https://x.example/a',
        'RUN echo insecure >> ~/.curlrc',
        'RUN printf "silent\\ninsecure\\n" > /root/.curlrc',
        'RUN alias curl="curl -k"',
        'RUN cat > ~/.curlrc <<EOF\n--insecure\nEOF',
      ],
      passes: [
        'RUN curl -K /etc/curl.conf https://x.example/a',
        'RUN curl -o k https://x.example/k',
        'RUN curl -ok https://x.example/k',
        'RUN curl -H "X: -k" https://x.example/a',
        'RUN curl --keepalive-time 5 https://x.example/a',
        'RUN tar -xkf a.tar && curl https://x.example/a',
        'RUN apt-get install -y curl -k',
        'RUN echo insecure > /etc/motd',
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
      kind: 'any',
      of: [
        { kind: 'command', run: [{ program: ['wget'], options: ['--no-check-c*'] }] },
        { kind: 'written', lines: ['check_certificate*=*off', 'check_certificate*=*quiet', 'check-certificate*=*off'] },
      ],
    },
    examples: {
      matches: [
        'RUN wget --no-check-certificate https://x.example/a',
        'RUN wget --no-check-cert -qO- https://x.example/a > /a',
        'RUN echo "check_certificate = off" >> ~/.wgetrc',
        'RUN printf "check_certificate=off\\n" >> /etc/wgetrc',
        'RUN wget -e check_certificate=off https://x.example/a',
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
      kind: 'any',
      of: [
        {
          kind: 'command',
          run: [
            {
              program: ['pip', 'pip3', 'pip3.*', 'pip2', 'pip2.*', 'pipx', 'pipenv', 'uv'],
              options: ['--trusted-host=*', '--allow-insecure-host=*'],
              optionsExcept: ['--trusted-host=localhost', '--trusted-host=127.0.0.1'],
            },
            { program: ['pip', 'pip3', 'pip3.*'], subcommand: ['config'], words: ['*trusted-host'] },
          ],
        },
        { kind: 'written', lines: ['trusted-host*=*'], near: ['*pip.conf', '*pip.ini'] },
      ],
    },
    examples: {
      matches: [
        'RUN pip install --trusted-host pypi.org a',
        'RUN python3 -m pip install --trusted-host=pypi.org a',
        'RUN pip config set global.trusted-host pypi.org',
        'RUN pip3 install --no-cache-dir --trusted-host x.example -r r.txt',
        'RUN pip install --trusted-host localhost --trusted-host x.example a',
        'RUN cat > /etc/pip.conf <<EOF\n[global]\ntrusted-host = x.example\nEOF',
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
      kind: 'any',
      of: [
        {
          kind: 'command',
          run: [
            { program: ['npm', 'yarn', 'pnpm'], options: ['--strict-ssl=false', '--no-strict-ssl'] },
            { program: ['npm', 'yarn', 'pnpm'], words: ['strict-ssl=false', 'strict-ssl=0'] },
            { program: ['npm', 'yarn', 'pnpm'], words: ['strict-ssl', 'enableStrictSsl'], operands: ['false', '0'] },
          ],
        },
        { kind: 'written', lines: ['strict-ssl*=*false', 'strict-ssl false', 'enableStrictSsl: false'] },
        { kind: 'variable', names: ['npm_config_strict_ssl', 'yarn_strict_ssl'], values: ['false', '0'] },
      ],
    },
    examples: {
      matches: [
        'RUN npm config set strict-ssl false',
        'RUN npm install --strict-ssl=false',
        'RUN yarn config set strict-ssl false -g',
        'RUN npm set strict-ssl=false',
        'RUN echo "strict-ssl=false" >> .npmrc',
        'RUN printf "strict-ssl=false\\n" >> /root/.npmrc',
        'ENV NPM_CONFIG_STRICT_SSL=false',
        'RUN npm_config_strict_ssl=false npm ci',
      ],
      passes: [
        'RUN npm config set strict-ssl true',
        'RUN npm install --strict-ssl=true',
        'RUN npm ci',
        'RUN npm config get strict-ssl',
        'RUN npm install strict-ssl',
        'ENV NPM_CONFIG_STRICT_SSL=true',
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
      kind: 'any',
      of: [
        {
          kind: 'command',
          run: [
            { program: ['git'], words: OFF.map((off) => `http*sslVerify=${off}`) },
            { program: ['git'], words: ['http*sslVerify'], operands: OFF },
          ],
        },
        {
          kind: 'written',
          lines: OFF.flatMap((off) => [`sslVerify = ${off}`, `sslVerify=${off}`]),
          near: ['*gitconfig*'],
        },
      ],
    },
    examples: {
      matches: [
        'RUN git -c http.sslVerify=false clone https://x.example/a',
        'RUN git config --global http.sslVerify false',
        'RUN git config http.https://x.example.sslVerify false',
        'RUN git -c http.sslVerify=off clone https://x.example/a',
        'RUN printf "[http]\\n\\tsslVerify = false\\n" >> ~/.gitconfig',
      ],
      passes: [
        'RUN git config --global http.sslVerify true',
        'RUN git clone https://x.example/a',
        'RUN git config --unset http.sslVerify',
        'RUN git config --global core.bare false',
        'RUN echo "sslverify=0" >> /etc/yum.conf',
      ],
    },
  },
];
