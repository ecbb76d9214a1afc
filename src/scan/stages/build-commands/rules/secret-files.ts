import type { Rule } from './rule.ts';

const KEY_FILES = ['*id_rsa', '*id_dsa', '*id_ecdsa', '*id_ed25519', '*id_ecdsa_sk', '*id_ed25519_sk'];

export const SECRET_FILES: readonly Rule[] = [
  {
    id: 'credentials-in-url',
    severity: 'high',
    title: { en: 'A URL holds a password', zh: 'URL 中包含密码' },
    why: {
      en: 'The URL is recorded in the image, and tools write it into logs and config files.',
      zh: '该 URL 会记录在镜像中，并被工具写入日志和配置文件。',
    },
    fix: {
      en: 'Change the password, and use a credential helper, or a .netrc of RUN --mount=type=secret.',
      zh: '更换密码，并使用凭据助手或通过 RUN --mount=type=secret 挂载的 .netrc。',
    },
    match: { kind: 'secret', by: ['url'] },
    examples: {
      matches: [
        'RUN git clone https://deploy:hunter2-x@git.example/a.git',
        'ENV DATABASE_URL=postgres://app:hunter2-x@db/app',
        'RUN pip install --extra-index-url https://ci:hunter2-x@pypi.example/simple a',
      ],
      passes: [
        `RUN git clone https://\${USER}:\${TOKEN}@git.example/a.git`,
        'RUN git clone git@github.com:a/b.git',
        'RUN curl https://x.example:8443/a@b -o /a',
        'ENV DATABASE_URL=postgres://db/app',
      ],
    },
  },
  {
    id: 'known-credential',
    severity: 'critical',
    title: { en: 'A credential of a known issuer', zh: '包含已知颁发方的凭据' },
    why: {
      en: 'A value has the exact shape of an access key, a token or a private key. Such values are searched for in public images by machines.',
      zh: '某个值完全符合访问密钥、令牌或私钥的格式，自动化工具会在公开镜像中搜寻此类内容。',
    },
    fix: {
      en: 'Revoke it at its issuer now, then take it out of the build.',
      zh: '立即在颁发方撤销该凭据，然后从构建中删除。',
    },
    match: { kind: 'secret', by: ['shape'] },
    examples: {
      matches: [
        `RUN aws configure set aws_access_key_id AKIA${'ABCDEFGH23456723'}`,
        `ENV X=ghp_${'a1B2c3'.repeat(6)}`,
        `LABEL note=glpat-${'a1B2c3'.repeat(4)}`,
        `RUN echo "-----BEGIN RSA ${'PRIVATE KEY'}-----" > /k`,
      ],
      passes: [
        'ENV AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE',
        'RUN echo AKIA',
        'RUN echo "-----BEGIN CERTIFICATE-----" > /c',
        'RUN echo ghp_short',
      ],
    },
  },
  {
    id: 'private-key-copied',
    severity: 'high',
    title: { en: 'A private SSH key is put into the image', zh: '将 SSH 私钥放入镜像' },
    why: {
      en: 'The key stays in its layer, also when a later instruction deletes the file.',
      zh: '即使后续指令删除了文件，私钥仍保留在原来的层中。',
    },
    fix: {
      en: 'Replace the key pair, and use RUN --mount=type=ssh.',
      zh: '更换密钥对，并使用 RUN --mount=type=ssh。',
    },
    match: {
      kind: 'instruction',
      instructions: ['COPY', 'ADD', 'RUN'],
      words: KEY_FILES,
      except: ['*.pub'],
      unless: ['rm', 'ssh-keygen'],
    },
    examples: {
      matches: [
        'COPY id_rsa /root/.ssh/id_rsa',
        'ADD --chmod=600 keys/id_ed25519 /home/app/.ssh/',
        'COPY file:abc in /root/.ssh/id_rsa',
        'RUN echo "$SSH_KEY" > /root/.ssh/id_rsa && chmod 600 /root/.ssh/id_rsa',
      ],
      passes: [
        'COPY id_rsa.pub /root/.ssh/authorized_keys',
        'COPY known_hosts /root/.ssh/known_hosts',
        'RUN ssh-keygen -t ed25519 -f /etc/ssh/ssh_host_ed25519_key -N ""',
        'COPY ca.pem /etc/ssl/certs/',
        'RUN rm -f /root/.ssh/id_rsa',
      ],
    },
  },
  {
    id: 'credential-file-copied',
    severity: 'medium',
    title: { en: 'A file of credentials is put into the image', zh: '将凭据文件放入镜像' },
    why: {
      en: 'Files of this name usually hold passwords or tokens, and stay in their layer when they are deleted later.',
      zh: '此类文件通常包含密码或令牌，即使之后删除仍会保留在层中。',
    },
    fix: {
      en: 'Mount the file for the one instruction that needs it: RUN --mount=type=secret,target=….',
      zh: '仅在需要的指令中挂载该文件：RUN --mount=type=secret,target=…。',
    },
    match: {
      kind: 'instruction',
      instructions: ['COPY', 'ADD'],
      words: [
        '*.aws/credentials',
        '*.netrc',
        '*.pypirc',
        '*.git-credentials',
        '*.docker/config.json',
        '*.dockercfg',
        '*.kube/config',
        '.env',
        '*/.env',
        '*.htpasswd',
        '*.pgpass',
        '*.my.cnf',
        '.aws',
        '.aws/',
        '.ssh',
        '.ssh/',
        '.docker',
        '.docker/',
        '.kube',
        '.kube/',
        '*credentials.json',
        '*service-account*.json',
      ],
    },
    examples: {
      matches: [
        'COPY .aws/credentials /root/.aws/credentials',
        'COPY .netrc /root/',
        'COPY --chown=1:1 .env /app/.env',
        'ADD .docker/config.json /root/.docker/config.json',
        'COPY .ssh/ /root/.ssh/',
        'COPY .aws /root/.aws',
      ],
      passes: [
        'COPY .env.example /app/',
        'COPY .npmrc /app/',
        'COPY app.env.js /app/',
        'COPY kube/config.yaml /etc/',
        'COPY known_hosts /root/.ssh/',
      ],
    },
  },
];
