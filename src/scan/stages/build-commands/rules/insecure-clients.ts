import { FIX, WHY } from './insecure-tls-texts.ts';
import type { Rule } from './rule.ts';

export const INSECURE_CLIENTS: readonly Rule[] = [
  {
    id: 'tls-check-off',
    severity: 'medium',
    title: { en: 'A tool is told not to check certificates', zh: '工具被设置为不校验证书' },
    why: WHY,
    fix: FIX,
    match: {
      kind: 'any',
      of: [
        {
          kind: 'command',
          run: [
            {
              program: ['helm', 'kubectl', 'oc', 'argocd', 'cosign'],
              options: ['--insecure-skip-tls-verify', '--insecure-skip-tls-verify=true', '--insecure'],
            },
            {
              program: ['skopeo', 'podman', 'buildah', 'oras'],
              options: ['--tls-verify=false', '--src-tls-verify=false', '--dest-tls-verify=false', '--insecure'],
            },
            { program: ['aws'], options: ['--no-verify-ssl'] },
            { program: ['conda', 'mamba'], words: ['ssl_verify'], operands: ['false', 'no', '0'] },
            { program: ['composer'], words: ['disable-tls', '--disable-tls'], operands: ['true', '1', '*'] },
            { program: ['composer'], words: ['secure-http'], operands: ['false', '0'] },
            { program: ['svn'], options: ['--trust-server-cert*'] },
            { program: ['apt', 'apt-get'], words: ['*Verify-Peer=false', '*Verify-Host=false'] },
            { program: ['apk'], options: ['--no-check-certificate'] },
            {
              program: ['mvn', 'mvnw'],
              words: ['-Dmaven.wagon.http.ssl.insecure=true', '-Dmaven.wagon.http.ssl.allowall=true'],
            },
            {
              program: ['yum', 'dnf', 'yum-config-manager', 'dnf-config-manager', 'microdnf'],
              options: [
                '--setopt=sslverify=0',
                '--setopt=sslverify=false',
                '--setopt=*.sslverify=0',
                '--setopt=*.sslverify=false',
              ],
            },
            { program: ['bundle', 'bundler'], words: ['ssl_verify_mode'], operands: ['0'] },
            { program: ['http', 'https'], options: ['--verify=no', '--verify=false'] },
          ],
        },
        {
          kind: 'written',
          lines: ['*::Verify-Peer "false"*', '*::Verify-Host "false"*', ':ssl_verify_mode: 0'],
          unless: ['//*', '#*'],
        },
        {
          kind: 'written',
          lines: ['sslverify=0', 'sslverify = 0', 'sslverify=false'],
          near: ['*yum*', '*dnf*', '*.repo'],
        },
      ],
    },
    examples: {
      matches: [
        'RUN helm pull --insecure-skip-tls-verify oci://x.example/a',
        'RUN skopeo copy --tls-verify=false docker://x.example/a dir:/a',
        'RUN aws s3 cp --no-verify-ssl s3://a/b /b',
        'RUN conda config --set ssl_verify false',
        'RUN apt-get -o Acquire::https::Verify-Peer=false update',
        'RUN yum-config-manager --save --setopt=sslverify=false',
        'RUN composer config -g secure-http false',
        `RUN echo 'Acquire::https::Verify-Peer "false";' | tee /etc/apt/apt.conf.d/x`,
        'RUN echo "sslverify=0" >> /etc/yum.conf',
        'RUN mvn -Dmaven.wagon.http.ssl.insecure=true package',
      ],
      passes: [
        'RUN skopeo copy --tls-verify=true docker://x.example/a dir:/a',
        'RUN conda config --set ssl_verify true',
        'RUN helm pull oci://x.example/a',
        'RUN yum-config-manager --save --setopt=sslverify=true',
        'RUN composer config -g secure-http true',
      ],
    },
  },
  {
    id: 'ssh-host-unchecked',
    severity: 'medium',
    title: { en: 'SSH does not check the key of the host', zh: 'SSH 不校验主机密钥' },
    why: WHY,
    fix: {
      en: 'Put the key of the host into known_hosts from the repository.',
      zh: '将代码库中保存的主机公钥写入 known_hosts。',
    },
    match: {
      kind: 'any',
      of: [
        {
          kind: 'command',
          run: [
            {
              words: [
                '*StrictHostKeyChecking=no',
                '*StrictHostKeyChecking=no *',
                '*StrictHostKeyChecking no*',
                '*UserKnownHostsFile=/dev/null*',
              ],
              unlessWords: ['*#StrictHostKeyChecking no*'],
            },
          ],
        },
        { kind: 'written', lines: ['StrictHostKeyChecking no*', 'StrictHostKeyChecking=no*'] },
        {
          kind: 'variable',
          names: ['GIT_SSH_COMMAND', 'RSYNC_RSH', 'SVN_SSH'],
          values: ['*StrictHostKeyChecking=no*', '*UserKnownHostsFile=/dev/null*'],
        },
      ],
    },
    examples: {
      matches: [
        'RUN ssh -o StrictHostKeyChecking=no me@x.example',
        'RUN echo "StrictHostKeyChecking no" >> /etc/ssh/ssh_config',
        'RUN printf "Host *\\n StrictHostKeyChecking no\\n" > ~/.ssh/config',
        'RUN git config core.sshCommand "ssh -o StrictHostKeyChecking=no"',
        'ENV GIT_SSH_COMMAND="ssh -o StrictHostKeyChecking=no"',
        'RUN GIT_SSH_COMMAND="ssh -o StrictHostKeyChecking=no" git clone git@x.example:a',
        'RUN cat > ~/.ssh/config <<EOF\nHost *\n  StrictHostKeyChecking no\nEOF',
      ],
      passes: [
        'RUN ssh -o StrictHostKeyChecking=accept-new me@x.example',
        'RUN ssh -o StrictHostKeyChecking=yes me@x.example',
        'COPY known_hosts /root/.ssh/known_hosts',
      ],
    },
  },
];
