import type { Rule } from './rule.ts';
import { FIX, WHY } from './signature-texts.ts';

const APT = ['apt', 'apt-get', 'aptitude', 'apt-cache'];

const APT_SETTINGS = [
  'APT::Get::AllowUnauthenticated',
  'Acquire::AllowInsecureRepositories',
  'Acquire::AllowWeakRepositories',
  'Acquire::AllowDowngradeToInsecureRepositories',
];
const APT_ON = ['true', '1', 'yes', 'on'];

export const APT_SIGNATURES: readonly Rule[] = [
  {
    id: 'apt-unauthenticated',
    severity: 'high',
    title: { en: 'apt installs packages without authentication', zh: 'apt 安装未经验证的软件包' },
    why: WHY,
    fix: FIX,
    match: {
      kind: 'any',
      of: [
        {
          kind: 'command',
          run: [
            {
              program: APT,
              options: [
                '--allow-unauthenticated',
                '--force-yes',
                '--allow-insecure-repositories',
                '--allow-untrusted',
                '--no-allow-secure*',
              ],
            },
            { program: APT, words: APT_SETTINGS.flatMap((name) => APT_ON.map((on) => `*${name}=${on}`)) },
            { program: ['dpkg'], options: ['--force-bad-verify', '--force-all'] },
          ],
        },
        {
          kind: 'written',
          lines: APT_SETTINGS.flatMap((name) => APT_ON.flatMap((on) => [`*${name} "${on}"*`, `*${name} ${on};*`])),
          unless: ['//*', '#*'],
        },
      ],
    },
    examples: {
      matches: [
        'RUN apt-get update && apt-get install -y --allow-unauthenticated a',
        'RUN apt-get -y --force-yes install a',
        'RUN apt-get update --allow-insecure-repositories',
        'RUN apt-get -o APT::Get::AllowUnauthenticated=true install a',
        `RUN echo 'APT::Get::AllowUnauthenticated "true";' > /etc/apt/apt.conf.d/99x`,
        `RUN echo 'Acquire::AllowInsecureRepositories "1";' | tee /etc/apt/apt.conf.d/99x`,
        'RUN cat > /etc/apt/apt.conf.d/99x <<EOF\nAPT::Get::AllowUnauthenticated "true";\nEOF',
        'RUN dpkg --force-bad-verify -i a.deb',
      ],
      passes: [
        'RUN apt-get install -y --allow-downgrades a',
        'RUN apt-get install --yes a',
        'RUN apt-get install -o APT::Get::AllowUnauthenticated=false a',
        'RUN echo --allow-unauthenticated',
        `RUN echo 'APT::Get::AllowUnauthenticated "false";' > /etc/apt/apt.conf.d/99x`,
      ],
    },
  },
  {
    id: 'apt-trusted-repository',
    severity: 'high',
    title: { en: 'A repository of apt is trusted without a signature', zh: 'apt 软件源被无签名信任' },
    why: WHY,
    fix: {
      en: 'Put the key of the repository into /etc/apt/keyrings and name it with [signed-by=…].',
      zh: '将软件源密钥放入 /etc/apt/keyrings，并使用 [signed-by=…] 指定。',
    },
    match: {
      kind: 'written',
      lines: ['deb*[*trusted=yes*]*', 'deb*[*allow-insecure=yes*]*', 'Trusted: yes', 'Allow-Insecure: yes'],
    },
    examples: {
      matches: [
        'RUN echo "deb [trusted=yes] https://x.example/ ./" > /etc/apt/sources.list.d/x.list',
        'RUN echo "deb [arch=amd64 trusted=yes] https://x.example/ ./" | tee /etc/apt/sources.list.d/x.list',
        'RUN echo deb [trusted=yes] https://x.example / > /etc/apt/sources.list.d/x.list',
        'RUN cat <<EOF > /etc/apt/sources.list.d/x.sources\nTypes: deb\nTrusted: yes\nEOF',
        'RUN sed -i "s/^deb /deb [trusted=yes] /" /etc/apt/sources.list',
      ],
      passes: [
        'RUN echo "deb [signed-by=/usr/share/keyrings/cloud.google.gpg] https://packages.cloud.google.com/apt cloud-sdk main" | tee -a /etc/apt/sources.list.d/google-cloud-sdk.list',
        'RUN sed -i "s/deb \\[trusted=yes\\] /deb /" /etc/apt/sources.list',
        'RUN grep -r "deb [trusted=yes] https" /etc/apt || true',
      ],
    },
  },
];
