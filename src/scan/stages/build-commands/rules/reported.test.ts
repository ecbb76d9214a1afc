import { expect, test } from 'vitest';
import { findBuildCommandRisks } from '../find-risks.ts';
import { exampleImage } from './example-image.ts';

/** What people reported to makers of such rules as wrongly found, and which rule of ours must not find it. */
test.each([
  ['goodwithtech/dockle#130', 'secret-in-env', 'ENV WORDPRESS_CLI_GPG_KEY=63AF7AA15067C05616FDDD88A3A2E8F226F0BC06'],
  ['goodwithtech/dockle#130', 'secret-in-env', 'ENV KEYCLOAK_ID_KEY=sub'],
  [
    'goodwithtech/dockle#202',
    'secret-in-command',
    "RUN { echo 'access.log = /proc/self/fd/2'; echo 'clear_env = no'; } | tee php-fpm.conf",
  ],
  ['moby/buildkit#5403', 'secret-in-build-arg', 'ARG PUBLIC_KEY=ssh-ed25519-AAAA'],
  ['moby/buildkit#5504', 'secret-in-env', 'ENV NGINX_AUTH_MODULE_VERSION=1.5'],
  ['moby/buildkit#6501', 'secret-in-env', 'ENV SESSION_SECRET_FILE=/run/secrets/session'],
  [
    'moby/buildkit#5775',
    'secret-in-env',
    'ENV KMS_KEY_ALIAS=alias/a KEY_ENABLED=true REQUIRE_MFA_AUTH=true PASSWORD_PROMPT_STRING=Password:',
  ],
  ['gbrindisi/dockerfile-security#5', 'secret-in-env', 'ENV CC=/usr/bin/clang'],
  ['Checkmarx/kics#3763', 'secret-in-env', 'ENV GOPASS_VERSION=1.8.5'],
  ['jenkins-infra/pipeline-library#1038', 'secret-in-env', 'ENV JENKINS_USERNAME=jenkins'],
  ['stackrox/kube-linter#73', 'secret-in-env', 'ENV API_TOKEN='],
  [
    'NordCoderd/cloud-security-plugin#4',
    'fetched-code-piped-to-shell',
    'RUN curl -L "https://x.example/t.tar.gz" -o "/tmp/t.tar.gz" && cd /tmp && grep "t.tar.gz" sums.txt | sha256sum -c - && tar -C /opt -xzf "/tmp/t.tar.gz" task',
  ],
  [
    'bridgecrewio/checkov#6567',
    'fetched-code-piped-to-shell',
    'RUN curl -sf https://packages.cloud.google.com/apt/doc/apt-key.gpg | apt-key --keyring /usr/share/keyrings/cloud.google.gpg add -',
  ],
  [
    'hadolint/hadolint#522',
    'fetched-code-piped-to-shell',
    'RUN set -o pipefail; curl -s -L https://x.example/g.tgz | tar -C /tmp -xzf - && mv /tmp/g /usr/local/bin/g',
  ],
  [
    'zabio3/godolint#16',
    'fetched-code-piped-to-shell',
    `RUN curl -s https://x.example/base.yml > /base.yml && yq eval '.".docker".script[1] | sh' /base.yml`,
  ],
  [
    'chps-dev/chps-scorer#54',
    'wget-insecure',
    'RUN echo "ca_certificate = /etc/openssl/certs/cert.pem" >> /etc/wgetrc',
  ],
  ['hadolint/hadolint#1014', 'runs-as-root', 'USER root\nRUN mkdir -p /src\nUSER nonroot'],
  [
    'aquasecurity/trivy#6516',
    'package-lists-left',
    'RUN apt-get update ;     apt-get -y install git sudo     ; rm -rf /var/lib/apt/lists/*',
  ],
  [
    'aquasecurity/trivy#3581',
    'add-from-url',
    'ADD file:8e81116368669ed3dd361bc898d61bff249f524139a239fdaf3ec46869a39921 in /',
  ],
  ['hadolint/hadolint#311', 'package-lists-left', 'RUN apt-get clean && rm -rf /var/lib/apt/lists/*'],
])('%s: %s leaves alone %j', (_, rule, example) => {
  expect(rulesBroken(example)).not.toContain(rule);
});

/** What such rules were reported to miss. */
test.each([
  ['aquasecurity/trivy#8283', 'package-lists-left', 'RUN <<EOF\napk add curl\nEOF'],
  ['hadolint/hadolint#957', 'package-lists-left', 'RUN yum clean all && yum install -y git-2.0'],
  ['hadolint/hadolint#1073', 'package-lists-left', 'RUN apt update'],
  [
    'bridgecrewio/checkov#4186',
    'curl-insecure',
    'RUN apt-get update && curl --silent --insecure https://x.example -o /a',
  ],
  ['bridgecrewio/checkov#4622', 'tls-check-off', 'RUN dnf-config-manager --save --setopt=sslverify=false'],
])('%s: %s finds %j', (_, rule, example) => {
  expect(rulesBroken(example)).toContain(rule);
});

function rulesBroken(example: string): string[] {
  return findBuildCommandRisks(exampleImage(example)).findings.map(({ rule }) => rule);
}
